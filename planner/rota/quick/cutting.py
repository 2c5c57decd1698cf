"""The text of a calendar → its components, with the plain entries taken out and read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, islice
from uuid import uuid4

from planner.rota.breath import GoOn, go_on_always
from planner.rota.components import Components, split
from planner.rota.entry import Entry
from planner.rota.quick.batch import ShapedBatch
from planner.rota.quick.recall import RecalledBatch
from planner.rota.quick.rows import Batch, Piece, PlainEntries, Rows, parts
from planner.rota.quick.shape import BEGIN, Shape, shape_of
from planner.rota.quick.values import Values

MOST_SHAPES = 12
"""Shapes that are learnt from one file; entries of further shapes go the ordinary way."""

MOST_TRIES = 200
"""Entries of one file from which a shape is tried to be learnt."""

_PLACE = f"{BEGIN}\n{{line}}\nEND:VEVENT\n"


@dataclass(frozen=True, slots=True)
class Cut:
    """The components of a calendar file, and the entries that were read on the way.

    Some events are only places: ``plain`` has, by their index, the entries that stand there.
    ``remembered`` are the plain ones of the whole file, where that was asked for. Of entries with
    the UIDs ``stamped_anew``, the fields ``changed`` and ``sequence`` are those of an earlier
    version that says the same.
    """

    components: Components
    plain: dict[int, list[Entry]] = field(default_factory=dict)
    remembered: PlainEntries = field(default_factory=PlainEntries)
    stamped_anew: set[str] = field(default_factory=set)


def cut(
    text: str,
    values: Values,
    *,
    file: int,
    first_calendar: int,
    known: PlainEntries | None = None,
    exact: bool = False,
    go_on: GoOn = go_on_always,
) -> Cut:
    """Cuts a calendar file up as `split` does, and reads its plain entries.

    ``file`` and ``first_calendar`` are the indices that its entries and its first calendar get.
    ``known`` are the plain entries of an earlier version, which need not be read again (None: none
    are to be remembered), where ``exact`` only where their stamps are the same. ``go_on`` raises
    where it is to be left.
    """
    recalled = RecalledBatch(known, exact=exact) if known and known.texts else None
    pieces = _pieces(text, recalled, go_on, whole=known is not None)
    rest, runs, mark = _with_places(pieces)
    components = split(rest, go_on)
    standing: dict[int, list[Rows]] = {}
    skipped = 0
    for index, component in enumerate(components.events):
        component.line += skipped
        if component.lines and component.lines[0].startswith(mark):
            run = standing[index] = runs[int(component.lines[0].removeprefix(mark))]
            line = component.line
            for batch, first, last in run:
                line = batch.stand(first, last, line, first_calendar + component.calendar)
            skipped += line - component.line - _PLACE.count("\n")
    go_on()
    batches = dict.fromkeys(rows.batch for run in runs for rows in run)
    read = {batch: batch.read(values, file, go_on) for batch in batches}
    return Cut(
        components,
        {index: _entries(run, read) for index, run in standing.items()},
        PlainEntries() if known is None else _remembered(pieces, read),
        recalled.stamped_anew if recalled else set(),
    )


def _entries(run: Sequence[Rows], read: Mapping[Batch, PlainEntries]) -> list[Entry]:
    """The entries of a run."""
    columns = (read[batch].entries[first:last] for batch, first, last in run)
    return list(filter(None, chain.from_iterable(columns)))


def _remembered(pieces: Sequence[Piece], read: Mapping[Batch, PlainEntries]) -> PlainEntries:
    """The plain entries of a file in its order."""
    found = PlainEntries()
    for piece in pieces:
        if isinstance(piece, str):
            found.add_others(piece.count(BEGIN))
        else:
            found.add_run(read[piece.batch], piece.first, piece.last)
    return found


def _with_places(pieces: Sequence[Piece]) -> tuple[str, list[list[Rows]], str]:
    """The text with an event in place of each run of plain entries; the runs; how the only line of
    these events begins, which is followed by the index of the run.
    """
    mark = f"X-PLAIN-{uuid4().hex}:"  # not to be guessed by whoever writes a calendar
    rest, runs = list[str](), list[list[Rows]]()
    for taken, group in groupby(pieces, lambda piece: isinstance(piece, Rows)):
        if taken:
            rest.append(_PLACE.format(line=f"{mark}{len(runs)}"))
            runs.append([piece for piece in group if isinstance(piece, Rows)])
        else:
            rest += [piece for piece in group if isinstance(piece, str)]
    return "".join(rest), runs, mark


def _pieces(text: str, recalled: RecalledBatch | None, go_on: GoOn, *, whole: bool) -> list[Piece]:
    """A text with its plain entries taken out of it: those that are known, then shape by shape."""
    pieces: list[Piece] = recalled.cut(text, go_on) if recalled else [text]
    pieces = [
        part for piece in pieces for part in (parts(piece) if isinstance(piece, str) else [piece])
    ]
    for _ in range(MOST_SHAPES):
        texts = (piece for piece in pieces if isinstance(piece, str))
        shape = _learnt(texts, whole=whole)
        if shape is None:
            break
        pieces = _taken(pieces, ShapedBatch(shape), go_on)
    return pieces


def _taken(pieces: Iterable[Piece], batch: ShapedBatch, go_on: GoOn) -> list[Piece]:
    """The pieces with entries taken out of their texts into a batch."""
    taken: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str):
            go_on()
            taken += batch.cut(piece)
        else:
            taken.append(piece)
    return taken


def _learnt(texts: Iterable[str], *, whole: bool) -> Shape | None:
    """The shape of the first plain entry, None where there is none."""
    for text, start in islice(_starts(texts), MOST_TRIES):
        end = text.find(BEGIN, start + len(BEGIN))
        shape = shape_of(text[start:] if end < 0 else text[start:end], whole=whole)
        if shape is not None:
            return shape
    return None


def _starts(texts: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Where entries begin, at the start of a line."""
    for text in texts:
        at = text.find(BEGIN)
        while at >= 0:
            if at == 0 or text[at - 1] == "\n":
                yield text, at
            at = text.find(BEGIN, at + 1)
