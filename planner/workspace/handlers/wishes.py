"""Commands about labels that release the doctor, and schemes of the doctor's own."""

from planner.errors import WrongUse
from planner.finding import load_schemes
from planner.finding.schemes import row_of, scheme_of
from planner.rota import label_key
from planner.store import Store
from planner.workspace.commands import KeepScheme, RemoveScheme, SetRelease
from planner.workspace.handlers.context import Context, Outcome


def set_release(store: Store, command: SetRelease, context: Context) -> Outcome:
    """Keeps, or takes back, the user's word on shifts of a label."""
    key = label_key(command.label)
    if key not in {use.key for use in context.ask.labels()}:
        raise WrongUse(f"No shift of the rota is called “{command.label}”.")
    if command.release is None:
        store.releases.remove(key)
        return Outcome(f"Let the kind decide whether “{command.label}” can release you")
    store.releases.put(key, command.label, command.release)
    return Outcome(f"Set “{command.label}”: {command.release.words.lower()}")


def keep_scheme(store: Store, command: KeepScheme, context: Context) -> Outcome:
    """Stores a scheme of the user's own, once it makes sense."""
    scheme = command.scheme
    if not scheme.id or not scheme.title.strip():
        raise WrongUse("A scheme needs a name. Give it one.")
    if scheme.id in {shipped.id for shipped in load_schemes()}:
        raise WrongUse(f"“{scheme.id}” is a scheme of the program. Give your own another name.")
    row = row_of(scheme)
    scheme_of(scheme.id, row)
    known = {own.id for own in context.ask.own_schemes()}
    store.own_schemes.put(scheme.id, row)
    return Outcome(f"{'Change' if scheme.id in known else 'Add'} scheme “{scheme.title}”")


def remove_scheme(store: Store, command: RemoveScheme, context: Context) -> Outcome:
    """Takes a scheme of the user's own out, unless the placement is planned under it."""
    known = {own.id: own for own in context.ask.own_schemes()}
    if command.id not in known:
        raise WrongUse(f"You have no scheme “{command.id}” of your own.")
    placement = context.ask.placement()
    if placement is not None and placement.scheme == command.id:
        raise WrongUse(
            f"The placement is planned under “{known[command.id].title}”. "
            "Choose another scheme for it first."
        )
    store.own_schemes.remove(command.id)
    return Outcome(f"Remove scheme “{known[command.id].title}”")
