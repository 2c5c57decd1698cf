"""The help pages, which are the user guide too: one short page a task, as Markdown."""

import re
from dataclasses import dataclass

from planner import __version__
from planner.resources import resource
from ui.actions import KEYS

_PICTURE = re.compile(r"<!-- picture: (?P<name>[\w-]+) \| (?P<alt>[^>]+?) -->\n?")
_NAMED = re.compile(r"{(\w+)}")
_MARKS = re.compile(r"[*`#]")


@dataclass(frozen=True)
class HelpPage:
    """One task: its id ("find"), title and Markdown, the first line of which is the title."""

    id: str
    title: str
    source: str

    @property
    def body(self) -> str:
        """The text as Markdown, without pictures: the window itself is in front."""
        return _PICTURE.sub("", self.source).strip() + "\n"

    def with_pictures(self, folder: str) -> str:
        """The text with pictures that lie in a folder, as the guide shows it."""
        return _PICTURE.sub(
            lambda found: f"![{found['alt']}]({folder}/{found['name']}-light.png)\n", self.source
        )

    @property
    def pictures(self) -> tuple[str, ...]:
        """The names of its pictures."""
        return tuple(found["name"] for found in _PICTURE.finditer(self.source))

    def has(self, words: list[str]) -> bool:
        """Whether each of some words, in lower case, stands in it."""
        whole = _MARKS.sub("", self.body).casefold()
        return all(word in whole for word in words)


def load_pages() -> tuple[HelpPage, ...]:
    """Every page, in the order of a first use."""
    pages = []
    for path in sorted(resource("help").glob("*.md")):
        source = _filled(path.read_text(encoding="utf-8"))
        title = source.partition("\n")[0].removeprefix("# ")
        pages.append(HelpPage(path.stem.partition("-")[2], title, source))
    return tuple(pages)


def _filled(source: str) -> str:
    """The text with the keys of the actions that it names, ``{export}``, and with ``{version}``."""
    words = {"version": __version__} | {name: keys for name, (_, keys) in KEYS.items()}
    return _NAMED.sub(lambda found: words[found[1]], source)
