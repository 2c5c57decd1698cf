"""Addresses: what counts as one, and that none ever shows."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import WrongUse
from planner.feeds import Address

ADDRESS = "https://rota.example.org/feed/s3cr3t-t0ken.ics?key=abc"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (ADDRESS, ADDRESS),
        ("webcal://rota.example.org/a.ics", "https://rota.example.org/a.ics"),
        ("WEBCALS://rota.example.org/a.ics", "https://rota.example.org/a.ics"),
        ("  <https://rota.example.org/a.ics>\n", "https://rota.example.org/a.ics"),
        ("https://rota.example.org:8443/a", "https://rota.example.org:8443/a"),
    ],
)
def test_https_and_webcal_are_addresses(typed, meant):
    address = Address(typed)
    assert address.reveal() == meant
    assert address.host == "rota.example.org"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "rota",
        "rota.example.org/a.ics",
        "file:///home/me/rota.ics",
        "/home/me/rota.ics",
        "C:\\rota.ics",
        "ftp://rota.example.org/a.ics",
        "javascript:alert(1)",
        "data:text/calendar,BEGIN",
        "https://",
        "https:///a.ics",
        "https://rota.example.org:port/a",
        "https://rota.example.org/a b",
        "https://rota.example.org/a\r\nHost: other",
        "https://[::1/a",
        "https://rota.example.org/" + "a" * 5000,
    ],
)
def test_anything_else_is_refused_without_being_repeated(typed):
    with pytest.raises(WrongUse, match="https://") as refused:
        Address(typed, plain_http=True)
    assert len(typed) < 9 or typed not in refused.value.message
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_http_is_refused_with_what_to_do_unless_allowed():
    with pytest.raises(WrongUse, match="unprotected"):
        Address("http://rota.example.org/a.ics")
    assert Address("http://127.0.0.1:1/a", plain_http=True).host == "127.0.0.1"


def test_an_address_shows_its_host_only():
    address = Address(ADDRESS)
    for shown in (str(address), repr(address), f"{address}", f"{[address]!r}"):
        assert "rota.example.org" in shown
        assert "s3cr3t" not in shown
        assert "abc" not in shown
    assert not hasattr(address, "__dict__")


def test_equal_addresses_are_equal():
    assert Address(ADDRESS) == Address(ADDRESS.replace("https", "webcal"))
    assert len({Address(ADDRESS), Address(ADDRESS)}) == 1
    assert Address(ADDRESS) != Address(ADDRESS + "x")
    assert Address(ADDRESS) != ADDRESS


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/other.ics", "https://rota.example.org/other.ics"),
        ("https://cdn.example.org/x", "https://cdn.example.org/x"),
        ("webcal://cdn.example.org/x", "https://cdn.example.org/x"),
        ("http://rota.example.org/x", None),
        ("file:///etc/passwd", None),
        ("ftp://rota.example.org/x", None),
        ("//[", None),
    ],
)
def test_redirects_stay_on_https(location, target):
    onward = Address(ADDRESS, plain_http=True).onward(location)
    assert (onward and onward.reveal()) == target


def test_a_file_that_names_its_own_address_is_blotted_over_folds_too():
    address = Address(ADDRESS)
    folded = f"URL:{ADDRESS[:30]}\r\n {ADDRESS[30:]}"
    data = f"SOURCE;VALUE=URI:{ADDRESS.replace('https', 'webcal')}\r\n{folded}\r\nSUMMARY:Day\r\n"
    blotted = address.blotted(data.encode())
    assert b"s3cr3t" not in blotted.replace(b"\r\n ", b"")
    assert b"SUMMARY:Day\r\n" in blotted
    assert Address("https://rota.example.org/").blotted(data.encode()) == data.encode()


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("https://Rota.Example/s3cr3t", "https://rota.example/s3cr3t"),
        ("https://rota.example:443/s3cr3t?k=s3cr3t", "https://ROTA.example/s3cr3t?k=s3cr3t"),
        ("https://rota.example/s3cr3t", "https://rota.example:443/s3cr3t"),
        ("https://rota.example?k=s3cr3t", "https://rota.example/?k=s3cr3t"),
        ("https://me:s3cr3t@rota.example/a", "https://me:s3cr3t@rota.example:443/a"),
        ("https://me:pass@rota.example/s3cr3t", "https://rota.example/s3cr3t"),
        ("https://me:s3cr3t@rota.example", "https://me:s3cr3t@rota.example"),
    ],
)
def test_the_address_is_blotted_however_its_host_is_written(typed, named):
    blotted = Address(typed).blotted(f"URL:{named}\r\nSUMMARY:Day\r\n".encode())
    assert blotted == b"URL:https://...\r\nSUMMARY:Day\r\n"


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_address_or_refused_in_words(text):
    try:
        address = Address(text)
    except WrongUse:
        return
    assert address.reveal().startswith("https://")
    assert address.host


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=8))
def test_no_part_of_the_path_shows(path):
    token = quote(path)
    address = Address(f"https://rota.example.org/{token}")
    assert token not in repr(address)
