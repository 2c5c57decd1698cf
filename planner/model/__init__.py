"""What exists: shifts, readings, placements, schemes, sessions, plans. Frozen and plain."""
