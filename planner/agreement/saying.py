"""A decision in words, for the window and the command line alike."""

from datetime import datetime
from zoneinfo import ZoneInfo

from planner.agreement.canonical import check_code
from planner.model.decision import Decision, Mark, Returned, SentPlan, Verdict
from planner.model.words import date_words

_VERDICTS = {
    Verdict.APPROVED: "The whole plan is agreed",
    Verdict.TICKED: "The sessions ticked are agreed",
    Verdict.CHANGES: "Changes are asked for",
    Verdict.DECLINED: "The plan is not agreed",
    Verdict.NONE: "No decision was made",
}
_OUTCOMES = {
    Mark.AGREE: "agreed",
    Mark.CHANGE: "change asked for",
    Mark.NONE: "nothing decided",
}


def verdict_words(verdict: Verdict) -> str:
    """The decision on the whole plan, such as "Changes are asked for"."""
    return _VERDICTS[verdict]


def outcome_words(outcome: Mark) -> str:
    """What was decided on a session, such as "change asked for"."""
    return _OUTCOMES[outcome]


def who_words(decision: Decision) -> str:
    """By whom and when, as typed: "Dr B. Specimen, GMC 7654321, 14 Oct 2026"; empty if not told."""
    number = f"GMC {decision.gmc_number}" if decision.gmc_number else ""
    return ", ".join(part for part in (decision.by, number, decision.on) if part)


def sent_words(sent: SentPlan, zone: ZoneInfo) -> str:
    """A version that went out: "Version 2 (K7QF-2MXA-90TD-PC4G) sent 13 Oct 2026, 08:10"."""
    times = time_words(sent.sent[0], zone)
    if len(sent.sent) > 1:
        times = f"{len(sent.sent)} times, {times} to {time_words(sent.sent[-1], zone)}"
    return f"Version {sent.version} ({check_code(sent.digest)}) sent {times}"


def returned_words(returned: Returned, zone: ZoneInfo) -> str:
    """What came back in a line: what was decided, by whom, when, and whether it still stands."""
    decision = returned.decision
    outcomes = [decision.outcome(session) for session, _ in decision.marks]
    declined = decision.verdict is Verdict.DECLINED
    counts = [
        f"{outcomes.count(outcome)} {words}"
        for outcome, words in (
            (Mark.AGREE, "agreed"),
            (Mark.CHANGE, "not agreed" if declined else "to change"),
        )
        if outcome in outcomes
    ]
    who = who_words(decision)
    parts = [
        verdict_words(decision.verdict) + (f" – {who}" if who else ""),
        f"{' and '.join(counts)} of {_sessions(len(outcomes))}" if counts else "No session",
        f"Came back {time_words(returned.received, zone)}",
    ]
    key = "a known key" if returned.key_known else "a key that is not known"
    parts += [f"Signed with {key} ({check_code(returned.signed_by)})"] if returned.signed_by else []
    parts += ["Entered by hand"] if returned.by_hand else []
    parts += [] if returned.stands else ["Taken back since"]
    return ". ".join(parts) + "."


def _sessions(count: int) -> str:
    return "1 session" if count == 1 else f"{count} sessions"


def time_words(at: datetime, zone: ZoneInfo) -> str:
    """A time such as "13 Oct 2026, 08:10"."""
    local = at.astimezone(zone)
    return f"{date_words(local.date())}, {local:%H:%M}"
