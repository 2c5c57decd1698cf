"""Questions about the placement, and the scheme and rules that it names."""

from dataclasses import replace

from planner.errors import WrongUse
from planner.finding import load_schemes
from planner.model.placement import Placement
from planner.model.scheme import Scheme
from planner.rules import Ruleset, load_ruleset
from planner.workspace.asking.rotas import RotaQuestions
from planner.workspace.asking.wishing import WishingQuestions

DEFAULT_RULESET = "england-2016"


class PlacementQuestions(RotaQuestions, WishingQuestions):
    """What `Questions` answers about the placement."""

    def placement(self) -> Placement | None:
        """The placement that is planned, None until it is set."""
        return self._keep("placement", lambda: self._store.placements.current(self.person()))

    def scheme(self) -> Scheme | None:
        """The placement's scheme."""
        placement = self.placement()
        return self.scheme_called(placement.scheme) if placement else None

    def ruleset(self) -> Ruleset:
        """The rules that hold: the placement's, England's until there is one."""
        placement = self.placement()
        name = placement.ruleset if placement else DEFAULT_RULESET
        return self._keep("ruleset", lambda: load_ruleset(name))

    def suggested_placement(self) -> Placement:
        """A placement to start from: title, dates, person of the rota; the rest as it is set now.

        Raises WrongUse before the first import, and for a rota without entries.
        """
        stored = self.reading()
        covered = stored.reading.covers if stored else None
        if stored is None or covered is None:
            raise WrongUse("There is no rota to take dates from. Open a rota first.")
        title, (first, last), person = stored.reading.title, covered, self.person()
        before = self.placement()
        if before is None:
            scheme = load_schemes()[0].id
            return Placement(title, first, last, scheme, doctor=person, person=person)
        return replace(before, title=title, first=first, last=last)
