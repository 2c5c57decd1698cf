"""The user's word on whether shifts of a label can release the doctor."""

from enum import StrEnum


class Release(StrEnum):
    """Whether protected time may lie inside shifts of a label, and what that asks of the ward."""

    WITHOUT_COVER = "without cover"
    WITH_COVER = "with cover"
    NEVER = "never"

    @property
    def words(self) -> str:
        """For people, such as "Can release me, cover needed"."""
        return _WORDS[self]


_WORDS = {
    Release.WITHOUT_COVER: "Can release me, no cover needed",
    Release.WITH_COVER: "Can release me, cover needed",
    Release.NEVER: "Cannot release me",
}
