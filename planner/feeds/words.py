"""Why a feed could not be read, in words that name its host and never its address."""

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from types import MappingProxyType

CALLED_OFF = "Reading it was called off."

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_NEW_ADDRESS = "Copy the address again from the page of your rota system."
_LATER = "It will be tried again later."
_CERTIFICATE = (
    "Somebody else may be answering. Check the computer's date and time; on a hospital network "
    "ask IT."
)
_STATUS: Mapping[int, str] = MappingProxyType(
    {
        401: f"wants a log-in, or the address has run out. {_NEW_ADDRESS}",
        403: f"did not let us in: the address may have run out. {_NEW_ADDRESS}",
        404: f"knows no rota at this address. {_NEW_ADDRESS}",
        410: f"says that this rota has gone for good. {_NEW_ADDRESS}",
        429: f"asks to be read less often. {_LATER}",
    }
)


def is_web_page(data: bytes) -> bool:
    """Whether an answer is a web page and no calendar."""
    head = data[:4000].removeprefix(b"\xef\xbb\xbf")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\0", b"")[2:]
    return _PAGE.match(head) is not None


def no_address(host: str) -> str:
    """A feed whose address nobody kept."""
    return (
        f"The address of {host} is not kept on this computer, which has no keyring for it or no "
        "longer lets us use it. Enter it again."
    )


def not_without(other: str) -> str:
    """New, but of no use without another source."""
    return f"It has something new, which is taken once {other} can be read as well."


def web_page(host: str) -> str:
    """A page instead of a calendar."""
    return (
        f"{host} answered with a web page, perhaps a log-in page, and not with a calendar. "
        f"{_NEW_ADDRESS} If that opens only once you have signed in, download the rota as a file."
    )


def empty(host: str) -> str:
    """Nothing at all."""
    return f"{host} answered with nothing at all. {_LATER}"


def too_large(host: str, most: int) -> str:
    """More than a rota can be."""
    return (
        f"{host} sent more than {most // 2**20} MB, which is too large for a rota. "
        "Check that it is the right address."
    )


def too_slow(host: str) -> str:
    """No answer, or not all of it, in time."""
    return f"{host} took too long to answer. {_LATER}"


def bad_redirect(host: str) -> str:
    """Sent on to where we do not go."""
    return f"{host} sends on to an address that is not safe to read. {_NEW_ADDRESS}"


def too_many_redirects(host: str) -> str:
    """Sent on and on."""
    return f"{host} sends from one address to another without end. {_NEW_ADDRESS}"


def of_status(status: int, host: str) -> str:
    """An answer of the server other than a calendar (RFC 9110, 15)."""
    if status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        return _proxy("wants a log-in")
    if status in _STATUS:
        what = _STATUS[status]
    elif status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        what = f"is in trouble itself. {_LATER}"
    else:
        what = f"gave an answer that is no calendar. {_NEW_ADDRESS}"
    return f"{host} {what.replace('. ', f' ({status}). ', 1)}"


def of_failure(error: BaseException, host: str) -> str:
    """A failure below HTTP, by its innermost known cause."""
    import ssl

    from requests import exceptions as http
    from urllib3 import exceptions as pool

    known: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
        ((pool.ProxyError, http.ProxyError), _proxy("refused or could not be reached")),
        (
            (ssl.SSLCertVerificationError,),
            f"This computer does not trust the certificate of {host}. {_CERTIFICATE}",
        ),
        (
            (ssl.SSLError, http.SSLError, pool.SSLError),
            f"No safe connection to {host} could be made. Ask whoever runs it, or IT.",
        ),
        (
            (pool.NameResolutionError,),
            f"{host} was not found. Check that this computer is online and the address is right.",
        ),
        ((pool.NewConnectionError,), _unreachable(host)),
        ((http.Timeout, pool.TimeoutError, TimeoutError), too_slow(host)),
        (
            (pool.IncompleteRead, pool.DecodeError, http.ContentDecodingError),
            f"Only part of the rota arrived from {host}. {_LATER}",
        ),
        ((ValueError,), f"{host} could not be asked for the rota. {_NEW_ADDRESS}"),
    )
    causes = list(_causes(error))
    for kinds, said in known:
        if any(isinstance(cause, kinds) for cause in causes):
            return said
    return _unreachable(host)


def _unreachable(host: str) -> str:
    return f"{host} could not be reached. Check that this computer is online. {_LATER}"


def _proxy(what: str) -> str:
    return (
        f"The proxy of this network {what}. Try from another network, or ask IT how programs "
        "reach the internet from here."
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all that led to it: the libraries hide causes in arguments and ``reason``."""
    waiting, seen = [error], set()
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        hidden = (each.__cause__, each.__context__, getattr(each, "reason", None), *each.args)
        waiting += [cause for cause in hidden if isinstance(cause, BaseException)]
