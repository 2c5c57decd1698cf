"""The user's word for labels that can release them, and schemes of their own. Written inside
commands only.
"""

import json
from collections.abc import Mapping
from typing import Any

from planner.model.placement import Half, Preferences
from planner.model.release import Release
from planner.store.datafile import DataFile
from planner.store.values import storable


class Releases:
    """Whether shifts of a label can release the doctor, as the user says."""

    def __init__(self, db: DataFile) -> None:
        self._db = db

    def all(self) -> dict[str, Release]:
        """Normalised label → the user's word."""
        rows = self._db.execute("SELECT key, word FROM releases ORDER BY key")
        return {key: Release(word) for key, word in rows}

    def put(self, key: str, label: str, release: Release) -> None:
        """From now on this holds for the label; ``label`` is kept as the user saw it."""
        values = {"key": storable(key), "label": storable(label), "word": release.value}
        self._db.put("releases", values, "key")

    def remove(self, key: str) -> None:
        """Back to what the kind says."""
        self._db.execute("DELETE FROM releases WHERE key = ?", [storable(key)])


class OwnSchemes:
    """Schemes that the user made or edited, each as the table that describes it."""

    def __init__(self, db: DataFile) -> None:
        self._db = db

    def all(self) -> dict[str, Mapping[str, Any]]:
        """Id → table, by id."""
        rows = self._db.execute("SELECT id, body FROM schemes ORDER BY id")
        return {name: json.loads(body) for name, body in rows}

    def put(self, name: str, row: Mapping[str, Any]) -> None:
        """A scheme, new or in place of the one of the same id."""
        body = json.dumps(row, ensure_ascii=False, sort_keys=True)
        self._db.put("schemes", {"id": storable(name), "body": storable(body)}, "id")

    def remove(self, name: str) -> None:
        """Takes a scheme out."""
        self._db.execute("DELETE FROM schemes WHERE id = ?", [storable(name)])


def prefers_text(prefers: Preferences) -> str:
    """Preferences as they are stored; what is not preferred is left out."""
    row: dict[str, Any] = {}
    if prefers.weekdays:
        row["weekdays"] = sorted(prefers.weekdays)
    if prefers.half is not None:
        row["half"] = prefers.half.value
    if prefers.kept_free:
        row["kept_free"] = sorted(prefers.kept_free)
    if prefers.days_off is not None:
        row["days_off"] = prefers.days_off
    return json.dumps(row)


def prefers_of(text: str) -> Preferences:
    """Preferences as they were stored."""
    row = json.loads(text)
    return Preferences(
        weekdays=frozenset(row.get("weekdays", ())),
        half=Half(row["half"]) if "half" in row else None,
        kept_free=frozenset(row.get("kept_free", ())),
        days_off=row.get("days_off"),
    )
