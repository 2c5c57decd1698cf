"""Looking at a feed: what a real server on this machine says, and what we make of it."""

import gzip
import logging
import socket
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from planner.feeds import Address, fetch
from planner.feeds.session import system_session
from planner.model.source import Known

NOW = datetime(2026, 10, 13, 9, 20, tzinfo=UTC)
PATH = "s3cr3t-t0ken"


@pytest.fixture
def look(server, limits):
    def looked(known=Known(), path=f"/{PATH}.ics", root=None, **rest):  # noqa: B008 - frozen
        address = Address((root or server.root) + path, plain_http=True)
        return fetch(address, known, limits=limits, now=NOW, **rest)

    return looked


def test_a_calendar_is_taken_whole(look, server, answer, calendar):
    server.answer = answer(body=calendar(12, 13), headers={"ETag": '"v1"'})
    fetched = look()
    assert not fetched.problem
    assert [file.data for file in fetched.files] == [calendar(12, 13)]
    assert fetched.files[0].name == "127.0.0.1.ics"
    assert fetched.known.etag == '"v1"'
    assert "text/calendar" in server.asked[0].headers["Accept"]
    assert server.asked[0].headers["User-Agent"].startswith("Leadtime/")


def test_what_is_known_is_asked_with_and_not_modified_is_nothing_new(
    look, server, answer, calendar
):
    changed = "Mon, 12 Oct 2026 08:00:00 GMT"
    headers = {"ETag": '"v1"', "Last-Modified": changed}
    server.answer = answer(body=calendar(12), headers=headers)
    first = look()
    second = look(first.known)
    assert server.asked[1].headers["If-None-Match"] == '"v1"'
    assert server.asked[1].headers["If-Modified-Since"] == changed
    assert second.files is None
    assert not second.problem
    assert second.known == first.known
    server.answer = answer(body=calendar(12, 13), headers={"ETag": '"v2"'})
    third = look(second.known)
    assert third.files[0].data == calendar(12, 13)
    assert third.known.etag == '"v2"'


def test_the_same_bytes_from_a_server_without_etags_are_nothing_new(look, server, answer, calendar):
    server.answer = answer(body=calendar(12))
    first = look()
    assert first.files is not None
    assert look(first.known).files is None
    server.answer = answer(body=calendar(14))
    assert look(first.known).files is not None


@pytest.mark.parametrize("etag", ['"' + "x" * 5000 + '"', '"\x01"'])
def test_an_etag_that_cannot_be_sent_back_is_none(look, server, answer, calendar, etag):
    server.answer = answer(body=calendar(12), headers={"ETag": etag})
    first = look()
    assert first.known.etag == ""
    assert not look(first.known).problem


def test_compressed_answers_are_unpacked(look, server, answer, calendar):
    packed = gzip.compress(calendar(12))
    server.answer = answer(body=packed, headers={"Content-Encoding": "gzip"})
    assert look().files[0].data == calendar(12)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(look, server, answer, calendar, status):
    server.answers["/old"] = answer(status, headers={"Location": "/new"})
    server.answers["/new"] = answer(body=calendar(12))
    assert look(path="/old").files[0].data == calendar(12)


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        ((301,), "/1"),
        ((308,), "/1"),
        ((302,), None),
        ((303,), None),
        ((307,), None),
        ((301, 308), "/2"),
        ((301, 302), "/1"),
        # Where a passing redirect leads is nobody's address, whatever is said there.
        ((307, 301), None),
    ],
)
def test_only_what_moved_for_good_has_another_address(
    look, server, answer, calendar, statuses, moved
):
    for hop, status in enumerate(statuses):
        server.answers[f"/{hop}"] = answer(status, headers={"Location": f"/{hop + 1}"})
    server.answers[f"/{len(statuses)}"] = answer(body=calendar(12))
    fetched = look(path="/0")
    assert fetched.files
    assert fetched.moved == (moved and Address(server.root + moved, plain_http=True))


