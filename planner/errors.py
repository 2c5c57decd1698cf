"""Errors whose message is written for the person in front of the program."""


class LeadtimeError(Exception):
    """Something a person should be told: what happened, where, and what to do about it.

    The message is one or two whole sentences and is shown as it stands; ``detail`` is the technical
    part, folded away by the window and left out by the command line.
    """

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail


class WrongUse(LeadtimeError):
    """What was asked for makes no sense as asked (an unknown scheme, dates the wrong way round)."""


class UnreadableInput(LeadtimeError):
    """A file or feed that could not be read at all; nothing that was stored has been touched."""


class Cancelled(LeadtimeError):
    """Work that was called off before its end; nothing came of it."""
