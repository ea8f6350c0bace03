"""The only wire formats."""
