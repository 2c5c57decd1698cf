"""Whether bytes are one value in the distinguished encoding, DER (ITU-T X.690, 10 and 11).

A library takes what is encoded loosely too: then bytes could be changed and mean the same.
"""

_CONSTRUCTED = 0x20
_HIGH_TAG = 0x1F
_DEEPEST = 40


def der_length(data: bytes) -> int:
    """How many bytes the value at the start of ``data`` takes.

    Raises ValueError where a length is not written in the shortest way, or what is inside a value
    does not fill it.
    """
    _, end = _body(data, 0, len(data))
    _check(data, 0, end, _DEEPEST)
    return end


def _check(data: bytes, at: int, end: int, depth: int) -> None:
    """Looks at the values that stand one after the other between two places."""
    while at < end:
        start, stop = _body(data, at, end)
        if data[at] & _CONSTRUCTED:
            if depth == 0:
                raise ValueError("nested too deeply")
            _check(data, start, stop, depth - 1)
        at = stop


def _body(data: bytes, at: int, end: int) -> tuple[int, int]:
    """Where the content of the value at a place begins and ends."""
    if at + 2 > end or data[at] == 0 or data[at] & _HIGH_TAG == _HIGH_TAG:
        raise ValueError("not a value")
    length, start = data[at + 1], at + 2
    if length >= 0x80:
        count = length - 0x80
        number = data[start : start + count]
        length, start = int.from_bytes(number, "big"), start + count
        if not number or number[0] == 0 or length < 0x80:
            raise ValueError("a length that is written in another way than the shortest")
    if start + length > end:
        raise ValueError("more inside than there is room for")
    return start, start + length
