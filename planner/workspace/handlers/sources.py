"""Commands about where the rota comes from by itself."""

from dataclasses import replace

from planner.errors import WrongUse
from planner.model.source import Source, SourceKind
from planner.rota import files_to_keep
from planner.store import Store
from planner.workspace.change import Part
from planner.workspace.commands import AddSource, RecordLooks, RemoveSource
from planner.workspace.handlers.context import Context, Outcome
from planner.workspace.handlers.rota import import_rota
from planner.workspace.readying import import_of, ready_for, whose

_CALLED = {
    SourceKind.FEED: "feed of",
    SourceKind.FILE: "watched file",
    SourceKind.FOLDER: "watched folder",
}


def add_source(store: Store, command: AddSource, context: Context) -> Outcome:
    """Adds a source, in the place of another where it is to replace one."""
    sources = context.ask.sources()
    said = "Add"
    if command.instead_of:
        store.sources.remove(_source(command.instead_of, context).id)
        said = "Change the address of the"
    if command.kind is not SourceKind.FEED and any(
        (source.kind, source.place) == (command.kind, command.place) for source in sources
    ):
        raise WrongUse(f"“{command.place}” is watched already.")
    if command.id != command.instead_of and command.id in {source.id for source in sources}:
        raise WrongUse("There is a source of that name already. Give the new one another.")
    source = Source(command.id, command.kind, command.place, context.now)
    store.sources.add(source)
    return Outcome(f"{said} {_words(source)}")


def remove_source(store: Store, command: RemoveSource, context: Context) -> Outcome:
    """Takes a source out; the current reading stays."""
    source = _source(command.id, context)
    store.sources.remove(source.id)
    return Outcome(f"Remove {_words(source)}")


def record_looks(store: Store, command: RecordLooks, context: Context) -> Outcome:
    """Takes in the reading of a round, if it says anything new, and how the looks went.

    Sources that have been removed meanwhile are passed over.
    """
    from planner.feeds import Pacing, attempts_after

    taken = _taken_in(store, command, context)
    person, pacing = _person(command, context), Pacing.load()
    sources = {source.id: source for source in context.ask.sources()}
    for read in command.round.reads:
        source, fetched = sources.get(read.source), read.fetched
        if source is None:
            continue
        attempts = attempts_after(source, fetched, context.now, pacing)
        store.sources.attempted(source.id, attempts)
        if fetched.files is not None and command.round.reading is not None:
            kept = files_to_keep(fetched.files, command.round.reading, person)
            store.sources.keep_files(source.id, kept)
    return replace(taken, also=frozenset({Part.SOURCES}))


def _taken_in(store: Store, command: RecordLooks, context: Context) -> Outcome:
    rota = import_of(command)
    if rota is None:
        return Outcome(words="", idle="")
    ready = ready_for(rota, context.ask.standing())
    if not ready.news:
        return Outcome(words="", idle="The rota says the same as before.")
    return import_rota(store, replace(rota, ready=ready), context)


def _person(command: RecordLooks, context: Context) -> str:
    before, rota = context.ask.person(), import_of(command)
    return before if rota is None else whose(rota, before)


def _source(source: str, context: Context) -> Source:
    for each in context.ask.sources():
        if each.id == source:
            return each
    raise WrongUse("There is no such source (any more); it may have been removed.")


def _words(source: Source) -> str:
    return f"{_CALLED[source.kind]} {source.place}"
