"""Feeds that have moved: where they are asked for the next time, and what they are called."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from planner.feeds import Addresses, Fetched, Look, attempts_after, look_at
from planner.feeds.pace import Pacing
from planner.model.source import Source, SourceKind

NOW = datetime(2026, 10, 13, 9, 20, tzinfo=UTC)
OLD = Source("f", SourceKind.FEED, "rota.example.org", NOW)


@pytest.fixture
def moving(server, answer, drawer, limits):
    """Sends the feed on with a status; what a look at it then gives, and how the source stands."""
    drawer.kept["f"] = f"{server.root}/old"
    target = server.root.replace("127.0.0.1", "localhost")
    addresses = Addresses(drawer, plain_http=True)

    def moved(status=301, source=OLD, *, body, address=None):
        server.answers["/old"] = answer(status, headers={"Location": f"{target}/new?key=s3cr3t"})
        server.answers["/new?key=s3cr3t"] = answer(body=body)
        look = Look(source, address=address)
        (read,) = look_at([look], addresses, limits=limits, now=NOW).reads
        attempts = attempts_after(source, read.fetched, NOW, Pacing.load())
        return read.fetched, replace(source, attempts=attempts)

    moved.target = target
    return moved


@pytest.mark.parametrize("status", [301, 308])
def test_a_feed_that_moved_for_good_is_asked_for_there_and_called_so(
    status, moving, server, drawer, calendar
):
    fetched, source = moving(status, body=calendar(12))
    assert fetched.files
    assert drawer.kept["f"] == f"{moving.target}/new?key=s3cr3t"
    assert source.attempts.host == "localhost"
    server.asked.clear()
    _, source = moving(status, source, body=calendar(12, 13))
    assert [asked.path for asked in server.asked] == ["/new?key=s3cr3t"]
    assert source.attempts.host == "localhost"


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_feed_that_sends_on_for_now_is_asked_for_where_it_was(
    status, moving, server, drawer, calendar
):
    fetched, source = moving(status, body=calendar(12))
    assert fetched.files
    assert drawer.kept["f"] == f"{server.root}/old"
    assert source.attempts.host == "127.0.0.1"


@pytest.mark.parametrize(
    "body", [b"<!DOCTYPE html><p>Sign in to the hospital's network", b"no calendar at all", b""]
)
def test_what_gives_no_rota_has_not_moved(body, moving, server, drawer, calendar):
    fetched, source = moving(body=body)
    assert fetched.problem
    assert drawer.kept["f"] == f"{server.root}/old"
    assert not source.attempts.host
    _, source = moving(307, source, body=calendar(12))
    assert source.attempts.host == "127.0.0.1"


def test_an_address_that_was_just_typed_is_kept_as_it_was_typed(moving, server, drawer, calendar):
    typed = Addresses(drawer, plain_http=True).parsed(f"{server.root}/old")
    fetched, source = moving(body=calendar(12), address=typed)
    assert fetched.files
    assert drawer.kept["f"] == f"{server.root}/old"
    assert source.attempts.host == "127.0.0.1"


def test_without_a_keyring_the_new_address_holds_until_the_end(
    moving, server, new_drawer, limits, calendar
):
    vault = new_drawer(works=False)
    vault.kept["f"] = f"{server.root}/old"
    addresses = Addresses(vault, plain_http=True)
    moving(body=calendar(12))
    look_at([Look(OLD)], addresses, limits=limits, now=NOW)
    assert addresses.get("f").host == "localhost"
    assert not addresses.is_kept("f")


def test_nothing_of_the_new_address_but_its_host_is_in_what_is_stored(moving, calendar, caplog):
    fetched, source = moving(body=calendar(12))
    assert "s3cr3t" not in repr(source)
    assert "s3cr3t" not in repr(fetched)
    assert "s3cr3t" not in caplog.text


def test_a_look_that_fails_later_keeps_where_it_moved_to(moving, calendar):
    _, source = moving(body=calendar(12))
    failed = attempts_after(source, Fetched(problem="No."), NOW, Pacing.load())
    assert (failed.host, failed.problem) == ("localhost", "No.")
