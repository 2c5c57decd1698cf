"""Where the addresses of feeds are kept: in the system's keyring, and in memory meanwhile."""

from collections.abc import Iterable
from typing import Protocol

from planner.errors import WrongUse
from planner.feeds.address import Address

_SERVICE = "Leadtime"


class Vault(Protocol):
    """Keeps secrets by name; what it cannot do it leaves undone, and says so by its answer."""

    def get(self, name: str) -> str | None:
        """The secret of that name, None where there is none or it cannot be had."""

    def put(self, name: str, secret: str) -> bool:
        """Keeps a secret; whether it can be read back."""

    def remove(self, name: str) -> None:
        """Forgets a secret."""


class SystemKeyring:
    """The system's keyring: Windows Credential Manager, macOS Keychain, Secret Service.

    Calls may wait for a person to unlock it, so they are made on a worker's thread.
    """

    def get(self, name: str) -> str | None:
        """The secret of that name, None where there is none or no keyring."""
        import keyring

        try:
            return keyring.get_password(_SERVICE, name)
        except Exception:  # noqa: BLE001 - each system's keyring fails in its own ways
            return None

    def put(self, name: str, secret: str) -> bool:
        """Keeps a secret; False where there is no keyring, or one that keeps nothing."""
        import keyring

        try:
            keyring.set_password(_SERVICE, name, secret)
        except Exception:  # noqa: BLE001 - each system's keyring fails in its own ways
            return False
        return self.get(name) == secret

    def remove(self, name: str) -> None:
        """Forgets a secret; nothing happens where it was not kept."""
        import keyring

        try:
            keyring.delete_password(_SERVICE, name)
        except Exception:  # noqa: BLE001 - each system's keyring fails in its own ways
            return


class Addresses:
    """The addresses of feeds by the id of their source.

    Where the computer has no keyring an address is known only until the program ends, and is asked
    for again at the next start. ``plain_http`` allows http, for a server on this machine. Used from
    a worker's thread.
    """

    def __init__(self, vault: Vault, *, plain_http: bool = False) -> None:
        self._vault = vault
        self._plain_http = plain_http
        self._held: dict[str, Address] = {}
        self._unkept: set[str] = set()

    def parsed(self, text: str) -> Address:
        """An address as somebody typed it; WrongUse for one that cannot be a feed's."""
        return Address(text, plain_http=self._plain_http)

    def get(self, source: str) -> Address | None:
        """The address of a source, None where it is not kept."""
        if source not in self._held:
            secret = self._vault.get(source)
            if secret is None:
                return None
            try:
                self._held[source] = self.parsed(secret)
            except WrongUse:
                return None
        return self._held[source]

    def source_of(self, address: Address, sources: Iterable[str]) -> str | None:
        """Which of these sources has that address, None where none has."""
        return next((source for source in sources if self.get(source) == address), None)

    def hold(self, source: str, address: Address) -> None:
        """Knows an address until the program ends; `settle` keeps it for longer."""
        self._held[source] = address

    def moved(self, source: str, address: Address) -> None:
        """A feed has moved for good: its new address is kept in place of the old one."""
        self._held[source] = address
        if self.is_kept(source) and not self._vault.put(source, address.reveal()):
            self._unkept.add(source)

    def is_kept(self, source: str) -> bool:
        """False where the address of a source will be asked for again at the next start."""
        return source not in self._unkept

    def settle(self, gone: Iterable[str], come: Iterable[str]) -> None:
        """Sources have gone or come: the keyring holds the addresses of those that there are.

        The address of a source that has gone stays in memory, in case undo brings it back.
        """
        for source in gone:
            self.get(source)
            self._vault.remove(source)
            self._unkept.discard(source)
        for source in come:
            if source in self._held:
                # Until the keyring has answered, which may take as long as a person does.
                self._unkept.add(source)
                if self._vault.put(source, self._held[source].reveal()):
                    self._unkept.discard(source)
