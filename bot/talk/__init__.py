"""What to say. Pure: no await, no clock, no store."""
