"""What was filled in: the values of the document's form fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from planner.agreement import fields
from planner.agreement.canonical import printed
from planner.model.decision import Decision, Mark, Verdict
from planner.model.plan import Plan

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_FIELDS = 2_000
_OFF = "Off"

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Filled:
    """The values of a form by field name, and the names of fields that cannot be relied on: there
    twice, or showing another choice than the one stored.
    """

    values: Mapping[str, str]
    doubtful: tuple[str, ...] = ()

    def decision(self, plan: Plan) -> Decision:
        """The decision on ``plan``; what cannot be relied on counts as not filled in."""
        return Decision(
            verdict=self._choice(fields.DECISION, Verdict.NONE),
            marks=tuple(
                (session.id, self._choice(fields.session_field(number), Mark.NONE))
                for number, session in enumerate(printed(plan), 1)
                if fields.open_to_decide(session)
            ),
            comments=self._text(fields.COMMENTS),
            by=self._text(fields.NAME),
            gmc_number=self._text(fields.GMC_NUMBER),
            on=self._text(fields.DATE),
        )

    def _choice(self, name: str, none: E) -> E:
        known = {member.value: member for member in type(none)}
        return known.get(self._text(name), none)

    def _text(self, name: str) -> str:
        return "" if name in self.doubtful else self.values.get(name, "")


def filled(reader: "PdfReader") -> Filled | None:
    """What stands in the form, None where there is none (any more)."""
    root: Any = reader.trailer["/Root"].get_object()
    form = root.get("/AcroForm")
    rows = (form.get_object().get("/Fields") if form is not None else None) or []
    if len(rows.get_object() if hasattr(rows, "get_object") else rows) > _MOST_FIELDS:
        raise ValueError("too many fields")
    values: dict[str, str] = {}
    doubtful: list[str] = []
    for row in rows:
        field = row.get_object()
        if field.get("/FT") == "/Sig":
            continue
        name = str(field.get("/T", ""))
        value = _value(field)
        if name in values or value is None:
            doubtful.append(name)
        values[name] = value or ""
    return Filled(values, tuple(dict.fromkeys(doubtful))) if fields.DECISION in values else None


def _value(field: Any) -> str | None:
    """The value of a field, None where it shows another choice than it stores."""
    if field.get("/FT") != "/Btn":
        return _words(field.get("/V"))
    stored = _name(field.get("/V"))
    kids = [kid.get_object() for kid in field.get("/Kids") or []]
    shown = {_name(kid.get("/AS")) for kid in kids} - {""}
    if stored:
        return stored if shown <= {stored} else None
    # Some programs only switch what is shown.
    return shown.pop() if len(shown) == 1 else None if shown else ""


def _name(value: Any) -> str:
    said = str(value.get_object() if hasattr(value, "get_object") else value or "").lstrip("/")
    return "" if said in (_OFF, "None") else said


def _words(value: Any) -> str:
    """Text as typed, with line ends as they are here."""
    if value is None:
        return ""
    found = value.get_object()
    if isinstance(found, bytes):
        said = found.decode("latin-1")
    elif isinstance(found, dict):  # a long text may be kept as a stream
        said = found.get_data().decode("utf-8", "replace")  # type: ignore[attr-defined]
    else:
        said = str(found)
    said = said.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return said.encode("utf-8", "replace").decode().strip()
