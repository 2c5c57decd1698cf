"""The e-mail to the supervisor, as a draft: nothing is sent (RFC 5322)."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from planner.agreement.canonical import check_code, digest
from planner.agreement.wording import doctor, one_line, supervisor
from planner.model.plan import Plan
from planner.model.words import dates_words


def plan_eml(plan: Plan, pdf: bytes, ics: bytes) -> bytes:
    """A draft that mail programs open for sending, with the document and the calendar attached.

    Addressed to the supervisor where the placement holds an address. It names no sender: the
    program that sends it fills that in. The same plan, issued at the same time, gives the same
    bytes.
    """
    identity = digest(plan)
    name, address = supervisor(plan.placement)
    mail = EmailMessage(SMTP)
    if address:
        mail["To"] = f'"{name}" <{address}>' if name else address
    whose = f" of {doctor(plan.placement)}" if doctor(plan.placement) else ""
    mail["Subject"] = f"Protected-time plan{whose}, version {plan.version}: for your agreement"
    mail["Date"] = format_datetime(plan.issued.astimezone(plan.zone))
    mail["X-Unsent"] = "1"  # opens as a draft (Microsoft, "MS-OXCMAIL": X-Unsent)
    mail.set_content(_words(plan, name, identity), cte="quoted-printable")
    mail.add_attachment(pdf, maintype="application", subtype="pdf", filename="plan.pdf")
    mail.add_attachment(
        ics, maintype="text", subtype="calendar", filename="plan.ics", params={"charset": "utf-8"}
    )
    mail.set_boundary(f"=_{identity[:32]}")
    return mail.as_bytes()


def _words(plan: Plan, name: str, identity: str) -> str:
    placement = plan.placement
    dates = dates_words(placement.first, placement.last)
    return (
        f"Dear {name or 'supervisor'},\n\n"
        f"attached is my plan for protected time, {dates} ({one_line(placement.title)}), version "
        f"{plan.version}.\n\n"
        "Please open plan.pdf in any PDF reader, tick what you agree and what should change, fill "
        "in your name, save it, and send the file back to me. Nothing has to be installed.\n\n"
        "plan.ics puts the sessions into your calendar, if you like.\n\n"
        f"Check code of this version: {check_code(identity)}\n\n"
        f"{doctor(placement)}".rstrip()
        + "\n"
    )
