"""What `Questions` answers, by subject; each builds on those that it asks itself."""
