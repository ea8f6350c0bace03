"""What tests share: fakes, a person at the keyboard, the browser."""
