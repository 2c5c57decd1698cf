"""Questions about what the doctor wishes: labels that release, and schemes."""

from planner.finding import load_scheme, load_schemes
from planner.finding.schemes import scheme_of
from planner.model.release import Release
from planner.model.scheme import Scheme
from planner.workspace.asking.kept import KeptAnswers


class WishingQuestions(KeptAnswers):
    """What `Questions` answers about releases and schemes."""

    def releases(self) -> dict[str, Release]:
        """The user's word on labels that can release them, by normalised label."""
        return self._keep("releases", self._store.releases.all)

    def own_schemes(self) -> tuple[Scheme, ...]:
        """The schemes that the user made, by id."""
        return self._keep(
            "own schemes",
            lambda: tuple(scheme_of(*each) for each in self._store.own_schemes.all().items()),
        )

    def schemes(self) -> tuple[Scheme, ...]:
        """Every scheme there is to choose from: the program's, then the user's own."""
        return (*load_schemes(), *self.own_schemes())

    def scheme_called(self, name: str) -> Scheme:
        """The scheme of an id; raises WrongUse for one that there is not."""
        own = {scheme.id: scheme for scheme in self.own_schemes()}
        return own[name] if name in own else load_scheme(name)
