"""What came back from the supervisor, and what was sent."""
