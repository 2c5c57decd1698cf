"""What is heavy is fetched when it is needed, so that the window opens without it."""

import subprocess
import sys

import pytest

from planner.agreement import plan_pdf
from tests.bench.agreement_cases import half_year


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


_SIGNING = ("pyhanko", "pyhanko_certvalidator", "asn1crypto", "aiohttp", "lxml")
_NOT_YET = (*_SIGNING, "cryptography", "pypdf", "reportlab")


def test_a_window_that_is_painted_has_fetched_nothing_of_signing_or_pdf(tmp_path):
    code = (
        "import sys, time; from pathlib import Path; from ui.app import run; "
        f"data = Path({str(tmp_path / 'data')!r}); "
        "run(data, quit_after_paint=True, started=time.perf_counter()); "
        f"print([name for name in {_NOT_YET!r} if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.splitlines()[-1] == "[]"


def test_a_plan_that_nobody_signed_is_read_without_what_signing_needs(tmp_path):
    (tmp_path / "plan.pdf").write_bytes(plan_pdf(half_year()))
    code = (
        "import sys; from pathlib import Path; from planner.agreement import review; "
        f"assert review(Path({str(tmp_path / 'plan.pdf')!r}).read_bytes()).genuine; "
        f"print([name for name in {_SIGNING!r} if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.strip() == "[]"


_READERS = ("planner.rota.quick", "planner.rota.reader", "planner.rota.sheet", "icalendar")
_PAPER = ("planner.agreement.page", "planner.agreement.document", "planner.agreement.signing")


@pytest.mark.parametrize(
    ("module", "without"),
    [("ui.app", (*_READERS, *_PAPER)), ("ui.rota.page", (*_READERS, *_PAPER, "ssl", "email"))],
)
def test_what_reads_and_what_prints_is_not_fetched_to_show_a_page(module, without):
    """The Rota page is made on the window's thread, and neither reads nor prints by itself."""
    code = (
        f"import sys, {module}; print([name for name in {without!r} if name in sys.modules], "
        f"{module!r} in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.strip() == "[] True"


def test_a_window_opens_without_what_commands_need(tmp_path):
    asked = ("main.py", "--quit-after-paint", "--data", str(tmp_path / "data"))
    code = (
        f"import sys; sys.argv = {asked!r}; import main; main.main(); "
        "print([name for name in ('click', 'sqlite_utils') if name in sys.modules])"
    )
    # The first time makes the store, by the library of migrations.
    for _ in range(2):
        told = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
        )
    assert told.stdout.splitlines()[-1] == "[]"
