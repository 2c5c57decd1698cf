"""What opens the window, and what is for the commands."""

from pathlib import Path

import pytest

from planner.cli import run
from planner.cli.start import window_asked
from planner.errors import UnreadableInput, WrongUse


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], (None, False)),
        (["--data", "here"], (Path("here"), False)),
        (["--quit-after-paint"], (None, True)),
        (["--quit-after-paint", "--data", "a b"], (Path("a b"), True)),
        (["--data"], None),
        (["--data", "--quit-after-paint"], None),
        (["--data=here"], None),
        (["--help"], None),
        (["sessions", "--data", "here"], None),
        (["--data", "here", "sessions"], None),
    ],
)
def test_the_window_is_asked_for_plainly_or_click_judges(arguments, asked):
    assert window_asked(arguments) == asked


def test_click_opens_the_same_window():
    opened = []
    assert run(["--data=here"], lambda *asked: opened.append(asked) or 7) == 7
    assert run(["--data", "here"], lambda *asked: opened.append(asked) or 7) == 7
    assert opened == [(Path("here"), False)] * 2


@pytest.mark.parametrize("arguments", [[], ["--data=here"]])
@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (WrongUse("Not so."), 2, "Not so."),
        (UnreadableInput("No rota."), 3, "No rota."),
        (KeyboardInterrupt(), 130, ""),
        (ValueError("x"), 70, "Leadtime made a mistake of its own (ValueError)"),
    ],
)
def test_nothing_escapes_as_a_traceback(arguments, error, code, said, capsys):
    def fails(*_):
        raise error

    assert run(arguments, fails) == code
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
