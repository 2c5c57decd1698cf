"""The HTTP session for feeds: the system's own certificates and proxies, nothing in any log."""

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from planner import __version__

if TYPE_CHECKING:
    from requests import Session

_TALKATIVE = (
    "urllib3.connection",
    "urllib3.connectionpool",
    "urllib3.poolmanager",
    "urllib3.response",
    "urllib3.util.retry",
)


def system_session() -> "Session":
    """A session that trusts what the computer trusts and uses the proxy that it uses.

    Hospital networks look into TLS with a certificate of their own, which only the system's trust
    store knows.
    """
    import requests
    import truststore
    from requests.adapters import HTTPAdapter

    class SystemTrust(HTTPAdapter):
        """Checks certificates with the system's trust store, through a proxy too."""

        def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
            super().init_poolmanager(*args, ssl_context=_context(), **kwargs)

        def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
            return super().proxy_manager_for(*args, ssl_context=_context(), **kwargs)

        def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
            """Nothing to add: requests would load its own bundle beside the system's store."""

    def _context() -> ssl.SSLContext:
        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    session = requests.Session()
    session.mount("https://", SystemTrust())
    # One question in hours: a connection kept open would only be in the way.
    session.headers["Connection"] = "close"
    session.headers["User-Agent"] = f"Leadtime/{__version__}"
    return session


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Inside, the libraries write no log: they would put whole addresses into it."""
    silence = _Silence()
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    for logger in loggers:
        logger.addFilter(silence)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(silence)


class _Silence(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:  # noqa: ARG002 - logging's own signature
        return False
