"""Opening a PDF that comes from outside."""

import io
import logging
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from planner.errors import UnreadableInput

if TYPE_CHECKING:
    from pypdf import PdfReader

LARGEST = 20_000_000
"""Bytes of a file that is looked at. A plan has some 100,000; a scan of one, a few million."""

MOST_OBJECTS = 20_000
PATIENCE = 10.0
"""Seconds for looking at every object: where none stands where the file says, each is searched."""

MOST_PAGES = 100
_DEEPEST = 40

# What a PDF may ask a reader to do beyond showing a place in it (ISO 32000-1, 12.6.4).
_DOING = frozenset(
    {
        "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/Rendition",
        "/Movie", "/Sound", "/GoToR", "/GoToE", "/RichMediaExecute",
    }
)  # fmt: skip

_CARRYING = ("/JS", "/JavaScript", "/XFA")
_NAME = re.compile(rb"/[^\x00\t\n\x0c\r ()<>\[\]{}/%]+")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")

_BOUNDS: Mapping[str, Any] = {
    "maximum_declared_stream_length": LARGEST,
    "array_based_stream_maximum_output_length": LARGEST,
    "zlib_maximum_output_length": LARGEST,
    "lzw_maximum_output_length": LARGEST,
    "run_length_maximum_output_length": LARGEST,
    "stream_decoding_work_maximum_length": 3 * LARGEST,
    "stream_parsing_work_maximum_count": 400_000,
    "array_maximum_element_count": MOST_OBJECTS,
    "dictionary_maximum_element_count": MOST_OBJECTS,
    "page_tree_maximum_entries": MOST_PAGES * 2,
    "page_tree_maximum_depth": 20,
    "form_fields_maximum_entries": 4_000,
    "form_fields_maximum_depth": 20,
    "jbig2dec_binary": None,  # no other program is ever started
    "disable_legacy_handling": True,
}


@contextmanager
def opened(data: bytes) -> Iterator["PdfReader"]:
    """The PDF in ``data``, in its latest revision; valid inside the block.

    Raises UnreadableInput for what is no PDF, damaged, encrypted, too large, or asks its reader to
    do something; so does whatever goes wrong inside the block while the file is read.
    """
    _refuse_at_sight(data)
    # Imported here: the library takes 0.1 s, and it is needed only once a plan comes back.
    from pypdf import PdfReader, apply_configuration

    # What it has to say of a damaged file holds text of that file, which belongs in no log.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        with apply_configuration(**_BOUNDS):
            reader = PdfReader(io.BytesIO(data), strict=False, root_object_recovery_limit=1_000)
            _refuse_unreadable(reader)
            _refuse_doing(reader, data)
            yield reader
    except UnreadableInput:
        raise
    except MemoryError as error:
        raise _damaged(error) from error
    except Exception as error:  # a damaged file makes the library fail in any way there is
        raise _damaged(error) from error


def _refuse_at_sight(data: bytes) -> None:
    if len(data) > LARGEST:
        raise UnreadableInput(
            f"This file has {len(data) / 1e6:.0f} MB; a plan has far less. "
            "Choose the plan document that was sent back."
        )
    # Readers take a header within the first 1,024 bytes (ISO 32000-1, annex H, note 13).
    if b"%PDF-" not in data[:1024]:
        raise UnreadableInput(
            "This file is not a PDF. Choose the plan document that was sent back."
        )


def _refuse_unreadable(reader: "PdfReader") -> None:
    if reader.is_encrypted:
        raise UnreadableInput(
            "This PDF is protected by a password or by rights, so it cannot be read. "
            "Ask for a copy that was saved without protection."
        )
    count = sum(len(numbers) for numbers in reader.xref.values()) + len(reader.xref_objStm)
    if count > MOST_OBJECTS:
        raise UnreadableInput(
            "This PDF has far more in it than a plan has. "
            "Choose the plan document that was sent back.",
            f"{count} objects",
        )


def _refuse_doing(reader: "PdfReader", data: bytes) -> None:
    """Looks at every object, wherever in the file it hides.

    Objects outside compressed ones stand in the file as they are: where none of their names is one
    that matters, they need not be read.
    """
    from pypdf.generic import IndirectObject

    objects = [(number, 0) for number in reader.xref_objStm]
    if not _DOING.union(_CARRYING).isdisjoint(_names(data)):
        objects += [(n, generation) for generation, row in reader.xref.items() for n in row]
    last = time.monotonic() + PATIENCE
    for number, generation in objects:
        if time.monotonic() > last:
            raise UnreadableInput(
                "This PDF takes too long to look through, so it was not used. Save it again from "
                "the program in which it was filled in, or ask for the document once more."
            )
        found = reader.get_object(IndirectObject(number, generation, reader))
        action = _action(found, _DEEPEST)
        if action:
            raise UnreadableInput(
                "This PDF holds a script or asks to start something, which no plan does. It was "
                "not used, and nothing in it was carried out. Ask for the document once more.",
                action,
            )


def _names(data: bytes) -> Iterator[str]:
    """Every name in a file, and what looks like one in its compressed parts."""
    for name in set(_NAME.findall(data)):
        plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), name)
        yield plain.decode("latin-1")


def _action(found: Any, depth: int) -> str:
    """The action that a direct object holds, empty where it holds none."""
    if depth == 0:
        raise ValueError("nested too deeply")
    if isinstance(found, dict):
        kind = dict.get(found, "/S")
        if kind in _DOING:
            return str(kind)
        for name in _CARRYING:
            if name in found:
                return name
        values: Any = dict.values(found)
    elif isinstance(found, list):
        values = list.__iter__(found)
    else:
        return ""
    return next(filter(None, (_action(value, depth - 1) for value in values)), "")


def _damaged(error: BaseException) -> UnreadableInput:
    return UnreadableInput(
        "This PDF is damaged, so it cannot be read. Ask for the document once more, or save it "
        "again from the program in which it was filled in.",
        repr(error)[:500],
    )
