"""The text of a calendar → its components, with the plain entries taken out and read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from uuid import uuid4

from planner.rota.components import Components, split
from planner.rota.entry import Entry
from planner.rota.quick.batch import Piece, Plain, RecalledBatch, Rows, ShapedBatch
from planner.rota.quick.shape import BEGIN, Shape, shape_of
from planner.rota.quick.values import Values

MOST_SHAPES = 12
"""Shapes that are learnt from one file; entries of further shapes go the ordinary way."""

MOST_TRIES = 200
"""Entries of one file from which a shape is tried to be learnt."""

_PLACE = f"{BEGIN}\n{{line}}\nEND:VEVENT\n"


_PIECE = 1 << 22
"""Characters that are searched at once: between two of them it can be left."""


@dataclass(frozen=True, slots=True)
class PlainRun:
    """Plain entries that follow each other in a file.

    Where that was asked for, ``texts`` are what each was read from, and ``lengths`` how many lines
    of the file each takes.
    """

    entries: list[Entry]
    texts: list[str]
    lengths: list[int]


@dataclass(frozen=True, slots=True)
class Cut:
    """The components of a calendar file, and the entries that were read on the way.

    Some events are only places: ``plain`` has, by their index, the entries that stand there. Of
    entries with the UIDs ``stamped_anew``, the fields ``changed`` and ``sequence`` are those of an
    earlier version that says the same.
    """

    components: Components
    plain: dict[int, PlainRun]
    stamped_anew: set[str]


def cut(
    text: str,
    values: Values,
    *,
    file: int,
    first_calendar: int,
    known: Plain | None = None,
    exact: bool = False,
    go_on: Callable[[], None] = lambda: None,
) -> Cut:
    """Cuts a calendar file up as `split` does, and reads its plain entries.

    ``file`` and ``first_calendar`` are the indices that its entries and its first calendar get.
    ``known`` are plain entries that need not be read again (None: no texts are asked for), where
    ``exact`` only where their stamps are the same. ``go_on`` raises where it is to be left.
    """
    recalled = RecalledBatch(known, exact=exact) if known and known.entries else None
    rest, runs, mark = _with_places(_pieces(text, recalled, go_on, whole=known is not None))
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
    batches = {rows.batch for run in standing.values() for rows in run}
    read = {batch: batch.entries(values, file, go_on) for batch in batches}
    plain = {index: PlainRun([], [], []) for index in standing}
    for index, run in standing.items():
        for batch, first, last in run:
            plain[index].entries.extend(read[batch][first:last])
            plain[index].texts.extend(batch.texts[first:last])
            plain[index].lengths.extend(batch.lengths[first:last])
    return Cut(components, plain, recalled.stamped_anew if recalled else set())


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


def _pieces(
    text: str, recalled: RecalledBatch | None, go_on: Callable[[], None], *, whole: bool
) -> list[Piece]:
    """A text with its plain entries taken out of it: those that are known, then shape by shape."""
    pieces: list[Piece] = list(_parts(text))
    if recalled:
        pieces = _taken(pieces, recalled, go_on)
    for _ in range(MOST_SHAPES):
        texts = (piece for piece in pieces if isinstance(piece, str))
        shape = _learnt(texts, whole=whole)
        if shape is None:
            break
        pieces = _taken(pieces, ShapedBatch(shape), go_on)
    return pieces


def _parts(text: str) -> Iterator[str]:
    """A text in parts that each begin with an entry, but for the first one."""
    done = 0
    while (at := text.find(f"\n{BEGIN}", done + _PIECE)) >= 0:
        yield text[done : at + 1]
        done = at + 1
    yield text[done:]


def _taken(
    pieces: Iterable[Piece], batch: ShapedBatch | RecalledBatch, go_on: Callable[[], None]
) -> list[Piece]:
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
