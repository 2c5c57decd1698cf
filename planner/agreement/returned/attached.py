"""The plan inside the document: `plan.json`, attached as electronic invoices attach theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from planner.agreement.canonical import digest
from planner.agreement.content import plan_from_json
from planner.agreement.returned.opened import opened
from planner.errors import UnreadableInput
from planner.model.plan import Plan

if TYPE_CHECKING:
    from pypdf import PdfReader

NAME = "plan.json"
_VERSION = "Protected-time plan, version "
_DEEPEST = 8
_MOST = 50


@dataclass(frozen=True, slots=True)
class Attached:
    """The plan that a document carries, and its digest (SHA-256, hex)."""

    plan: Plan
    digest: str


def described(version: int) -> str:
    """What stands with the attached plan; the version is told nowhere else that programs read."""
    return f"{_VERSION}{version}"


def read_plan(data: bytes) -> Plan:
    """The plan that a plan document carries inside, blank or filled in.

    Its version is 0 where the document does not tell it. Raises UnreadableInput where ``data`` is
    no such document, or its plan is damaged, altered or of a newer format.
    """
    with opened(data) as reader:
        found = attached(reader)
    if found is None:
        raise UnreadableInput(
            "There is no plan inside this PDF. Choose the file that the program exported, or one "
            "that was filled in and saved, not printed."
        )
    return found.plan


def attached(reader: "PdfReader") -> Attached | None:
    """The plan inside an opened document, None where nothing of that name is attached.

    Raises UnreadableInput where there are several, or where it is not one that this program wrote.
    """
    found = [spec for name, spec in _specs(reader) if name == NAME]
    if not found:
        return None
    if len(found) > 1:
        raise UnreadableInput(
            f"This PDF carries {len(found)} plans where it can be only one, so none of them is "
            "used. Ask for the document once more."
        )
    (spec,) = found
    stream = spec["/EF"]["/F"].get_object()
    data = stream.get_data()
    plan = plan_from_json(data, version=_version(spec), issued=_issued(stream))
    return Attached(plan, digest(plan))


def _specs(reader: "PdfReader") -> Iterator[tuple[str, Any]]:
    """Every file attached to the document, whether listed by name or only pointed to."""
    root: Any = reader.trailer["/Root"].get_object()
    names = root.get("/Names")
    tree = names.get_object().get("/EmbeddedFiles") if names is not None else None
    seen: set[int] = set()
    listed = [*_leaves(tree.get_object(), _DEEPEST)] if tree is not None else []
    for spec in [*listed, *(root.get("/AF") or [])]:
        row = spec.get_object()
        if id(row) not in seen:
            seen.add(id(row))
            yield str(row.get("/UF") or row.get("/F") or ""), row


def _leaves(node: Any, depth: int) -> Iterator[Any]:
    """The values of a name tree (ISO 32000-1, 7.9.6)."""
    pairs, kids = node.get("/Names") or [], node.get("/Kids") or []
    if depth == 0 or len(pairs) + len(kids) > _MOST:
        raise ValueError("too many attachments")
    yield from pairs[1::2]
    for kid in kids:
        yield from _leaves(kid.get_object(), depth - 1)


def _version(spec: Any) -> int:
    said = str(spec.get("/Desc") or "")
    number = said.removeprefix(_VERSION)
    known = said.startswith(_VERSION) and number.isascii() and number.isdigit()
    return int(number) if known and len(number) < 7 else 0


def _issued(stream: Any) -> datetime | None:
    """When the plan was issued: the time that stands with the attachment."""
    said = str((stream.get("/Params") or {}).get("/ModDate") or "")
    try:
        return datetime.strptime(said.replace("'", ""), "D:%Y%m%d%H%M%S%z")
    except ValueError:
        return None
