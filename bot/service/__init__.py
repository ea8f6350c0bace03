"""What happens: load, decide, save; deliveries and alarms. No SQL, no wire format."""
