"""Where rule sets come from: those that ship with the program, and a user's own files."""

import tomllib
from pathlib import Path

from planner.errors import UnreadableInput, WrongUse
from planner.resources import resource
from planner.rules.rulebook import refuse_unknown
from planner.rules.ruleset import Ruleset, parse_ruleset

MOST_BYTES = 1_000_000


def ruleset_ids() -> tuple[str, ...]:
    """The rule sets that ship with the program."""
    return tuple(sorted(path.stem for path in resource("rules").glob("*.toml")))


def load_ruleset(name: str | Path) -> Ruleset:
    """The rule set of an id such as "england-2016", or of a file: a copy of a set with limits of
    one's own. The id of the latter is its path as it was given.

    Raises WrongUse for an unknown id and for a set that cannot be used, UnreadableInput for a file
    that cannot be read.
    """
    known = ruleset_ids()
    if str(name) in known:
        ruleset = _from_file(str(name), resource("rules", f"{name}.toml"))
    elif isinstance(name, Path) or name.casefold().endswith(".toml"):
        ruleset = _from_file(str(name), Path(name).expanduser())
    else:
        raise WrongUse(
            f"There is no rule set “{name}”. There are: {', '.join(known)}. "
            "A set of your own is a file whose name ends with .toml."
        )
    refuse_unknown(ruleset)
    return ruleset


def _from_file(name: str, path: Path) -> Ruleset:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableInput(
            f"The rule set {name} cannot be opened. See that the file is there and may be read.",
            str(error),
        ) from error
    if len(data) > MOST_BYTES:
        raise UnreadableInput(f"{name} is too big for a rule set. Choose another file.")
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"{name} is not a text file in UTF-8, so it cannot be read as a rule set. "
            "Save it as UTF-8.",
            str(error),
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise UnreadableInput(
            f"The rule set {name} cannot be read: {error}. Compare it with the set it was copied "
            "from.",
        ) from error
    return parse_ruleset(name, table)
