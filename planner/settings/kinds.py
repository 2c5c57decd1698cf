"""The kinds of settings: what a value may be, and how it stands in the file."""

import base64
import binascii
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One thing that can be set: its name in the file, its title for people, its default."""

    name: str
    title: str
    default: T

    def read(self, stored: object) -> T:
        """The value that stands in the file; raises ValueError, in words, where it cannot be."""
        raise NotImplementedError

    def written(self, value: T) -> object:
        """The value as it stands in the file; raises ValueError where it may not be set."""
        self.read(value)
        return value


@dataclass(frozen=True)
class Choice(Setting[str]):
    """One of several words."""

    options: tuple[str, ...]

    def read(self, stored: object) -> str:
        """The word; ValueError for any other."""
        if isinstance(stored, str) and stored in self.options:
            return stored
        raise ValueError(f"it is one of {', '.join(self.options)}")


@dataclass(frozen=True)
class Words(Setting[str]):
    """A text of one line, such as a folder."""

    longest: int = 4096

    def read(self, stored: object) -> str:
        """The text; ValueError for what is none, or too long."""
        if isinstance(stored, str) and len(stored) <= self.longest and "\0" not in stored:
            return stored
        raise ValueError(f"it is a text of at most {self.longest} letters")


@dataclass(frozen=True)
class Number(Setting[int]):
    """A whole number within a range."""

    least: int
    most: int

    def read(self, stored: object) -> int:
        """The number; ValueError for what is none, or outside the range."""
        if type(stored) is int and self.least <= stored <= self.most:
            return stored
        raise ValueError(f"it is a whole number from {self.least} to {self.most}")


@dataclass(frozen=True)
class Shape(Setting[bytes]):
    """Bytes that only the window understands: its geometry, how a pane is divided."""

    longest: int = 4096

    def read(self, stored: object) -> bytes:
        """The bytes; ValueError where they are not written as Base64, or are too many."""
        if isinstance(stored, str) and len(stored) <= 2 * self.longest:
            try:
                return base64.b64decode(stored, validate=True)
            except binascii.Error as error:
                raise ValueError("it is not Base64") from error
        raise ValueError("it is a short text in Base64")

    def written(self, value: bytes) -> object:
        """The bytes in Base64."""
        if len(value) > self.longest:
            raise ValueError(f"it has at most {self.longest} bytes")
        return base64.b64encode(value).decode("ascii")
