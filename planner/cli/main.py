"""The commands together, as click knows them."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from planner import __version__
from planner.cli.start import INTERRUPTED, WRONG_USE, OpenWindow

PARTS = (
    "PySide6_Essentials", "icalendar", "python-calamine", "sqlite-utils", "highspy",
    "reportlab", "pypdf", "pyHanko", "requests", "keyring", "holidays", "tzdata",
)  # fmt: skip


def run_command(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Run the command that is named and answer with the exit code; what click does not know of
    passes through.
    """
    try:
        answer = commands(open_window).main(
            args=list(arguments), prog_name="leadtime", standalone_mode=False
        )
    except click.ClickException as error:
        error.show()
        return WRONG_USE
    except click.Abort:
        return INTERRUPTED
    return answer if isinstance(answer, int) else 0


class _Commands(click.Group):
    """Fetches its commands when one is named: the window opens without them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        self._fetch()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        self._fetch()
        return super().get_command(ctx, cmd_name)

    def _fetch(self) -> None:
        if self.commands:
            return
        from planner.cli import (
            changes,
            doctor,
            mending,
            oncall,
            plans,
            review,
            rotas,
            sign,
            stored,
            together,
        )

        for command in (
            *rotas.COMMANDS,
            *changes.COMMANDS,
            *plans.COMMANDS,
            *stored.COMMANDS,
            *doctor.COMMANDS,
            *mending.COMMANDS,
            *together.COMMANDS,
            *oncall.COMMANDS,
            *review.COMMANDS,
            *sign.COMMANDS,
        ):
            self.add_command(command)


def commands(open_window: OpenWindow) -> click.Group:
    """The command group; without a subcommand it opens the window."""

    @click.group(
        cls=_Commands,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    @click.option(
        "--version", "show_version", is_flag=True, help="Versions of the program and its parts."
    )
    @click.option(
        "--data", type=click.Path(path_type=Path), help="The data folder to open the window on."
    )
    @click.option(
        "--quit-after-paint", is_flag=True, help="Open the window, print how long that took, end."
    )
    @click.pass_context
    def leadtime(
        context: click.Context, *, show_version: bool, data: Path | None, quit_after_paint: bool
    ) -> int:
        """Find, book and plan protected time in a doctor's rota.

        Without a command, the window opens.
        """
        if show_version:
            click.echo(versions())
        elif context.invoked_subcommand is None:
            return open_window(data, quit_after_paint)
        elif data is not None or quit_after_paint:
            raise click.UsageError("Name --data after the command: leadtime sessions --data DIR.")
        return 0

    return leadtime


def versions() -> str:
    """The versions of the program, of Python and of the parts it is made of, a line each."""
    import sqlite3
    from importlib.metadata import PackageNotFoundError, version

    lines = [f"Leadtime {__version__}", f"Python {sys.version.split()[0]}"]
    lines += [f"SQLite {sqlite3.sqlite_version}"]
    for part in PARTS:
        try:
            lines.append(f"{part} {version(part)}")
        except PackageNotFoundError:
            lines.append(f"{part} not installed")
    return "\n".join(lines)
