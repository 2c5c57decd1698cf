"""Long work that can be called off: now and then it asks whether to go on."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

GoOn = Callable[[], None]
"""Raises where the work is to be left."""


def go_on_always() -> None:
    """For work that nobody calls off."""


def breathing(items: Iterable[T], go_on: GoOn, *, every: int = 1024) -> Iterator[T]:
    """The items, with a look at whether to go on before the first and after every so many."""
    for number, item in enumerate(items):
        if not number % every:
            go_on()
        yield item