@pytest.mark.parametrize(("hops", "arrives"), [(5, True), (6, False)])
def test_redirects_have_an_end(look, server, answer, calendar, hops, arrives):
    for hop in range(hops):
        server.answers[f"/{hop}"] = answer(302, headers={"Location": f"/{hop + 1}"})
    server.answers[f"/{hops}"] = answer(body=calendar(12))
    fetched = look(path="/0")
    assert bool(fetched.files) is arrives
    assert ("without end" in fetched.problem) is not arrives


@pytest.mark.parametrize(
    "location", ["file:///etc/hostname", "ftp://127.0.0.1/a", "gopher://x", ""]
)
def test_redirects_elsewhere_are_not_followed(look, server, answer, location):
    server.answers["/old"] = answer(302, headers={"Location": location})
    server.answer = answer(302, headers={"Location": "file:///etc/hostname"})
    fetched = look(path="/old")
    assert fetched.files is None
    assert "127.0.0.1" in fetched.problem


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "log-in"),
        (403, "did not let us in"),
        (404, "knows no rota"),
        (410, "gone for good"),
        (418, "no calendar"),
        (429, "less often"),
        (407, "proxy"),
        (500, "trouble itself"),
        (503, "trouble itself"),
        (204, "no calendar"),
    ],
)
def test_a_refusal_is_said_in_words_and_what_was_known_stays(look, server, answer, status, said):
    known = Known('"v1"', "", "mark")
    server.answer = answer(status, headers={"Content-Length": "0"})
    fetched = look(known)
    assert said in fetched.problem
    assert str(status) in fetched.problem or status == 407
    assert fetched.files is None
    assert fetched.known == known


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Tue, 13 Oct 2026 10:20:00 GMT", timedelta(hours=1)),
        ("Tue, 13 Oct 2020 10:20:00 GMT", timedelta(0)),
        ("soon", None),
        ("-5", None),
        ("9" * 400, timedelta(seconds=10**9)),
    ],
)
def test_retry_after_is_heard(look, server, answer, header, wait):
    server.answer = answer(503, headers={"Retry-After": header})
    assert look().wait == wait


@pytest.mark.parametrize(
    "head",
    [
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        "x-published-ttl:pt12h",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT12H",
        "REFRESH-INTERVAL;VALUE=DURATION:PT720M",
        "REFRESH-INTERVAL:P0DT12H",
    ],
)
def test_a_calendars_own_wish_is_heard(look, server, answer, calendar, head):
    server.answer = answer(body=calendar(12, head=head))
    assert look().published == timedelta(hours=12)


@pytest.mark.parametrize(
    "head", ["", "X-PUBLISHED-TTL:", "X-PUBLISHED-TTL:P", "X-PUBLISHED-TTL:no"]
)
def test_a_calendar_may_have_no_wish(look, server, answer, calendar, head):
    server.answer = answer(body=calendar(12, head=head))
    assert not look().published


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html><body>Log in</body></html>",
        b"\xef\xbb\xbf\r\n <html lang=en>",
        b"<?xml version='1.0'?><!-- hello --><!doctype HTML>",
        "\ufeff<!DOCTYPE html>".encode("utf-16-le"),
    ],
)
def test_a_log_in_page_is_known_for_one(look, server, answer, page):
    server.answer = answer(body=page)
    assert "log-in page" in look().problem


def test_an_empty_answer_is_told(look, server, answer):
    server.answer = answer(body=b" \r\n")
    assert "nothing at all" in look().problem


def test_too_much_is_refused_before_it_is_read(look, server, answer, limits):
    server.answer = answer(body=b"", headers={"Content-Length": str(limits.most_bytes + 1)})
    assert "too large" in look().problem


