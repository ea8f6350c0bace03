"""The web: chat page, desk, and their HTTP interface."""
