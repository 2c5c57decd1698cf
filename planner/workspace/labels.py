"""The labels of a rota as they are shown: how often each stands there, and what it is taken as."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from planner.model.kind import Kind
from planner.model.rota import Corrections, Shift
from planner.rota import label_key


@dataclass(frozen=True, slots=True)
class LabelUse:
    """A label of the person's rota: how often it stands there and what it is taken as.

    ``key`` is the normalised label that corrections go by, ``first`` the first shift that bears
    it; ``corrected`` where the kind is the user's word, ``doubtful`` where it is not and the hours
    of some shifts speak against it. ``elsewhere`` is the user's word for it in another rota, where
    that is another kind and nothing was said in this one: to be offered, never taken by itself.
    """

    label: str
    key: str
    kind: Kind
    count: int
    corrected: bool
    first: Shift
    doubtful: bool = False
    elsewhere: Kind | None = None


def label_uses(
    shifts: Sequence[Shift],
    *,
    corrections: Corrections,
    elsewhere: Corrections,
    odd: Collection[str],
) -> tuple[LabelUse, ...]:
    """Every label of the shifts: those of unknown kind first, then by name.

    ``corrections`` are the user's words in this rota, ``elsewhere`` those in others; ``odd`` are
    the keys of labels whose hours speak against their kind.
    """
    groups: dict[str, list[Shift]] = {}
    for shift in shifts:
        groups.setdefault(label_key(shift.label), []).append(shift)
    uses = []
    for key, alike in groups.items():
        said = key in corrections
        kind = min((s.kind for s in alike), key=lambda kind: kind is not Kind.UNKNOWN)
        other = None if said else elsewhere.get(key)
        uses.append(
            LabelUse(
                label=alike[0].label,
                key=key,
                kind=kind,
                count=len(alike),
                corrected=said,
                first=alike[0],
                doubtful=key in odd and not said,
                elsewhere=None if other is kind else other,
            )
        )
    uses.sort(key=lambda use: (use.kind is not Kind.UNKNOWN, use.label.casefold(), use.key))
    return tuple(uses)
