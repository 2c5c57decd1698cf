"""The quick reader: plain entries straight from the text, every other one the ordinary way.

A system that exports a rota writes all entries alike: the same properties in the same order. The
reader learns these shapes from the text itself and has one regular expression for each; what an
entry says is converted once for each distinct line and remembered. An entry is plain where the
ordinary way (`planner.rota.components`, `planner.rota.parse`) can make one thing of it only:
uppercase names, no repetition, no property twice, nothing folded that matters. The others are left
to it, at their places among the plain ones, so that both ways give the same entries.
"""

from planner.rota.quick.cutting import Cut, cut
from planner.rota.quick.rows import PlainEntries
from planner.rota.quick.values import Values

__all__ = ["Cut", "PlainEntries", "Values", "cut"]