def test_too_much_is_refused_while_it_is_read(look, server, answer, limits):
    body = gzip.compress(b"\0" * (limits.most_bytes + 1))
    assert len(body) < limits.most_bytes // 100
    server.answer = answer(body=body, headers={"Content-Encoding": "gzip"})
    assert "too large" in look().problem


def test_half_an_answer_is_no_answer(look, server, answer, calendar):
    body = calendar(12)
    server.answer = answer(body=body, headers={"Content-Length": str(len(body) + 10)})
    assert "Only part" in look().problem


def test_spoilt_compression_is_half_an_answer(look, server, answer):
    server.answer = answer(body=b"BEGIN:VCALENDAR", headers={"Content-Encoding": "gzip"})
    assert "Only part" in look().problem


def test_a_server_that_says_nothing_is_not_waited_for(look, server, answer, limits):
    server.answer = answer(headers={"Content-Length": "5"}, hang=True)
    assert "too long" in look().problem


def test_a_server_that_trickles_is_not_waited_for(look, server, limits):
    """Each piece comes in time, the whole never would: headers have no end of their own."""
    with closing(socket.create_server(("127.0.0.1", 0))) as trickle:
        root = f"http://127.0.0.1:{trickle.getsockname()[1]}"
        short = type(limits)(**{**_fields(limits), "total": 0.3})
        address = Address(f"{root}/{PATH}", plain_http=True)
        fetched = fetch(address, Known(), limits=short, now=NOW)
    assert "too long" in fetched.problem


def test_a_look_can_be_called_off_at_once(look, server, answer):
    server.answer = answer(headers={"Content-Length": "5"}, hang=True)
    assert "called off" in look(cancelled=lambda: True).problem


def test_nobody_there(look):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    assert "could not be reached" in look(root=f"http://127.0.0.1:{port}").problem


def test_a_host_that_does_not_exist(limits):
    address = Address(f"https://rota.invalid/{PATH}")
    fetched = fetch(address, Known(), limits=limits, now=NOW, session=_without_proxy)
    assert "rota.invalid was not found" in fetched.problem


def test_a_proxy_that_refuses(limits, server, answer):
    server.answer = answer(403)

    def behind_proxy():
        session = system_session()
        session.proxies = {"https": server.root}
        return session

    address = Address(f"https://rota.example.org/{PATH}")
    fetched = fetch(address, Known(), limits=limits, now=NOW, session=behind_proxy)
    assert "proxy" in fetched.problem


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (200, {}),
        (404, {}),
        (302, {"Location": f"/onward-{PATH}"}),
        (200, {"Content-Length": "9999"}),
        (200, {"Broken Header\x01": "x"}),
    ],
)
def test_the_address_is_in_no_log_and_in_no_answer(
    look, server, answer, caplog, capfd, status, headers
):
    for name in ("", "urllib3", "urllib3.connectionpool", "requests"):
        caplog.set_level(logging.DEBUG, logger=name)
    server.answer = answer(status, b"BEGIN:VCALENDAR", headers)
    fetched = look()
    assert server.asked
    written = capfd.readouterr()
    for text in (caplog.text, repr(fetched), written.out, written.err):
        assert PATH not in text
    assert not any(PATH in str(record.args) for record in caplog.records)


def test_the_libraries_logs_are_only_silent_meanwhile(look, server, answer, calendar, caplog):
    server.answer = answer(body=calendar(12))
    look()
    logging.getLogger("urllib3.connectionpool").warning("heard")
    assert "heard" in caplog.text


def test_a_calendar_that_names_its_address_is_blotted(look, server, answer, calendar):
    own = f"SOURCE;VALUE=URI:{server.root}/{PATH}.ics"
    server.answer = answer(body=calendar(12, head=own))
    fetched = look()
    assert PATH.encode() not in fetched.files[0].data
    assert look(fetched.known).files is None


def _fields(limits):
    return {name: getattr(limits, name) for name in limits.__slots__}


def _without_proxy():
    session = system_session()
    session.trust_env = False
    return session
