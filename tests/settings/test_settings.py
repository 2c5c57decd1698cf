"""Settings: typed, with defaults and ranges; what is not understood is said and ignored."""

import json
import re
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.settings import BACKUP_FOLDER, HISTORY_STEPS, REGISTRY, THEME, Settings, Shape

ROOT = Path(__file__).parents[2]
GEOMETRY = Shape("geometry", "", b"")


def test_defaults_hold_until_something_is_set(tmp_path):
    settings = Settings(tmp_path)
    assert (settings.get(THEME), settings.get(HISTORY_STEPS)) == ("system", 2_000)
    assert settings.save()
    assert not list(tmp_path.iterdir())


def test_what_is_set_is_there_again(tmp_path):
    settings = Settings(tmp_path)
    settings.put(THEME, "dark")
    settings.put(HISTORY_STEPS, 300)
    settings.put(BACKUP_FOLDER, "/media/ọ́ stick")
    settings.put(GEOMETRY, bytes(range(256)))
    assert settings.save()
    again = Settings(tmp_path)
    assert again.problems == ()
    assert [again.get(s) for s in (THEME, HISTORY_STEPS, BACKUP_FOLDER, GEOMETRY)] == [
        "dark", 300, "/media/ọ́ stick", bytes(range(256))]  # fmt: skip
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "settings.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("theme", "purple"),
        ("theme", 1),
        ("history_steps", 5),
        ("history_steps", True),
        ("history_steps", "300"),
        ("backup_folder", ["a"]),
        ("backup_folder", "a\0b"),
        ("geometry", "rubbish!"),
        ("geometry", None),
    ],
)
def test_a_bad_value_is_said_and_ignored_and_the_others_hold(tmp_path, name, bad):
    stored = {"export_folder": "/plans", name: bad}
    (tmp_path / "settings.json").write_text(json.dumps(stored))
    settings = Settings(tmp_path)
    (problem,) = settings.problems
    assert f"“{name}”" in problem
    assert settings.get(REGISTRY[name]) == REGISTRY[name].default
    assert settings.get(REGISTRY["export_folder"]) == "/plans"


def test_an_unknown_name_is_said_and_left_for_the_version_that_knows_it(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"font": "Comic"}')
    settings = Settings(tmp_path)
    assert "“font”" in settings.problems[0]
    settings.put(THEME, "dark")
    settings.save()
    assert json.loads(path.read_text()) == {"font": "Comic", "theme": "dark"}


@given(st.binary(max_size=60) | st.text(max_size=30).map(lambda text: json.dumps([text]).encode()))
def test_a_spoilt_file_means_defaults_and_a_sentence(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("spoilt")
    (folder / "settings.json").write_bytes(data)
    settings = Settings(folder)
    assert settings.get(THEME) == "system"
    assert settings.problems or json.loads(data) == {}


def test_a_value_out_of_range_cannot_be_set(tmp_path):
    with pytest.raises(ValueError, match="from 50 to 20000"):
        Settings(tmp_path).put(HISTORY_STEPS, 7)


def test_a_disk_that_refuses_is_told(tmp_path):
    settings = Settings(tmp_path / "not there")
    settings.put(THEME, "dark")
    assert settings.save() is False
    (tmp_path / "not there").mkdir()
    assert settings.save() is True


def test_every_default_may_be_set():
    for setting in REGISTRY.values():
        assert setting.read(setting.written(setting.default)) == setting.default


def test_every_name_that_the_window_remembers_is_in_the_registry():
    used = set()
    for path in (ROOT / "ui").rglob("*.py"):
        found = re.findall(r"memory\.(?:text|shape|keep)\(\s*\"(\w+)\"", path.read_text("utf-8"))
        used |= set(found)
    assert {"theme", "geometry", "page"} <= used
    assert used <= set(REGISTRY), "add these to planner/settings/registry.py"
