"""The user's own rows: sessions, placement, corrected kinds. Written inside commands only."""

from datetime import date, time
from typing import TYPE_CHECKING, Any

from planner.clock import CoreHours, Division
from planner.model.kind import Kind
from planner.model.placement import Placement
from planner.model.session import Session, State, Where
from planner.store.values import instant_at, span_at, stamp, storable

if TYPE_CHECKING:
    from sqlite_utils.db import Database


class Sessions:
    """Booked protected time."""

    def __init__(self, db: "Database") -> None:
        self._db = db

    def all(self) -> tuple[Session, ...]:
        """Every session, whatever its state, by start."""
        rows = self._db.execute("SELECT * FROM sessions ORDER BY starts, ends, id")
        return tuple(_session(*row) for row in rows)

    def get(self, session: str) -> Session | None:
        """The session of that id."""
        row = self._db.execute("SELECT * FROM sessions WHERE id = ?", [session]).fetchone()
        return row and _session(*row)

    def add(self, session: Session) -> None:
        """A new session."""
        self._db.table("sessions").insert(_session_row(session))

    def replace(self, session: Session) -> None:
        """The session of the same id becomes this."""
        self._db.table("sessions").update(session.id, _session_row(session))

    def remove(self, session: str) -> None:
        """Takes the session out."""
        self._db.table("sessions").delete(session)


class Placements:
    """The placement that is planned. Whose rota it is stands with the current reading."""

    def __init__(self, db: "Database") -> None:
        self._db = db

    def current(self, person: str) -> Placement | None:
        """The placement of ``person``, None until it is set."""
        row = self._db.execute(
            "SELECT title, first, last, scheme, doctor, supervisor, department, share, hours, "
            "ruleset, opt_out, division, core_start, core_end, core_weekdays FROM placement"
        ).fetchone()
        if row is None:
            return None
        title, first, last, scheme, doctor, supervisor, department, *particular = row
        share, hours, ruleset, opt_out, division, core_start, core_end, weekdays = particular
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
        }
        self._db.table("placement").upsert(values, pk="id")


class CorrectedKinds:
    """The user's word for labels."""

    def __init__(self, db: "Database") -> None:
        self._db = db

    def all(self) -> dict[str, Kind]:
        """Normalised label → kind."""
        rows = self._db.execute("SELECT key, kind FROM corrections ORDER BY key")
        return {key: Kind(kind) for key, kind in rows}

    def put(self, key: str, label: str, kind: Kind) -> None:
        """From now on the label is of that kind; ``label`` is kept as the user saw it."""
        self._db.execute(
            "INSERT INTO corrections (key, label, kind) VALUES (?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET label = excluded.label, kind = excluded.kind",
            [storable(key), storable(label), kind.value],
        )

    def remove(self, key: str) -> None:
        """Back to the table of labels."""
        self._db.execute("DELETE FROM corrections WHERE key = ?", [storable(key)])


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
    }


def _session(id_: str, starts: int, ends: int, purpose: str, lies: str, *rest: Any) -> Session:
    needs_cover, state, sequence, changed = rest
    return Session(
        id=id_,
        span=span_at(starts, ends),
        purpose=purpose,
        where=Where(lies),
        needs_cover=bool(needs_cover),
        state=State(state),
        sequence=sequence,
        changed=instant_at(changed),
    )
