"""Writes guide.md from the pages of the help, with the pictures of the window between them.

python docs/make_guide.py
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ui.actions import KEYS  # noqa: E402 - the program is found from the line above
from ui.help.keys import ABOUT, ON_SURFACES, plain  # noqa: E402
from ui.help.pages import load_pages  # noqa: E402

GUIDE = ROOT / "docs" / "guide.md"
HEAD = """# User guide

One short section a task. The same pages are in the program: press F1.

"""


def guide() -> str:
    """The guide as Markdown."""
    pages = [page for page in load_pages() if page.id != ABOUT]
    links = "\n".join(f"- [{page.title}](#{anchor(page.title)})" for page in pages)
    menus = [(keys, plain(words), "Menus") for words, keys in KEYS.values() if keys]
    surfaces = [(", ".join(each.keys), each.words, each.where) for each in ON_SURFACES]
    keys = "\n".join(f"| {' | '.join(each)} |" for each in (*menus, *surfaces))
    texts = [page.with_pictures("images").strip().replace("# ", "## ", 1) for page in pages]
    return (
        f"{HEAD}{links}\n- [Keys](#keys)\n\n"
        + "\n\n".join(texts)
        + "\n\n## Keys\n\n"
        + f"| Keys | What they do | Where |\n|---|---|---|\n{keys}\n"
    )


def anchor(title: str) -> str:
    """The name that a title has as the target of a link."""
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c == "-")


if __name__ == "__main__":
    GUIDE.write_text(guide(), encoding="utf-8")
