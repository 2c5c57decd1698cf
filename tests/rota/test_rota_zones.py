"""Zone names as calendars write them."""

from zoneinfo import ZoneInfo

import pytest

from planner.rota.zones import resolved


@pytest.mark.parametrize(
    ("tzid", "zone"),
    [
        ("Europe/London", "Europe/London"),
        ("europe/london", "Europe/London"),
        ("utc", "UTC"),
        ("US-Eastern", "US/Eastern"),
        ("/mozilla.org/20050126_1/Europe/London", "Europe/London"),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/London", "Europe/London"),
        ("GMT Standard Time", "Europe/London"),
        ("GMT Standard Time 1", "Europe/London"),
        ("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/London"),
        ("(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London", "Europe/London"),
        ("Dublin, Edinburgh, Lisbon, London", "Europe/London"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Vienna"),
        # As a German Windows shows it: the cities that are written as in English decide.
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien", "Europe/Stockholm"),
        ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata"),
        ("(UTC+10:00) Canberra, Melbourne, Sydney", "Australia/Sydney"),
        ("Kuala Lumpur, Singapore", "Asia/Singapore"),
        # Cities that parted since: what most of them keep.
        ("Athens, Bucharest, Istanbul", "Europe/Bucharest"),
        ("(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi", "Asia/Hong_Kong"),
        ("(UTC-05:00) Eastern Time (US and Canada)", "America/New_York"),
        ("Mountain Time (US & Canada)", "America/Denver"),
    ],
)
def test_names_of_zones(tzid, zone):
    assert resolved(tzid) == ZoneInfo(zone)
    assert resolved(f' "{tzid}"') == ZoneInfo(zone)


@pytest.mark.parametrize(
    "tzid",
    [
        "", "/", ",,,", "Ward Time", "London", "Customized Time Zone", "(GMT +01:00)", "GMT-1",
        "../../../../etc/passwd", "Europe/", "Europe", "\0", "x" * 10_000, "a/" * 5_000,
        ", ".join(["Nowhere"] * 5_000),
    ],
)  # fmt: skip
def test_names_that_nobody_keeps(tzid):
    assert resolved(tzid) is None


def test_what_the_file_says_of_a_zone_comes_before_the_cities_in_its_name(read, utc):
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Ward, London\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE"
    )
    entry = (
        'SUMMARY:SD\nDTSTART;TZID="Ward, London":20260805T080000\n'
        'DTEND;TZID="Ward, London":20260805T160000'
    )
    assert read(entry, head=zone).shifts[0].span.start == utc("2026-08-05T05:00")
    assert read(entry).shifts[0].span.start == utc("2026-08-05T07:00")
