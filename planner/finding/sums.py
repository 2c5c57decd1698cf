"""What whole sessions can come to together: a linear model would share a session out over several
days, and so believes in sums that there are not. Sets of sums are whole numbers, a bit a sum.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

Length = tuple[int, bool]
"""How long a session is, in units of whatever size, and whether that is an odd length."""


def fewest_odd(total: int, lengths: Collection[Length]) -> int:
    """The fewest sessions of an odd length that a sum takes, however often each length is there; 0
    where there is no such sum at all.
    """
    found = 1
    for length in {length for length, odd in lengths if not odd}:
        step = length
        while step <= total:
            found |= found << step & _up_to(total)
            step *= 2
    count = 0
    while found and not found >> total & 1:
        found = _with_one_of(found, {length for length, odd in lengths if odd}) & _up_to(total)
        count += 1
    return count if found else 0


@dataclass(frozen=True, slots=True)
class Period:
    """Dates whose sessions count together, with the lengths of those there could be on each.

    ``need`` is what they should come to, ``most`` what they may. On one date there are at most
    ``a_day`` sessions.
    """

    dates: Sequence[Collection[Length]]
    need: float
    most: int
    a_day: int = 1

    def sums(self, most_odd: int) -> list[int]:
        """What its sessions can come to, by how many of them are of an odd length, up to so many.

        Nothing is asked but one length a session and so many sessions a date: what there can be
        is among these.
        """
        found = [1, *(0 for _ in range(most_odd))]
        for lengths in self.dates:
            for _ in range(self.a_day):
                plain = {length for length, odd in lengths if not odd}
                others = {length for length, odd in lengths if odd}
                found = [
                    sums
                    | _with_one_of(sums, plain)
                    | (_with_one_of(found[count - 1], others) if count else 0)
                    for count, sums in enumerate(found)
                ]
        return [sums & _up_to(self.most) for sums in found]


class Spread:
    """How evenly a total can be spread over periods, with no more odd lengths than so many.

    Where it says that something cannot be, no plan has it.
    """

    def __init__(self, periods: Iterable[Period], total: int, odd: int) -> None:
        self._sums = [period.sums(odd) for period in periods]
        self._total = total
        self._nothing = [1, *(0 for _ in range(odd))]

    def can_be(self, least: Sequence[int]) -> bool:
        """Whether the periods could have as much as this each."""
        reached = self._nothing
        for of_period in self._of_periods(least):
            reached = self._with(reached, of_period)
        return any(found >> self._total & 1 for found in reached)

    def shares(self, least: Sequence[int]) -> list[tuple[int, int]]:
        """The least and the most that each period could have where all have as much as this; only
        to be asked where that can be.
        """
        periods = self._of_periods(least)
        before, after = [self._nothing], [self._nothing]
        for of_period, of_later in zip(periods, reversed(periods), strict=True):
            before.append(self._with(before[-1], of_period))
            after.append(self._with(after[-1], of_later))
        found = []
        for place, of_period in enumerate(periods):
            wanted = [self._left_by(sums) for sums in after[len(periods) - place - 1]]
            fitting = [
                share
                for used, shares in enumerate(of_period)
                for share in shares
                if any(
                    (sums << share) & left
                    for earlier, sums in enumerate(before[place])
                    for left in wanted[: max(0, len(wanted) - used - earlier)]
                )
            ]
            found.append((min(fitting), max(fitting)))
        return found

    def _of_periods(self, least: Sequence[int]) -> list[list[list[int]]]:
        """What each period may have of what it can, by the number of odd lengths in it."""
        return [
            [_bits(found >> low << low) for found in sums]
            for sums, low in zip(self._sums, least, strict=True)
        ]

    def _with(self, reached: Sequence[int], of_period: Sequence[Sequence[int]]) -> list[int]:
        """What one period more makes of what those before it come to."""
        after = [0] * len(reached)
        for used, shares in enumerate(of_period):
            for before in range(len(reached) - used):
                after[before + used] |= _with_one_of(reached[before], shares)
        return [found & _up_to(self._total) for found in after]

    def _left_by(self, sums: int) -> int:
        """What each of these sums leaves of the total."""
        return int(f"{sums:0{self._total + 1}b}"[::-1], 2)


def _with_one_of(sums: int, lengths: Iterable[int]) -> int:
    found = 0
    for length in lengths:
        found |= sums << length
    return found


def _bits(sums: int) -> list[int]:
    return [place for place, bit in enumerate(reversed(f"{sums:b}")) if bit == "1"]


def _up_to(most: int) -> int:
    return (1 << (most + 1)) - 1
