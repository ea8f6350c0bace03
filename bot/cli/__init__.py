"""The terminal: what is started and asked there, and its own sentences."""
