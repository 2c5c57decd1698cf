"""What a shift is."""

from enum import StrEnum


class Kind(StrEnum):
    """What a shift is; the value is the word that the command line and the store use."""

    STANDARD = "standard"
    LONG = "long"
    EVENING = "evening"
    NIGHT = "night"
    RESIDENT_ON_CALL = "resident_on_call"
    ON_CALL = "on_call"
    TEACHING = "teaching"
    ADMIN = "admin"
    PROTECTED = "protected"
    INDUCTION = "induction"
    ANNUAL_LEAVE = "annual_leave"
    STUDY_LEAVE = "study_leave"
    SICK = "sick"
    OTHER_LEAVE = "other_leave"
    ZERO = "zero"
    NON_WORKING = "non_working"
    BANK_HOLIDAY = "bank_holiday"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        """The kind in words for people, such as "Standard day"."""
        return _WORDS[self]

    @property
    def is_work(self) -> bool:
        """Whether its hours are work in the sense of the working-time rules.

        Non-resident on-call is not: its actual hours are unknown until they are entered.
        """
        return self in _WORK

    @property
    def is_leave(self) -> bool:
        """Whether it is leave of any sort, planned or not."""
        return self in _LEAVE

    @property
    def is_off(self) -> bool:
        """Whether the rota gives the day off: zero, non-working and bank-holiday days."""
        return self in _OFF


_WORDS = {
    Kind.STANDARD: "Standard day",
    Kind.LONG: "Long day",
    Kind.EVENING: "Evening",
    Kind.NIGHT: "Night",
    Kind.RESIDENT_ON_CALL: "Resident on-call",
    Kind.ON_CALL: "On-call (non-resident)",
    Kind.TEACHING: "Teaching",
    Kind.ADMIN: "Admin",
    Kind.PROTECTED: "Protected time",
    Kind.INDUCTION: "Induction",
    Kind.ANNUAL_LEAVE: "Annual leave",
    Kind.STUDY_LEAVE: "Study leave",
    Kind.SICK: "Sick leave",
    Kind.OTHER_LEAVE: "Other leave",
    Kind.ZERO: "Zero day",
    Kind.NON_WORKING: "Non-working day",
    Kind.BANK_HOLIDAY: "Bank holiday",
    Kind.UNKNOWN: "Not known",
}

_WORK = frozenset(
    {
        Kind.STANDARD,
        Kind.LONG,
        Kind.EVENING,
        Kind.NIGHT,
        Kind.RESIDENT_ON_CALL,
        Kind.TEACHING,
        Kind.ADMIN,
        Kind.PROTECTED,
        Kind.INDUCTION,
    }
)
_LEAVE = frozenset({Kind.ANNUAL_LEAVE, Kind.STUDY_LEAVE, Kind.SICK, Kind.OTHER_LEAVE})
_OFF = frozenset({Kind.ZERO, Kind.NON_WORKING, Kind.BANK_HOLIDAY})
