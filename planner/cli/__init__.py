"""The command line: the same work as the window, without one."""

from planner.cli.main import run

__all__ = ["run"]
