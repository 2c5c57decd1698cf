"""The user's own rows: sessions and the placement. Written inside commands only."""

import json
from datetime import date, time
from typing import Any

from planner.clock import CoreHours, Division
from planner.model.placement import Placement
from planner.model.session import LostTo, Session, State, Where
from planner.store.datafile import DataFile
from planner.store.values import instant_at, span_at, stamp, storable
from planner.store.wishes import prefers_of, prefers_text

_SELECT_SESSIONS = (
    "SELECT id, starts, ends, purpose, lies, needs_cover, state, sequence, changed, notes, "
    "lost_to, against FROM sessions"
)


class Sessions:
    """Booked protected time."""

    def __init__(self, db: DataFile) -> None:
        self._db = db

    def all(self) -> tuple[Session, ...]:
        """Every session, whatever its state, by start."""
        rows = self._db.execute(f"{_SELECT_SESSIONS} ORDER BY starts, ends, id")
        return tuple(_session(*row) for row in rows)

    def get(self, session: str) -> Session | None:
        """The session of that id."""
        row = self._db.execute(f"{_SELECT_SESSIONS} WHERE id = ?", [session]).fetchone()
        return row and _session(*row)

    def add(self, session: Session) -> None:
        """A new session."""
        # Plain statements: sqlite-utils asks for the table's keys each time, which takes 5 ms.
        row = _session_row(session)
        values = ", ".join(f":{name}" for name in row)
        self._db.execute(f"INSERT INTO sessions ({', '.join(row)}) VALUES ({values})", row)  # noqa: S608

    def replace(self, session: Session) -> None:
        """The session of the same id becomes this."""
        row = _session_row(session)
        values = ", ".join(f"{name} = :{name}" for name in row)
        self._db.execute(f"UPDATE sessions SET {values} WHERE id = :id", row)  # noqa: S608

    def remove(self, session: str) -> None:
        """Takes the session out."""
        self._db.execute("DELETE FROM sessions WHERE id = ?", [session])


class Placements:
    """The placement that is planned. Whose rota it is stands with the current reading."""

    def __init__(self, db: DataFile) -> None:
        self._db = db

    def current(self, person: str) -> Placement | None:
        """The placement of ``person``, None until it is set."""
        row = self._db.execute(
            "SELECT title, first, last, scheme, doctor, supervisor, department, share, hours, "
            "ruleset, opt_out, division, core_start, core_end, core_weekdays, "
            "share_counts, prefers FROM placement"
        ).fetchone()
        if row is None:
            return None
        title, first, last, scheme, doctor, supervisor, department, *particular = row
        share, hours, ruleset, opt_out, division, *own = particular
        core_start, core_end, weekdays, share_counts, prefers = own
        return Placement(
            title=title,
            first=date.fromisoformat(first),
            last=date.fromisoformat(last),
            scheme=scheme,
            doctor=doctor,
            person=person,
            supervisor=supervisor,
            department=department,
            share=share,
            hours=hours,
            ruleset=ruleset,
            opt_out=bool(opt_out),
            division=Division(division),
            core=CoreHours(
                time.fromisoformat(core_start),
                time.fromisoformat(core_end),
                frozenset(int(day) for day in weekdays),
            ),
            share_counts=bool(share_counts),
            prefers=prefers_of(prefers),
        )

    def put(self, placement: Placement) -> None:
        """Sets or replaces the placement."""
        values = {
            "id": 1,
            "title": storable(placement.title),
            "first": placement.first.isoformat(),
            "last": placement.last.isoformat(),
            "scheme": storable(placement.scheme),
            "doctor": storable(placement.doctor),
            "supervisor": storable(placement.supervisor),
            "department": storable(placement.department),
            "share": placement.share,
            "hours": placement.hours,
            "ruleset": storable(placement.ruleset),
            "opt_out": int(placement.opt_out),
            "division": placement.division.value,
            "core_start": placement.core.start.isoformat(),
            "core_end": placement.core.end.isoformat(),
            "core_weekdays": "".join(str(day) for day in sorted(placement.core.weekdays)),
            "share_counts": int(placement.share_counts),
            "prefers": prefers_text(placement.prefers),
        }
        self._db.put("placement", values, "id")


def _session_row(session: Session) -> dict[str, Any]:
    return {
        "id": storable(session.id),
        "starts": stamp(session.span.start),
        "ends": stamp(session.span.end),
        "purpose": storable(session.purpose),
        "lies": session.where.value,
        "needs_cover": int(session.needs_cover),
        "state": session.state.value,
        "sequence": session.sequence,
        "changed": stamp(session.changed),
        "notes": storable(session.notes),
        "lost_to": session.lost_to.value if session.lost_to else "",
        "against": storable(json.dumps(session.against, ensure_ascii=False)),
    }


def _session(id_: str, starts: int, ends: int, purpose: str, lies: str, *rest: Any) -> Session:
    needs_cover, state, sequence, changed, notes, lost_to, against = rest
    return Session(
        id=id_,
        span=span_at(starts, ends),
        purpose=purpose,
        where=Where(lies),
        needs_cover=bool(needs_cover),
        state=State(state),
        sequence=sequence,
        changed=instant_at(changed),
        notes=notes,
        lost_to=LostTo(lost_to) if lost_to else None,
        against=tuple(json.loads(against)),
    )
