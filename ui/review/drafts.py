"""Decisions that were begun and are not signed yet, for when the plan is opened again."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QObject, QTimer

from planner.agreement.fields import COMMENTS, GMC_NUMBER, MOST, NAME
from planner.model.decision import Decision, Mark, Verdict
from planner.store import document_digest
from ui.memory import Memory

KEPT = 12
"""How many decisions are kept, the latest; `planner.settings.REGISTRY` has room for them."""

LASTS = timedelta(days=90)
SOON = 1_000
"""Milliseconds without an entry after which what is kept is written to disk."""

_NAME = "drafts"


class Drafts(QObject):
    """What was decided so far, by the document that it was decided on.

    Of the document only a digest is kept, and of its sessions their places in the order printed.
    """

    def __init__(self, memory: Memory, today: date, parent: QObject) -> None:
        super().__init__(parent)
        self._memory = memory
        self._today = today
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(memory.save)

    def __len__(self) -> int:
        return len(self._kept())

    def of(self, document: bytes, sessions: tuple[str, ...]) -> Decision | None:
        """What was decided on a document so far, None where nothing is kept. ``sessions`` are the
        ids of those that can be decided on, in the order printed.
        """
        row = self._kept().get(document_digest(document))
        try:
            return row and _decision(row, sessions)
        except (ValueError, TypeError, LookupError, AttributeError):
            return None

    def keep(self, document: bytes, decision: Decision) -> None:
        """From now on this was decided on a document so far."""
        name = document_digest(document)
        others = {key: row for key, row in self._kept().items() if key != name}
        self._put({name: _row(decision, self._today), **others})

    def drop(self, document: bytes) -> None:
        """Nothing is decided on a document, or it is signed."""
        kept = self._kept()
        if kept.pop(document_digest(document), None):
            self._put(kept)

    def _put(self, kept: Mapping[str, Any]) -> None:
        self._memory.keep(_NAME, json.dumps(dict(list(kept.items())[:KEPT])))
        self._soon.start()

    def _kept(self) -> dict[str, Any]:
        """Every draft that still lasts by the digest of its document, the latest first."""
        oldest = (self._today - LASTS).isoformat()
        try:
            kept = json.loads(self._memory.text(_NAME, "{}"))
            return {key: row for key, row in kept.items() if str(row["kept"]) >= oldest}
        except (ValueError, TypeError, LookupError, AttributeError):
            return {}


def _row(decision: Decision, today: date) -> dict[str, Any]:
    return {
        "kept": today.isoformat(),
        "verdict": decision.verdict.value,
        "marks": [mark.value for _, mark in decision.marks],
        "comments": decision.comments[: MOST[COMMENTS]],
        "name": decision.by[: MOST[NAME]],
        "gmc_number": decision.gmc_number[: MOST[GMC_NUMBER]],
    }


def _decision(row: Mapping[str, Any], sessions: tuple[str, ...]) -> Decision:
    return Decision(
        Verdict(row["verdict"]),
        tuple(zip(sessions, map(Mark, row["marks"]), strict=True)),
        comments=str(row["comments"]),
        by=str(row["name"]),
        gmc_number=str(row["gmc_number"]),
    )
