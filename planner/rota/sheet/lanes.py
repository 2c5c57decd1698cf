"""How a table is to be read: which of its rows or columns hold shifts, people, times."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from planner.model.kind import Kind
from planner.rota.breath import GoOn, breathing
from planner.rota.labels import Labels, stated_hours
from planner.rota.people import is_personal_name
from planner.rota.sheet.axis import Table
from planner.rota.sheet.cells import Value, column_name, text_of
from planner.rota.sheet.clocks import clock_of
from planner.rota.sheet.dates import weekday_of, written
from planner.rota.sheet.halves import Half, Halves
from planner.rota.sheet.headings import Headings, Role
from planner.rota.sheet.lane import Group, Lane, Plan, others
from planner.rota.sheet.legend import Legend

_MOST = 0.6  # share of the cells that say what a lane is
_LABELLED = 0.3  # share of known labels that makes a lane one of shifts
_SAYS_SHIFTS = frozenset({Role.LABEL, Role.NAME, Role.START, Role.HOURS})
_BETWEEN_PEOPLE = re.compile(r"\s*[/,&;+\n]\s*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?\s*%?")
_HALVED = 0.8  # share of "AM" and "PM" in a lane that says which half of the day is meant
_FEW_WORDS = 3  # a lane of codes repeats each so often at least


class Planner:
    """Says how tables are to be read."""

    def __init__(
        self, headings: Headings, labels: Labels, legend: Legend, halves: Halves, go_on: GoOn
    ) -> None:
        self._headings = headings
        self._halves = halves
        self._labels = labels
        self._legend = legend
        self._go_on = go_on

    def plan(self, table: Table) -> Plan | None:
        """How a table is read, None where nothing in it looks like shifts."""
        lanes = self._best_each(self._lanes(table))
        several = self._several(table, lanes)
        if several is not None:
            return several[0]
        roles = {lane.role: lane for lane in lanes if lane.role}
        free = [lane for lane in lanes if lane.role is None]
        if Role.START not in roles and any(item and item.clock for item in table.written):
            # The dates come with the time at which the shift begins.
            roles[Role.START] = Lane(table.axis, "", Role.START)
        inverse = self._people_in_cells(table, free) if not roles.keys() & _SAYS_SHIFTS else None
        if inverse is not None:
            return inverse
        if Role.NAME not in roles:
            named = [lane for lane in free if self._share(lane, self._is_name) >= _MOST]
            if named and (len(free) > 1 or Role.LABEL in roles):
                roles[Role.NAME] = named[0]
                free.remove(named[0])
        if Role.LABEL not in roles:
            grid = self._grid(table, free, roles)
            if grid is not None:
                return grid
            self._choose_labels(roles, free)
        if not {Role.LABEL, Role.START, Role.HOURS} & set(roles):
            return None
        group = Group(lanes={role: lane.number for role, lane in roles.items()})
        return Plan((group,), self._list_words(table, roles), _heads(table, free))

    def _choose_labels(self, roles: dict[Role, Lane], free: list[Lane]) -> None:
        """Takes the free lane with most known labels for that of the shifts; where there is none,
        "AM" and "PM" are all that is said of them.
        """
        best = max(free, key=lambda lane: self._share(lane, self._known), default=None)
        if best is not None:
            roles[Role.LABEL] = best
            free.remove(best)
        elif Role.HALF in roles:
            roles[Role.LABEL] = roles[Role.HALF]

    def _best_each(self, lanes: Sequence[Lane]) -> list[Lane]:
        """The lanes of a list of names: of several headed alike, such as "Duty" and "Code", the one
        with most known labels, or the first, holds what the heading says.
        """
        if not any(lane.role is Role.NAME for lane in lanes):
            return list(lanes)
        best: dict[Role | None, Lane] = {}
        for lane in sorted(lanes, key=lambda lane: -self._share(lane, self._known)):
            best.setdefault(lane.role, lane)
        return [
            lane if lane.role is None or best[lane.role] is lane else replace(lane, role=Role.ASIDE)
            for lane in lanes
        ]

    def _several(self, table: Table, lanes: Sequence[Lane]) -> tuple[Plan | None] | None:
        """The plan of a table in which several lanes hold shifts, as headings above them say; None
        for any other table.
        """
        halved = self._halved(table, lanes)
        if halved is not None:
            return (halved,)
        counts = Counter(lane.role for lane in lanes)
        if counts[Role.NAME]:
            return None
        if any(counts[role] > 1 for role in (Role.LABEL, Role.START, Role.END, Role.HOURS)):
            return (self._by_person(table, lanes),)
        return None

    def _lanes(self, table: Table) -> list[Lane]:
        """The lanes that hold anything, with their roles by heading, else by content."""
        found: list[Lane] = []
        names = self._names_line(table)
        for number in table.lanes:
            cells = tuple(table.at(line, number) for line in breathing(table.lines, self._go_on))
            values = self._values(cells)
            if not values:
                continue
            heads = [table.at(line, number) for line in reversed(table.heads)]
            role = next((role for head in heads if (role := self._headings.role(head))), None)
            head = text_of(table.at(names, number)) if names is not None else ""
            lane = Lane(number, head, role, cells, values)
            found.append(replace(lane, role=self._by_content(lane, table)))
        return self._start_and_end(found)

    def _values(self, cells: Sequence[Value]) -> tuple[tuple[Value, int], ...]:
        """See `Lane`."""
        # 1, 1.0 and True are equal, and not the same in a cell.
        counts = Counter(zip(map(type, cells), cells, strict=True))
        values = ((value, count) for (_, value), count in counts.items())
        return tuple(item for item in values if not self._headings.is_nothing(item[0]))

    def _names_line(self, table: Table) -> int | None:
        """The heading line that names people; else the nearest that says anything."""
        best: tuple[int, int] = (0, 0)
        chosen = None
        for order, line in enumerate(table.heads):
            heads = [table.at(line, lane) for lane in table.lanes]
            words = [text_of(head) for head in heads if isinstance(head, str)]
            words = [word for word in words if word and not self._is_heading(word)]
            people = len({word for word in words if is_personal_name(word)})
            if len(set(words)) > 1 or people or (words and table.across):
                score = (people, order if not table.across else len(set(words)))
                if chosen is None or score > best:
                    best, chosen = score, line
        return chosen

    def _by_content(self, lane: Lane, table: Table) -> Role | None:
        """What a lane holds by its heading, as far as its cells do not tell otherwise."""
        role = lane.role
        if self._are_weekdays(lane, table):
            return Role.WEEKDAY
        if role is Role.HOURS:
            return role if self._share(lane, _states_hours) else Role.ASIDE
        if role is None and self._share(lane, self._is_half) >= _HALVED:
            return Role.HALF
        dates = role is None and self._share(lane, _is_date) >= _MOST
        numbers = role in (None, Role.LABEL) and self._are_numbers(lane)
        return Role.ASIDE if dates or numbers else role

    def _are_numbers(self, lane: Lane) -> bool:
        """Whether cells are numbers that no legend explains and no clock shows."""
        texts = [text_of(value) for value, _ in lane.values]
        clocks = self._share(lane, _is_clock) >= _MOST
        explained = any(text in self._legend for text in texts)
        return not clocks and not explained and all(map(_NUMBER.fullmatch, texts))

    def _start_and_end(self, lanes: list[Lane]) -> list[Lane]:
        """Two lanes of clock times without headings are the start and the end."""
        clocks = [
            lane for lane in lanes if lane.role is None and self._share(lane, _is_clock) >= _MOST
        ]
        missing = [role for role in (Role.START, Role.END) if role not in {x.role for x in lanes}]
        if len(clocks) != len(missing):
            return lanes
        roles = {lane.number: role for lane, role in zip(clocks, missing, strict=True)}
        return [replace(lane, role=roles.get(lane.number, lane.role)) for lane in lanes]

    def _are_weekdays(self, lane: Lane, table: Table) -> bool:
        dated = zip(lane.cells, table.written, strict=True)
        words = Counter(text_of(value) for value, item in breathing(dated, self._go_on) if item)
        del words[""]
        total = words.total()
        if not total or len({word.casefold() for word in words}) < min(2, total):
            return False
        full = sum(count for word, count in words.items() if weekday_of(word) is not None)
        initials = all(word.casefold() in "mtwfs" for word in words)
        return full >= 0.8 * total or (total >= 7 and initials)

    def _grid(self, table: Table, free: Sequence[Lane], roles: dict[Role, Lane]) -> Plan | None:
        """One lane for each person, or one for each shift with the people in the cells."""
        if Role.NAME in roles or Role.START in roles:
            return None
        headed = [lane for lane in free if lane.head]
        # Codes beside the grid, such as "LD", begin a legend there and are nobody.
        people = [x for x in headed if self._holds_labels(x) and not self._is_code(x.head)]
        if len(people) > 1 or (len(people) == 1 and is_personal_name(people[0].head)):
            beside = {Role.HALF: roles[Role.HALF].number} if Role.HALF in roles else {}
            groups = tuple(
                Group(person=x.head, lanes={Role.LABEL: x.number, **beside}) for x in people
            )
            way = "people down, dates across" if table.across else "dates down, people across"
            aside = _heads(table, others(free, people))
            return Plan(groups, f"A grid: {way}; {_count(len(people))}.", aside)
        return None

    def _people_in_cells(self, table: Table, free: Sequence[Lane]) -> Plan | None:
        """One lane for each shift, with the people in the cells."""
        shifts = [
            lane
            for lane in breathing(free, self._go_on)
            if self._labels.kind(lane.head) is not Kind.UNKNOWN or lane.head in self._legend
        ]
        if shifts and all(self._share(x, self._are_names) >= _MOST for x in shifts):
            groups = tuple(Group(label=x.head, lanes={Role.NAME: x.number}) for x in shifts)
            way = "shifts down, dates across" if table.across else "dates down, shifts across"
            aside = _heads(table, others(free, shifts))
            return Plan(groups, f"A grid: {way}; people in the cells.", aside)
        return None

    def _holds_labels(self, lane: Lane) -> bool:
        if self._share(lane, self._known) >= _LABELLED:
            return True
        words = {text_of(value) for value, _ in lane.values}
        codes = len(words) * _FEW_WORDS <= lane.filled and all(len(word) <= 8 for word in words)
        return is_personal_name(lane.head) and (codes or lane.filled < 2 * _FEW_WORDS)

    def _by_person(self, table: Table, lanes: Sequence[Lane]) -> Plan | None:
        """Several lanes of shifts or times, each set below a person's name."""
        names = self._names(table)
        groups: dict[str, Group] = {}
        for lane in lanes:
            if lane.role in (Role.LABEL, Role.START, Role.END, Role.HOURS, Role.PLACE):
                group = groups.setdefault(names[lane.number], Group(names[lane.number]))
                group.lanes.setdefault(lane.role, lane.number)
        whole = [x for x in groups.values() if {Role.LABEL, Role.START, Role.HOURS} & set(x.lanes)]
        if not whole:
            return None
        way = "across" if not table.across else "down"
        words = f"A grid: people {way}, each with columns of their own; {_count(len(whole))}."
        return Plan(tuple(whole), words, _heads(table, [x for x in lanes if x.role is None]))

    def _list_words(self, table: Table, roles: dict[Role, Lane]) -> str:
        named = {
            Role.NAME: "people",
            Role.LABEL: "shifts",
            Role.START: "starts",
            Role.END: "ends",
            Role.HOURS: "hours",
            Role.PLACE: "places",
        }
        parts = [f"dates in {_where(table, table.axis)}"]
        parts += [
            f"{what} in {_where(table, roles[role].number)}"
            for role, what in named.items()
            if role in roles
        ]
        each = "one column a day" if table.across else "one row a shift"
        return f"A list, {each}: {', '.join(parts)}."

    def _halved(self, table: Table, lanes: Sequence[Lane]) -> Plan | None:
        """Two lanes for each person, or for the only one: the two halves of a day."""
        said: dict[int, tuple[str, Half]] = {}
        for lane in lanes:
            heads = [text_of(table.at(line, lane.number)) for line in reversed(table.heads)]
            split = next((found for head in heads if (found := self._halves.split(head))), None)
            if split is not None and lane.role in (None, Role.LABEL):
                said[lane.number] = split
        if len({half.name for _, half in said.values()}) < 2:
            return None
        names = self._names(table)
        beside: dict[Role, int] = {
            x.role: x.number for x in lanes if x.role is Role.NAME or x.role is Role.PLACE
        }
        groups = tuple(
            Group(
                # A column of names says whose they are; else what stands beside or above "AM".
                person="" if Role.NAME in beside else words or names[number],
                half=half,
                lanes={Role.LABEL: number, **beside},
            )
            for number, (words, half) in said.items()
        )
        people = len({group.person for group in groups} - {""})
        whose = f"; {_count(people)}" if people else ""
        rest = [x for x in lanes if x.number not in said and x.role is None]
        return Plan(groups, f"A table of half days{whose}.", _heads(table, rest))

    def _names(self, table: Table) -> dict[int, str]:
        """The name above each lane; one above several stands over the first of them."""
        line = self._names_line(table)
        names: dict[int, str] = {}
        said = ""
        for number in table.lanes:
            words = text_of(table.at(line, number)) if line is not None else ""
            said = words if words and not self._is_heading(words) else said
            names[number] = said
        return names

    def _share(self, lane: Lane, test: Callable[[Value], bool]) -> float:
        self._go_on()
        return lane.share(test)

    def _known(self, value: Value) -> bool:
        text = text_of(value)
        return (
            text in self._legend
            or stated_hours(text) is not None
            or self._labels.kind(text) is not Kind.UNKNOWN
        )

    def _is_code(self, head: str) -> bool:
        return self._known(head) and not is_personal_name(head)

    def _is_name(self, value: Value) -> bool:
        text = text_of(value)
        return is_personal_name(text) and not self._known(value) and not self._labels.is_place(text)

    def _are_names(self, value: Value) -> bool:
        return all(map(self._is_name, people_in(value)))

    def _is_heading(self, words: str) -> bool:
        return self._headings.role(words) is not None or self._is_half(words)

    def _is_half(self, value: Value) -> bool:
        return self._halves.of(value) is not None


def people_in(value: Value) -> list[str]:
    """The people in a cell: several where each part of it is a name."""
    parts = [text_of(part) for part in _BETWEEN_PEOPLE.split(str(value).strip()) if part]
    return parts if len(parts) > 1 and all(map(is_personal_name, parts)) else [text_of(value)]


def _is_date(value: Value) -> bool:
    return written(value) is not None


def _is_clock(value: Value) -> bool:
    return clock_of(value) is not None


def _states_hours(value: Value) -> bool:
    return stated_hours(text_of(value)) is not None


def _heads(table: Table, lanes: Sequence[Lane]) -> tuple[str, ...]:
    return tuple(f"“{lane.head}”" if lane.head else _where(table, lane.number) for lane in lanes)


def _where(table: Table, number: int) -> str:
    return f"row {number + 1}" if table.across else f"column {column_name(number)}"


def _count(people: int) -> str:
    return "1 person" if people == 1 else f"{people} people"
