"""The window answers while a large rota is taken in."""

import gc
import time

import pytest

from planner.rota import read_rota
from planner.workspace import ImportRota, SetPlacement, Workspace
from tests.bench.heartbeat import Heartbeat
from tests.bench.reading_cases import moved, team_rota
from ui.home import Stage

ENTRIES = 20_000
PART = 5
"""The window's thread does no more than this part of the work in one go."""


@pytest.fixture(scope="module")
def team():
    return team_rota(ENTRIES)


@pytest.fixture
def beating():
    """Takes a file in and answers with the most that the window's thread did in one go, and all
    that was done, in seconds of the processor.
    """

    def taken(driver, path) -> tuple[float, float]:
        gc.freeze()  # as the program does once it is painted
        beat, before = Heartbeat(), time.process_time()
        beat.start()
        with driver.qtbot.waitSignal(driver.window.intake.taken, timeout=60_000):
            driver.window.intake.take([path])
        beat.stop()
        gc.unfreeze()
        return beat.worked, time.process_time() - before

    return taken


def test_a_team_s_rota_is_taken_in_beside_the_window(start, team, answers, beating, tmp_path):
    path = tmp_path / team.name
    path.write_bytes(team.data)
    answers.person = read_rota((team,)).people[0]
    driver = start()
    in_one_go, whole = beating(driver, path)
    driver.stage(Stage.UNDERSTOOD)
    assert in_one_go * PART < whole


def test_a_new_version_is_taken_in_beside_the_plan(
    start, team, answers, beating, tmp_path, data, now
):
    read = read_rota((team,))
    with Workspace.open(data, now) as workspace:
        workspace.do(ImportRota(read, (team,), read.people[0]))
        workspace.do(SetPlacement(workspace.suggested_placement()))
    newer = moved(team)
    path = tmp_path / newer.name
    path.write_bytes(newer.data)
    driver = start()
    driver.stage(Stage.PLAN)
    driver.offers()
    in_one_go, whole = beating(driver, path)
    assert driver.ask.changes().changes.moved
    assert in_one_go * PART < whole
