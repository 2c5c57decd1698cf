"""The log of faults: bounded, private, and empty of what stands in a rota."""

import stat
import sys
from datetime import UTC, datetime

import pytest

from planner.store.errorlog import ErrorLog

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
SECRETS = ("Siân Prys", "AMB Clinic 7", "https://rota.example/feed?key=s3cret")


def caught(words):
    def inner(name):
        raise ValueError(f"{words} {name}")

    try:
        inner("Siân Prys")
    except ValueError as error:
        return error


def test_a_report_names_places_and_holds_none_of_the_users_words(tmp_path):
    log = ErrorLog(tmp_path)
    for secret in SECRETS:
        log.add(caught(secret), AT)
    text = log.path.read_text("utf-8")
    assert text.count("ValueError") == 3
    assert "test_store_errorlog.py" in text
    assert not any(secret in text for secret in SECRETS)
    assert str(tmp_path) not in text


def test_the_log_is_bounded(tmp_path):
    log = ErrorLog(tmp_path)
    log._most = 2_000
    for _ in range(60):
        log.add(caught("x"), AT)
    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert sizes.keys() == {"errors.log", "errors.log.1"}
    assert all(0 < size <= 2_000 for size in sizes.values())


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are POSIX")
def test_the_log_is_for_its_owner_only(tmp_path):
    log = ErrorLog(tmp_path)
    log.add(caught("x"), AT)
    assert stat.S_IMODE(log.path.stat().st_mode) == 0o600
