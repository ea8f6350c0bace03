"""Files for people: values to bytes."""
