"""Made-up keys and decisions, and a program that is cut off from every network."""

import socket
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from planner.agreement import plan_pdf
from planner.agreement.canonical import printed
from planner.agreement.fields import open_to_decide
from planner.agreement.signing.key import SigningKey, new_key
from planner.agreement.signing.sign import signed
from planner.model.decision import Decision, Mark, Verdict
from planner.model.plan import Plan

NOW = datetime(2026, 10, 14, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in here may ask a network for anything: no address, no certificate, no time."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refused)
    monkeypatch.setattr(socket.socket, "sendto", refused)
    for name in ("connect", "connect_ex"):
        within = getattr(socket.socket, name)
        monkeypatch.setattr(
            socket.socket,
            name,
            # On Windows a pair of sockets, as an event loop has it, is joined over the loopback.
            lambda sock, address, within=within: (
                within(sock, address) if address[0] in ("127.0.0.1", "::1") else refused()
            ),
        )


@pytest.fixture(scope="session")
def key() -> SigningKey:
    return new_key("Dr B. Specimen", NOW)


@pytest.fixture(scope="session")
def other_key() -> SigningKey:
    return new_key("Dr B. Specimen", NOW)


@pytest.fixture
def pdf(plan: Plan) -> bytes:
    return plan_pdf(plan)


@pytest.fixture
def decision(plan: Plan) -> Decision:
    return decided(plan)


@pytest.fixture
def decide() -> Callable[..., Decision]:
    return decided


@pytest.fixture
def document(pdf: bytes, decision: Decision, key: SigningKey) -> bytes:
    """The plan, decided on and signed."""
    return signed(pdf, decision, key)


def decided(plan: Plan, verdict: Verdict = Verdict.TICKED, **words: str) -> Decision:
    """A decision that asks for a change of the last session and agrees the others."""
    open_ = [session.id for session in printed(plan) if open_to_decide(session)]
    marks = [(session, Mark.AGREE) for session in open_[:-1]] + [(open_[-1], Mark.CHANGE)]
    said = {
        "comments": "Not before the clinic.\nSiân covers.",
        "by": "Dr B. Specimen",
        "gmc_number": "7654321",
        "on": "14 Oct 2026",
    }
    return Decision(verdict, tuple(marks), **(said | words))
