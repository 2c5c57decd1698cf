"""The command line: the same work as the window, without one."""

from planner.cli.start import run

__all__ = ["run"]
