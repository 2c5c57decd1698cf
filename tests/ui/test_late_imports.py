"""What is heavy is fetched when it is needed, so that the window opens without it."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["ui.app", "planner.cli.main"])
def test_the_solver_is_not_fetched_before_a_plan_is_asked_for(module):
    code = (
        f"import sys, {module}; "
        "print([name for name in ('highspy', 'numpy', 'ortools') if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.strip() == "[]"
