"""Everything that can be set. A name that is not here is not a setting.

What belongs to a plan (the placement, kinds of labels, sources) is stored with it, goes with its
backups and can be undone; here is what belongs to this computer.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from planner.settings.kinds import Choice, Number, Setting, Shape, Words

THEME = Choice("theme", "Look", "system", ("system", "light", "dark"))
BACKUP_FOLDER = Words("backup_folder", "A second folder for backups", "")
HISTORY_STEPS = Number("history_steps", "Changes that can be undone", 2_000, 50, 20_000)

_ALL: tuple[Setting[Any], ...] = (
    THEME,
    BACKUP_FOLDER,
    HISTORY_STEPS,
    Words("page", "The page on view", "plan", 20),
    Words("plan_view", "How the plan is shown: week, month, placement, list", "", 20),
    Words("plan_day", "The date of the plan on view", "", 10),
    Words("plan_zoom", "How large the hours of a week are", "", 8),
    Words("decided", "The changes of the rota that were dealt with", "", 100_000),
    Words("recent", "The rotas opened last", "", 100_000),
    Words("open_folder", "Where a rota was opened last", ""),
    Words("export_folder", "Where a plan was saved last", ""),
    Words("reviewer", "Who signed a plan last", "", 120),
    Words("drafts", "What was decided on plans and is not signed yet", "", 200_000),
    Words("reviewer_number", "The GMC number of who signed a plan last", "", 20),
    Shape("geometry", "The window's place and size", b""),
    Shape("plan_split", "How the plan's page is divided", b""),
)

REGISTRY: Mapping[str, Setting[Any]] = MappingProxyType({each.name: each for each in _ALL})
"""Every setting by its name."""
