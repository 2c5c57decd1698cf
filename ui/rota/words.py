"""A reading in words."""

from planner.model.rota import StoredReading
from planner.model.words import dates_words


def covers_words(stored: StoredReading) -> str:
    """How many entries a reading holds and which dates they cover."""
    reading = stored.reading
    count = len(reading.shifts)
    entries = "1 entry" if count == 1 else f"{count} entries"
    dates = reading.covers
    return f"{entries}, {dates_words(*dates)}" if dates else "No entries"
