"""What each command does: one function each, called inside the command's transaction."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from planner.store import Store
from planner.workspace import commands
from planner.workspace.commands import Command
from planner.workspace.handlers.agreement import record_decision
from planner.workspace.handlers.context import Context, Outcome
from planner.workspace.handlers.oncall import record_actual_hours
from planner.workspace.handlers.own import (
    forget_sickness,
    keep_opportunities,
    record_sickness,
)
from planner.workspace.handlers.placement import set_placement
from planner.workspace.handlers.repair import apply_repair
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
from planner.workspace.handlers.signers import forget_signer, trust_signer
from planner.workspace.handlers.sources import (
    add_source,
    record_looks,
    remove_source,
)
from planner.workspace.handlers.wishes import keep_scheme, remove_scheme, set_release

__all__ = ["HANDLERS", "Context", "Outcome", "handle"]

HANDLERS: Mapping[type[Command], Callable[[Store, Any, Context], Outcome]] = MappingProxyType(
    {
        commands.ImportRota: import_rota,
        commands.ChoosePerson: choose_person,
        commands.CorrectKind: correct_kind,
        commands.CorrectKinds: correct_kinds,
        commands.SetPlacement: set_placement,
        commands.SetRelease: set_release,
        commands.KeepScheme: keep_scheme,
        commands.RemoveScheme: remove_scheme,
        commands.Book: book,
        commands.BookPlan: book_plan,
        commands.MoveSession: move_session,
        commands.ApplyRepair: apply_repair,
        commands.EditSession: edit_session,
        commands.RemoveSession: remove_session,
        commands.RecordSickness: record_sickness,
        commands.ForgetSickness: forget_sickness,
        commands.KeepOpportunities: keep_opportunities,
        commands.RecordActualHours: record_actual_hours,
        commands.RecordDecision: record_decision,
        commands.TrustSigner: trust_signer,
        commands.ForgetSigner: forget_signer,
        commands.AddSource: add_source,
        commands.RemoveSource: remove_source,
        commands.RecordLooks: record_looks,
    }
)


def handle(store: Store, command: Command, context: Context) -> Outcome:
    """Carries out a command in the open transaction of ``store``."""
    return HANDLERS[type(command)](store, command, context)
