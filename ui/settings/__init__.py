"""Settings: the placement, the look, where the data lies."""
