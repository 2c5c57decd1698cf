"""The address of a feed, which is a secret."""

import re
from typing import Self
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from planner.errors import WrongUse

_SAME_AS_HTTPS = frozenset({"webcal", "webcals"})
_FOLD = r"(?:\r*\n[ \t])?"
_MOST = 4000


class Address:
    """A feed's address: https, or webcal, which is taken as https.

    It shows only its ``host``, in messages, logs and tracebacks alike; ``reveal`` is for the
    request and for the keyring. ``plain_http`` allows http as well, for a server on this machine.
    """

    __slots__ = ("_text", "host", "plain_http")

    def __init__(self, text: str, *, plain_http: bool = False) -> None:
        """Raises WrongUse, without the address in it, for one that cannot be a feed's."""
        parts = _parts(text)
        scheme = parts.scheme.lower()
        if scheme in _SAME_AS_HTTPS:
            parts, scheme = parts._replace(scheme="https"), "https"
        if scheme == "http" and not plain_http:
            raise WrongUse(
                "An address that starts with http:// would send your rota unprotected. "
                "Try it with https:// instead."
            )
        if scheme not in {"https", "http"}:
            raise WrongUse(
                "A feed address starts with https:// or webcal://. Copy it whole from the page of "
                "your rota system; a file on this computer is opened or watched instead."
            )
        self.host = parts.hostname or ""
        self.plain_http = plain_http
        self._text = urlunsplit(parts)

    def reveal(self) -> str:
        """The whole address, for the request and for the keyring and for nothing else."""
        return self._text

    def onward(self, location: str) -> Self | None:
        """Where the server sends us on to; None for what is not http(s) or falls from https."""
        secure = self._text.startswith("https:")
        try:
            target = urljoin(self._text, location)
            return type(self)(target, plain_http=self.plain_http and not secure)
        except (WrongUse, ValueError):
            return None

    def blotted(self, data: bytes) -> bytes:
        """``data`` without the address: some calendars name their own (RFC 7986, SOURCE and URL),
        and what is read of a feed is stored. Found over folded lines too.
        """
        parts = urlsplit(self._text)
        secret = urlunsplit(("", "", parts.path, parts.query, "")).removeprefix("/")
        login = parts.netloc.rpartition("@")[0]
        if not secret and not login:
            return data  # nothing but the host
        # Calendars write the host in other letters, without the port, without who logs in there.
        who = f"(?:{_folded(login)}{_FOLD}@{_FOLD}){'?' if secret else ''}" if login else ""
        where = rf"(?i:{_folded(self.host)})(?:{_FOLD}:(?:{_FOLD}\d)*)?"
        pattern = f"{who}{where}(?:{_FOLD}/)?{_FOLD}{_folded(secret)}"
        return re.sub(pattern.encode(), b"...", data)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Address) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return f"<address at {self.host}>"

    __str__ = __repr__


def _folded(text: str) -> str:
    """A pattern for a text over whose letters a calendar may fold its lines."""
    return _FOLD.join(re.escape(char) for char in text)


def _parts(text: str) -> SplitResult:
    cleaned = text.strip().strip("<>\"'")
    broken = WrongUse(
        "This is not a feed address. Copy it whole from the page of your rota system; it starts "
        "with https:// or webcal://."
    )
    if not cleaned or len(cleaned) > _MOST or re.search(r"[\s\x00-\x1f\x7f\\]", cleaned):
        raise broken
    try:
        parts = urlsplit(cleaned)
        _ = parts.port  # raises where it is no number
    except ValueError:
        # Without the cause: it holds a part of the address.
        raise broken from None
    if parts.scheme and not parts.hostname and parts.scheme.lower() != "file":
        raise broken
    return parts
