"""Questions about what went out, what came back, and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from planner.model.decision import Decision, Mark, Returned, SentPlan
from planner.model.plan import Plan
from planner.model.session import Session, State
from planner.store import Export
from planner.workspace.asking.planning import PlanQuestions

if TYPE_CHECKING:
    from planner.agreement import Aside
    from planner.agreement.effects import Effect
    from planner.agreement.reviewing import Review


@dataclass(frozen=True, slots=True)
class AskedChange:
    """A change that was asked for a session and has not been made: by whom, in which words."""

    by: str
    comments: str
    returned: Returned

    @property
    def words(self) -> str:
        """In a sentence: "Change asked for by Dr B. Specimen: “Not on clinic days”"."""
        by = f" by {self.by}" if self.by else ""
        said = f": “{self.comments}”" if self.comments else ""
        return f"Change asked for{by}{said}"


class AgreementQuestions(PlanQuestions):
    """What `Questions` answers about plans that were sent."""

    def sent(self) -> tuple[SentPlan, ...]:
        """Every plan that was sent, by version, with what came back."""
        return self._keep("sent", self._sent)

    def returned(self) -> tuple[Returned, ...]:
        """Everything that came back, in the order in which it was recorded."""
        return self._keep("returned", self._store.agreements.returned)

    def sent_plan(self, digest: str) -> Plan | None:
        """The plan of that digest as it was sent, None where its content was not kept."""
        return self._keep(f"sent plan {digest}", lambda: self._sent_plan(digest))

    def document(self, returned: Returned) -> bytes:
        """The document that came back, byte for byte."""
        with self._store.spoken():
            return self._store.agreements.document(returned.document) or b""

    def review(self, document: bytes) -> "Review":
        """What stands in a document that came back, held against what was sent.

        Raises UnreadableInput where it is no plan document or cannot be read.
        """
        from planner.agreement.reviewing import review

        return review(document, self.sent_digests())

    def sent_digests(self) -> frozenset[str]:
        """The digests of all plans that were sent."""
        return frozenset(sent.digest for sent in self.sent())

    def effects(
        self, digest: str, decision: Decision, plan: Plan | None = None
    ) -> "tuple[Effect, ...]":
        """What a decision on the sent plan of that digest does to the sessions as they are now.

        ``plan`` is that plan, where a document brought it along; else it is the one kept.
        """
        from planner.agreement.effects import effects

        plan = plan or self.sent_plan(digest)
        return effects(plan, decision, self.sessions(), self._later(digest)) if plan else ()

    def asked_changes(self) -> Mapping[str, AskedChange]:
        """By session: the change that the latest decision on it asks for and that is not made."""
        return self._keep("asked changes", self._asked)

    def withdrawn(self) -> tuple[Session, ...]:
        """Sessions that went out in a plan and take up no time any more, as they were sent last.

        Calendars still have them, and have to be told.
        """
        return self._keep("withdrawn", self._withdrawn)

    def aside(self, remind: timedelta | None = None) -> "Aside":
        """What an export tells calendars beside the plan itself."""
        from planner.agreement import Aside

        return Aside(self.withdrawn(), remind)

    def _sent(self) -> tuple[SentPlan, ...]:
        returned = self.returned()
        found: dict[int, list[Export]] = {}
        for export in self._store.exports.all():
            found.setdefault(export.version, []).append(export)
        return tuple(
            SentPlan(
                version,
                exports[0].digest,
                tuple(export.issued for export in exports),
                tuple(each for each in returned if each.plan == exports[0].digest),
            )
            for version, exports in sorted(found.items())
        )

    def _sent_plan(self, digest: str) -> Plan | None:
        from planner.agreement.content import plan_from_json

        content = self._store.agreements.plan(digest)
        if content is None:
            return None
        last = [export for export in self._store.exports.all() if export.digest == digest][-1]
        return plan_from_json(content, version=last.version, issued=last.issued)

    def _later(self, digest: str) -> frozenset[str]:
        """Sessions that a standing decision on a version after the last one of ``digest``
        reaches.
        """
        versions = [sent.version for sent in self.sent() if sent.digest == digest]
        return frozenset(
            session
            for sent in self.sent()
            if versions and sent.version > versions[-1]
            for each in sent.returned
            if each.stands
            for session, _ in each.decision.marks
            if each.decision.outcome(session) is not Mark.NONE
        )

    def _asked(self) -> Mapping[str, AskedChange]:
        from planner.agreement.effects import same

        now = {session.id: session for session in self.sessions()}
        asked: dict[str, AskedChange] = {}
        for sent in self.sent():
            plan = self.sent_plan(sent.digest)
            printed = {session.id: session for session in plan.sessions} if plan else {}
            for each in sent.returned:
                for name, _ in each.decision.marks if each.stands else ():
                    outcome = each.decision.outcome(name)
                    if outcome is not Mark.NONE:
                        asked.pop(name, None)
                    current, before = now.get(name), printed.get(name)
                    if (
                        outcome is Mark.CHANGE
                        and current is not None
                        and before is not None
                        and current.state is State.PROPOSED
                        and same(current, before)
                    ):
                        words = each.decision
                        asked[name] = AskedChange(words.by, words.comments, each)
        return asked

    def _withdrawn(self) -> tuple[Session, ...]:
        there = {session.id for session in self.plan().sessions if session.state.takes_time}
        found: dict[str, Session] = {}
        for sent in self.sent():
            plan = self.sent_plan(sent.digest)
            for session in plan.sessions if plan else ():
                if session.state.takes_time and session.id not in there:
                    found[session.id] = session
        # Those of an earlier placement are in the plan no more, and stand where they were sent.
        for session in self.sessions():
            sent_last = found.get(session.id)
            if sent_last and session.state.takes_time and session.span == sent_last.span:
                del found[session.id]
        return tuple(sorted(found.values(), key=lambda session: (session.span, session.id)))
