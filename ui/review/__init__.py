"""Review: a supervisor opens plans, decides on them, signs, and sends them back."""

SLOT = "sign"
"""The slot of signing among the jobs."""
