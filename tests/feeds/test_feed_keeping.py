"""Where addresses are kept, and what happens where nothing keeps them."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from planner.feeds import Address, Addresses, SystemKeyring

ADDRESS = Address("https://rota.example.org/s3cr3t.ics")


class Backend(KeyringBackend):
    """A system keyring in memory, through the library's own door."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


class Locked(Backend):
    def get_password(self, service, username):
        raise KeyringLocked(service, username)

    set_password = delete_password = get_password


class Null(Backend):
    def set_password(self, service, username, password):
        """Says yes and keeps nothing, as keyring's own null backend does."""


@pytest.fixture
def system():
    before = keyring.get_keyring()

    def use(backend):
        keyring.set_keyring(backend)
        return SystemKeyring()

    yield use
    keyring.set_keyring(before)


def test_the_systems_keyring_keeps_and_forgets(system):
    vault = system(Backend())
    assert vault.get("one") is None
    assert vault.put("one", "secret")
    assert vault.get("one") == "secret"
    vault.remove("one")
    vault.remove("one")
    assert vault.get("one") is None


@pytest.mark.parametrize("backend", [Locked, Null, keyring.backends.fail.Keyring])
def test_a_keyring_that_keeps_nothing_is_owned_up_to(system, backend):
    vault = system(backend())
    assert not vault.put("one", "secret")
    assert vault.get("one") is None
    vault.remove("one")


def test_an_address_is_there_at_the_next_start(drawer):
    addresses = Addresses(drawer)
    addresses.hold("one", ADDRESS)
    assert drawer.kept == {}
    addresses.settle(gone=(), come=["one"])
    assert addresses.is_kept("one")
    assert Addresses(drawer).get("one") == ADDRESS


def test_without_a_keyring_it_is_there_until_the_end_only(new_drawer):
    drawer = new_drawer(works=False)
    addresses = Addresses(drawer)
    addresses.hold("one", ADDRESS)
    addresses.settle(gone=(), come=["one"])
    assert not addresses.is_kept("one")
    assert addresses.get("one") == ADDRESS
    assert Addresses(drawer).get("one") is None


def test_a_source_that_goes_and_comes_back_has_its_address_again(drawer):
    first = Addresses(drawer)
    first.hold("one", ADDRESS)
    first.settle(gone=(), come=["one"])
    later = Addresses(drawer)
    later.settle(gone=["one"], come=())
    assert drawer.kept == {}
    later.settle(gone=(), come=["one"])
    assert drawer.kept == {"one": ADDRESS.reveal()}


def test_a_file_source_has_no_address(drawer):
    addresses = Addresses(drawer)
    addresses.settle(gone=["file"], come=["file"])
    assert addresses.is_kept("file")
    assert drawer.kept == {}


def test_what_is_no_address_any_more_is_none(drawer):
    drawer.kept["one"] = "http://rota.example.org/s3cr3t.ics"
    assert Addresses(drawer).get("one") is None
    assert Addresses(drawer, plain_http=True).get("one") is not None


def test_a_source_is_found_by_its_address(drawer):
    addresses = Addresses(drawer)
    addresses.hold("one", ADDRESS)
    again = addresses.parsed("webcal://rota.example.org/s3cr3t.ics")
    assert addresses.source_of(again, ["two", "one"]) == "one"
    assert addresses.source_of(again, ["two"]) is None
