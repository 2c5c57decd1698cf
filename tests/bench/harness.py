"""Times named cases over several runs, each beside its peer in the same run.

Runs of a case and of its peer take turns, so that a slow moment of the machine falls on both. What
counts is the median, and the ratio to the peer: milliseconds change from machine to machine.
"""

import gc
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Case:
    """Something to time. ``work`` is run once before the clock starts, unless it is not ``warm``.

    ``self_timed`` work returns its own seconds, for what happens in another process.
    """

    name: str
    work: Work
    peer_name: str
    peer: Work
    runs: int = 7
    warm: bool = True
    self_timed: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """Medians in seconds, of a case and of its peer."""

    case: Case
    ours: float
    spread: float
    peer: float

    @property
    def ratio(self) -> float:
        """How many times as long as the peer takes ours takes."""
        return self.ours / self.peer


def measure(case: Case) -> Result:
    """Run a case and its peer in turns."""
    if case.warm:
        case.work()
        case.peer()
    ours, peers = [], []
    for _ in range(case.runs):
        ours.append(seconds(case.work, self_timed=case.self_timed))
        peers.append(seconds(case.peer, self_timed=case.self_timed))
    return Result(case, statistics.median(ours), max(ours) - min(ours), statistics.median(peers))


def seconds(work: Work, *, self_timed: bool) -> float:
    """How long one run takes, with the garbage collector out of the way as `timeit` has it."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        told = work()
        elapsed = time.perf_counter() - start
    finally:
        gc.enable()
    return float(told) if self_timed and isinstance(told, float) else elapsed


def table(results: list[Result]) -> str:
    """The results as a Markdown table."""
    rows = [
        "| case | median | spread | peer | peer's median | ratio |",
        "|---|---:|---:|---|---:|---:|",
    ]
    rows += [
        f"| {result.case.name} | {milliseconds(result.ours)} | {milliseconds(result.spread)} "
        f"| {result.case.peer_name} | {milliseconds(result.peer)} | {result.ratio:.2f} |"
        for result in results
    ]
    return "\n".join(rows)


def milliseconds(value: float) -> str:
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value * 1000:.0f} ms"


def machine() -> str:
    """What was measured on, in one line."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [x.split(":", 1)[1] for x in info.read_text().splitlines() if "model name" in x]
        cpu = names[0].strip() if names else cpu
    return (
        f"{datetime.now(UTC):%d %b %Y}, {cpu}, {os.cpu_count()} cores, "
        f"{platform.system()}, Python {platform.python_version()}"
    )


def write_into(page: Path, text: str) -> None:
    """Put the measured table between the two marks of a page."""
    start, end = "<!-- measured: start -->", "<!-- measured: end -->"
    before, _, rest = page.read_text(encoding="utf-8").partition(start)
    _, _, after = rest.partition(end)
    page.write_text(f"{before}{start}\n{text}\n{end}{after}", encoding="utf-8")
