"""What a plan says before its sessions: whose it is, the figures, the weeks, the rules."""

from PySide6.QtWidgets import QFrame, QWidget

from planner.agreement import check_code
from planner.agreement.figures import Figure, Mood, figures, locally_words, provenance, rules_words
from planner.agreement.page.weeks import Week, weeks
from planner.agreement.wording import doctor, one_line, supervisor
from planner.model.plan import Plan
from planner.model.session import State
from planner.model.words import dates_words
from ui.build import card, column, row, text
from ui.theme import Theme
from ui.widgets.strip import PlacementStrip, WeekCell

_MOODS = {Mood.GOOD: "good", Mood.BAD: "bad"}


def title_words(plan: Plan) -> str:
    """Whose plan it is, else of which placement."""
    return doctor(plan.placement) or one_line(plan.placement.title) or "A plan"


def head(plan: Plan, digest: str) -> QWidget:
    """Whose plan it is, of which placement, in which version."""
    placement = plan.placement
    about = [one_line(placement.title), one_line(placement.department)]
    about.append(dates_words(placement.first, placement.last))
    by = supervisor(placement)[0]
    made = QWidget()
    said = column(
        text(title_words(plan), "title"),
        text(" · ".join(part for part in about if part)),
        text(f"For agreement by: {by}" if by else "", "muted"),
        gap=2,
    )
    aside = column(
        *(text(line, "muted", wrap=False) for line in (*provenance(plan), check_code(digest))),
        gap=2,
    )
    line = row(gap=16)
    line.addLayout(said, 1)
    line.addLayout(aside)
    made.setLayout(line)
    return made


def figure_row(plan: Plan) -> QWidget:
    """Due, planned, delivered, and whether the rules are kept."""
    made = QWidget()
    made.setLayout(row(*(_figure(each) for each in figures(plan)), gap=10))
    return made


def rules_card(plan: Plan) -> QFrame:
    """What the working-time rules say of the rota with this plan in it."""
    said = [text(f"• {words}") for words in rules_words(plan)]
    if plan.rules.kept or plan.rota_read is None:
        said = [text(words) for words in rules_words(plan)]
    local = locally_words(plan)
    more = [text(local, "muted")] if local else []
    title = row(text("Working-time rules", "heading", wrap=False), 1)
    title.addWidget(text(one_line(plan.rules.title), "muted", wrap=False))
    return card(title, *said, *more)


def week_card(strip: PlacementStrip) -> QFrame:
    """The strip in a frame that is as wide as its own line."""
    made = QFrame()
    made.setProperty("role", "card")
    inside = column(strip)
    inside.setContentsMargins(1, 1, 1, 6)
    made.setLayout(inside)
    return made


class WeekByWeek(PlacementStrip):
    """The hours of a plan week by week, with its nights and leave; ``week_chosen`` carries the
    Monday of a week.
    """

    def __init__(self, theme: Theme, plan: Plan) -> None:
        super().__init__(theme, striped=plan.nights_and_leave is not None)
        self.set_weeks(tuple(_cell(week) for week in weeks(plan)))


def _cell(week: Week) -> WeekCell:
    return WeekCell(
        week.first,
        delivered=week.hours.get(State.DELIVERED, 0.0),
        agreed=week.hours.get(State.AGREED, 0.0),
        proposed=week.hours.get(State.PROPOSED, 0.0),
        striped=bool(week.taken),
    )


def _figure(figure: Figure) -> QFrame:
    made = card(
        text(figure.label, "muted", wrap=False),
        text(figure.figure, "title", wrap=False),
        text(figure.below, "muted"),
        look="banner" if figure.mood in _MOODS else "card",
        gap=2,
    )
    made.setProperty("mood", _MOODS.get(figure.mood, ""))
    made.setAccessibleName(f"{figure.label}: {figure.figure}, {figure.below}")
    return made
