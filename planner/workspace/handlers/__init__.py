"""What each command does: one function each, called inside the command's transaction."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from planner.store import Store
from planner.workspace import commands
from planner.workspace.commands import Command
from planner.workspace.handlers.context import Context, Outcome
from planner.workspace.handlers.placement import set_placement
from planner.workspace.handlers.rota import (
    choose_person,
    correct_kind,
    correct_kinds,
    import_rota,
)
from planner.workspace.handlers.sessions import (
    book,
    book_plan,
    edit_session,
    move_session,
    remove_session,
)
from planner.workspace.handlers.sources import (
    add_source,
    record_looks,
    remove_source,
)

__all__ = ["HANDLERS", "Context", "Outcome", "handle"]

HANDLERS: Mapping[type[Command], Callable[[Store, Any, Context], Outcome]] = MappingProxyType(
    {
        commands.ImportRota: import_rota,
        commands.ChoosePerson: choose_person,
        commands.CorrectKind: correct_kind,
        commands.CorrectKinds: correct_kinds,
        commands.SetPlacement: set_placement,
        commands.Book: book,
        commands.BookPlan: book_plan,
        commands.MoveSession: move_session,
        commands.EditSession: edit_session,
        commands.RemoveSession: remove_session,
        commands.AddSource: add_source,
        commands.RemoveSource: remove_source,
        commands.RecordLooks: record_looks,
    }
)


def handle(store: Store, command: Command, context: Context) -> Outcome:
    """Carries out a command in the open transaction of ``store``."""
    return HANDLERS[type(command)](store, command, context)
