"""Rotas that come by themselves: feed addresses, watched files and folders.

A feed's address is a secret: whoever has it sees the rota. It stands in an `Address`, which never
shows it, and in the system's keyring; never in the data file, a log or an export.
"""

from typing import TYPE_CHECKING

from planner.late import late

if TYPE_CHECKING:
    from planner.feeds.address import Address
    from planner.feeds.fetched import Fetched
    from planner.feeds.keeping import Addresses, SystemKeyring, Vault
    from planner.feeds.limits import Limits
    from planner.feeds.looks import Look, Round, SourceRead, attempts_after, is_due, look_at
    from planner.feeds.pace import Pacing
    from planner.feeds.watched import look_on_disk
    from planner.feeds.web import fetch
else:
    __getattr__ = late(
        __name__,
        {
            "address": "Address",
            "fetched": "Fetched",
            "keeping": "Addresses SystemKeyring Vault",
            "limits": "Limits",
            "looks": "Look Round SourceRead attempts_after is_due look_at",
            "pace": "Pacing",
            "watched": "look_on_disk",
            "web": "fetch",
        },
    )

__all__ = [
    "Address",
    "Addresses",
    "Fetched",
    "Limits",
    "Look",
    "Pacing",
    "Round",
    "SourceRead",
    "SystemKeyring",
    "Vault",
    "attempts_after",
    "fetch",
    "is_due",
    "look_at",
    "look_on_disk",
]
