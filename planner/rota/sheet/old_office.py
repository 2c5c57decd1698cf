"""How many cells an old workbook (XLS) spans, before the library makes them.

An XLS file is a file system of its own (a compound file: sectors, chained by a table) that holds
one stream of records. Only what is needed to measure is read: the chain of the stream, and the row
and column that begin each cell's record. [MS-CFB] 2.2 to 2.6, [MS-XLS] 2.4.
"""

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MOST_SHEETS = 1_000
"""Sheets of one workbook; a rota has one for each week at most."""

_LAST = 0xFFFFFFFA  # sector numbers from here on are marks: end of chain, free, …
_ENTRY = 128
_END, _DIMENSIONS, _STRINGS, _SHEET = 0x000A, 0x0200, 0x00FC, 0x0085
_COUNTS = (40, 44, 64, 72)  # where the header counts sectors of four sorts
# Records that begin with row and column: BLANK, NUMBER, LABEL, BOOLERR, RK, LABELSST, RSTRING,
# FORMULA (two versions); and those with several columns: MULRK, MULBLANK.
_CELLS = frozenset({0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, 0x0006, 0x0206, 0x0406})
_SEVERAL = frozenset({0x00BD, 0x00BE})


def cells_spanned(data: bytes) -> int:
    """The cells that the sheets span, from the first to the last row and column of each. Raises
    ValueError where the file is no compound file with a workbook, or is damaged.
    """
    try:
        return sum(height * width for height, width in _extents(_stream(data)))
    except struct.error as error:
        raise ValueError(f"a record is cut off: {error}") from error


def _extents(stream: bytes) -> Iterator[tuple[int, int]]:
    """Height and width of each sheet; the first part of the stream says where sheets begin."""
    starts: set[int] = set()
    for record, body, size in _records(stream, 0):
        if record == _SHEET:
            starts.add(struct.unpack_from("<I", stream, body)[0])
        elif record == _STRINGS and struct.unpack_from("<I", stream, body + 4)[0] > len(stream):
            raise ValueError("it counts more texts than it can hold")
        elif record == _STRINGS and size < 8:
            raise ValueError("its texts are damaged")
    if len(starts) > MOST_SHEETS:
        raise ValueError("it has more sheets than a workbook can")
    for start in starts:
        yield _extent(stream, start)


def _extent(stream: bytes, start: int) -> tuple[int, int]:
    height = width = 0
    for record, body, size in _records(stream, start):
        if record == _DIMENSIONS:
            # Room is made for what the sheet says of itself, whatever it holds.
            form = "<IIHH" if size >= 14 else "<HHHH"
            top, rows, left, columns = struct.unpack_from(form, stream, body)
            if top > rows or left > columns:
                raise ValueError("a sheet of it ends before it begins")
            height, width = max(height, rows), max(width, columns)
        elif (record in _CELLS or record in _SEVERAL) and size >= 6:
            row, column = struct.unpack_from("<HH", stream, body)
            if record in _SEVERAL:
                last: int = struct.unpack_from("<H", stream, body + size - 2)[0]
                column = max(column, last)
            height, width = max(height, row + 1), max(width, column + 1)
    return height, width


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Each record from a place to the end of that part: its sort, where it begins, its size."""
    while at + 4 <= len(stream):
        record, size = struct.unpack_from("<HH", stream, at)
        if record == _END:
            return
        yield record, at + 4, size
        at += 4 + size


def _stream(data: bytes) -> bytes:
    """The workbook's stream of records."""
    if not data.startswith(MAGIC):
        raise ValueError("it is no compound file")
    sector = 1 << struct.unpack_from("<H", data, 30)[0]
    if sector not in (512, 4096):
        raise ValueError(f"its sectors have {sector} bytes")
    if any(struct.unpack_from("<I", data, at)[0] > len(data) // sector for at in _COUNTS):
        raise ValueError("it counts more sectors than it has")
    directory, small_limit, small_table = struct.unpack_from("<I4xII", data, 48)
    following = _table(data, sector)

    def chain(first: int) -> bytes:
        return b"".join(_sector(data, sector, number) for number in _numbers(following, first))

    entries = chain(directory)
    size_form = "<I" if sector == 512 else "<Q"
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        if struct.unpack_from(size_form, entries, at + 120)[0] > len(data):
            raise ValueError("a part of it is longer than the whole")
        length = struct.unpack_from("<H", entries, at + 64)[0]
        name = entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
        if name == "EncryptedPackage":
            raise ValueError("it is encrypted")
        if name.casefold() in ("workbook", "book"):
            first, size = struct.unpack_from("<II", entries, at + 116)
            if size >= small_limit:
                return chain(first)[:size]
            root = struct.unpack_from("<I", entries, 116)[0]
            table = chain(small_table)
            small = [n for (n,) in struct.iter_unpack("<I", table)]
            held = chain(root)
            pieces = (held[n * 64 : n * 64 + 64] for n in _numbers(small, first))
            return b"".join(pieces)[:size]
    raise ValueError("there is no workbook in it")


def _table(data: bytes, sector: int) -> list[int]:
    """Which sector follows each one."""
    numbers = [n for (n,) in struct.iter_unpack("<I", data[76:512]) if n < _LAST]
    more, count = struct.unpack_from("<II", data, 68)
    seen = 0
    while more < _LAST and seen < count:
        part = [n for (n,) in struct.iter_unpack("<I", _sector(data, sector, more))]
        numbers += [n for n in part[:-1] if n < _LAST]
        more, seen = part[-1], seen + 1
    most = len(data) // sector // (sector // 4) + 2
    whole = b"".join(_sector(data, sector, number) for number in numbers[:most])
    return [n for (n,) in struct.iter_unpack("<I", whole)]


def _numbers(following: list[int], first: int) -> Iterator[int]:
    """The sectors of a chain; ends where it would go round in a circle."""
    seen = 0
    while first < len(following) and seen <= len(following):
        yield first
        first, seen = following[first], seen + 1


def _sector(data: bytes, sector: int, number: int) -> bytes:
    start = (number + 1) * sector
    piece = data[start : start + sector]
    return piece + bytes(sector - len(piece))
