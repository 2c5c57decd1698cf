"""Where the files that ship with the program are: rules, schemes, labels, samples, fonts, icons."""

import tomllib
from pathlib import Path
from typing import Any

import resources


def resource(*parts: str) -> Path:
    """Path of a file or folder that ships with the program, such as ``resource("labels.toml")``."""
    return Path(resources.__path__[0]).joinpath(*parts)


def load_toml(*parts: str) -> dict[str, Any]:
    """A TOML file that ships with the program, parsed."""
    return tomllib.loads(resource(*parts).read_text(encoding="utf-8"))
