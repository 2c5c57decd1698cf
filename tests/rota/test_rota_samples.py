import runpy
from datetime import date

import pytest

from planner.model.kind import Kind
from planner.model.rota import Done
from planner.resources import resource
from planner.rota import load_file, read_rota

NAMES = ("acute-medicine-st4", "foundation-f1", "medical-team")


@pytest.fixture(scope="module")
def samples(labels):
    return {
        name: read_rota([load_file(resource("samples", f"{name}.ics"))], labels=labels)
        for name in NAMES
    }


def test_the_script_makes_the_samples_that_are_here(tmp_path):
    script = tmp_path / "make_samples.py"
    script.write_bytes(resource("samples", "make_samples.py").read_bytes())
    runpy.run_path(str(script), run_name="__main__")
    for name in NAMES:
        made = (tmp_path / f"{name}.ics").read_bytes()
        assert made == resource("samples", f"{name}.ics").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_26_weeks_from_changeover(samples, name):
    assert samples[name].covers == (date(2026, 8, 5), date(2027, 2, 2))
    assert samples[name].zone.key == "Europe/London"


def test_the_st4_has_what_a_rota_has(samples):
    reading = samples["acute-medicine-st4"]
    assert reading.title == "Acute Medicine ST4, line 6"
    assert {shift.kind for shift in reading.shifts} == {
        Kind.STANDARD,
        Kind.LONG,
        Kind.NIGHT,
        Kind.ZERO,
        Kind.ANNUAL_LEAVE,
        Kind.STUDY_LEAVE,
        Kind.BANK_HOLIDAY,
        Kind.TEACHING,
        Kind.ADMIN,
        Kind.INDUCTION,
        Kind.UNKNOWN,
    }
    assert {shift.label for shift in reading.shifts if shift.kind is Kind.UNKNOWN} == {"AMB"}
    assert [problem.done for problem in reading.problems] == [Done.REPAIRED, Done.KEPT]
    assert reading.people == ()


def test_the_f1_has_a_recurrence_with_exceptions(samples):
    reading = samples["foundation-f1"]
    usual = [shift for shift in reading.shifts if shift.uid == "f1-week"]
    clock = {
        f"{shift.span.start.astimezone(reading.zone):%H:%M}"
        for shift in usual
        if shift.label != "Twilight"
    }
    assert clock == {"08:00"}
    assert [shift.occurrence for shift in usual if shift.label == "Twilight"] == [
        "2026-09-10T07:00:00+00:00"
    ]
    taken = {shift.span.start.astimezone(reading.zone).date() for shift in usual}
    free = {
        shift.span.start.astimezone(reading.zone).date()
        for shift in reading.shifts
        if shift.kind.is_off or shift.kind.is_leave
    }
    assert not taken & free
    nights = [shift for shift in reading.shifts if shift.kind is Kind.NIGHT]
    assert {f"{night.span.start.astimezone(reading.zone):%H:%M}" for night in nights} == {"21:00"}
    assert reading.problems == ()


def test_the_team_has_twelve_people_and_its_trouble(samples):
    reading = samples["medical-team"]
    assert len(reading.people) == 12
    assert {"Siân Prys", "Michał Wójcik", "Ọláyínká Adébáyọ̀"} <= set(reading.people)
    assert all(shift.person for shift in reading.shifts)
    unknown = {shift.label for shift in reading.shifts if shift.kind is Kind.UNKNOWN}
    assert unknown == {"HOT", "Blue 2"}
    assert {problem.done for problem in reading.problems} == {Done.REPAIRED, Done.LEFT_OUT}
    assert any(not shift.uid for shift in reading.shifts)
