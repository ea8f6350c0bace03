"""Telegram: updates become events, what is said becomes messages, and consultants work in a group."""
