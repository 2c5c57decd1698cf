"""The command about signing a plan, for a supervisor without a window."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from planner.agreement import load_document, review
from planner.agreement.canonical import printed
from planner.agreement.fields import CHOICES, open_to_decide
from planner.agreement.signing.cabinet import KeyCabinet, PassPhraseNeeded
from planner.agreement.signing.key import SigningKey
from planner.agreement.signing.saved import save_beside
from planner.agreement.signing.saying import key_words
from planner.agreement.signing.sign import plan_to_sign, signed
from planner.cli.options import answer, json_option, now, tell
from planner.cli.review import review_form
from planner.clock import local_date
from planner.errors import WrongUse
from planner.feeds import SystemKeyring
from planner.model.decision import Decision, Mark, Verdict
from planner.model.plan import Plan
from planner.model.words import date_words

PASS_PHRASE = "LEADTIME_PASS_PHRASE"  # noqa: S105 - a name, and no secret
"""Where a pass phrase is looked for before it is asked for."""

_VERDICTS = [verdict.value for verdict, _ in CHOICES]


@click.command("sign")
@click.argument("document", metavar="PLAN.pdf", type=click.Path(path_type=Path))
@click.option("--decision", type=click.Choice(_VERDICTS), required=True, help="What is decided.")
@click.option("--as", "by", metavar="NAME", required=True, help="Who decides.")
@click.option("--gmc", "gmc_number", default="", metavar="NUMBER", help="The GMC number.")
@click.option("--on", default="", metavar="DATE", help="The date, as it is to be read; today's.")
@click.option("--agree", default="", metavar="N,N", help="The sessions ticked as agreed.")
@click.option("--change", default="", metavar="N,N", help="The sessions to change.")
@click.option("--comments", default="", metavar="TEXT", help="What else is to be said.")
@click.option(
    "--data", required=True, type=click.Path(path_type=Path), help="Where a key in a file is kept."
)
@click.option("--out", type=click.Path(path_type=Path), help="The folder to save in; the plan's.")
@json_option
def sign_command(
    *, document: Path, data: Path, out: Path | None, as_json: bool, **said: str
) -> int:
    """Fill in a plan that was sent to you, sign it, and save it beside the plan.

    The key is made the first time, and kept in the system's keyring; where there is none, in a file
    under a pass phrase, which is taken from LEADTIME_PASS_PHRASE or asked for.
    """
    content = load_document(document)
    decision = _decision(plan_to_sign(review(content)), **said)
    key = unlocked(KeyCabinet(SystemKeyring(), data, now), decision.by)
    made = signed(content, decision, key)
    path = save_beside((out or document.parent) / document.name, made)
    tell(f"Signed with the key {key_words(key.fingerprint)}. The plan to send back is {path}")
    answer({"file": str(path), **review_form(review(made))}, [str(path)], as_json=as_json)
    return 0


def unlocked(cabinet: KeyCabinet, name: str) -> SigningKey:
    """The key for ``name``; asks for its pass phrase where one is needed and none was told."""
    told = os.environ.get(PASS_PHRASE, "")
    try:
        return cabinet.key(name, told)
    except PassPhraseNeeded as error:
        tell(error.message)
        asked = click.prompt(
            "Pass phrase", hide_input=True, confirmation_prompt=error.new, err=True
        )
    return cabinet.key(name, asked)


def _decision(plan: Plan, **said: str) -> Decision:
    """What was said on the command line, as a decision on ``plan``."""
    marks = {session.id: Mark.NONE for session in printed(plan) if open_to_decide(session)}
    for mark, numbers in ((Mark.AGREE, said["agree"]), (Mark.CHANGE, said["change"])):
        for session in _sessions(plan, numbers):
            if marks.get(session, mark) is not Mark.NONE:
                raise WrongUse("A session is named twice, or cannot be decided on any more.")
            marks[session] = mark
    return Decision(
        Verdict(said["decision"]),
        tuple(marks.items()),
        comments=said["comments"],
        by=said["by"],
        gmc_number=said["gmc_number"],
        on=said["on"] or date_words(local_date(now(), plan.zone)),
    )


def _sessions(plan: Plan, numbers: str) -> Iterator[str]:
    """The ids of the sessions of these numbers: "1,3"."""
    there = {str(number): session.id for number, session in enumerate(printed(plan), 1)}
    for number in filter(None, numbers.replace(",", " ").split()):
        if number not in there:
            raise WrongUse(f"There is no session {number} in this plan: it has {len(there)}.")
        yield there[number]


COMMANDS = (sign_command,)
