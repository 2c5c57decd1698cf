"""The rota report: breaches on the weeks of the rota, every rule with its figure, the way out."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from planner.agreement.report import Finding, RotaReport, rota_report
from planner.agreement.report.wording import counted_words, meaning_words, summary_words
from planner.model.rota import StoredReading
from planner.model.words import dates_words
from ui.build import button, card, column, emptied, narrow, role, row, scrolling, text
from ui.kit import Kit, Page
from ui.report.bars import Standings, boxed, rule_lines
from ui.report.findings import FindingCard, FindingList
from ui.report.oncall import OnCallHours
from ui.report.output import ReportOutput
from ui.report.timeline import Timeline

WIDEST = 1240


class ReportPage(Page):
    """What the rules say of the rota with the sessions booked in it.

    ``week_asked`` carries the Monday of a week to show in My plan; ``settings_asked`` asks for the
    place where the rules and the opt-out are chosen.
    """

    week_asked = Signal(object)
    settings_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._report: RotaReport | None = None
        self._planned = False
        self.output = ReportOutput(kit, self, lambda: self._report)
        self.timeline = Timeline(kit.theme)
        self.list = FindingList(kit.icons)
        self.finding = FindingCard()
        self.standings = Standings(kit.theme)
        self._about = text("", "muted")
        self._said, self._more = text("", "strong"), text("")
        self._verdict = QFrame()
        self._notes, self._counted = column(gap=12), column(gap=6)
        self.save = button("Save as PDF…", self.output.save, "primary")
        self.print = button("Print…", self.output.print)
        self.rules = button("Rules and opt-out…", self.settings_asked.emit)
        self._weeks = self._week_by_week()
        self._every = card(text("Every rule", "heading"), self.standings, gap=14)
        self._information = card(text("For information", "heading"), self._notes)
        self._basis = card(text("What was counted, and how", "heading"), self._counted)
        self.on_call = OnCallHours(kit)
        self._build()
        self._connect()

    @property
    def report(self) -> RotaReport | None:
        """The report on view, None where there is no rota to report on."""
        return self._report

    @property
    def said(self) -> str:
        """The report in one line."""
        return self._said.text()

    def refresh(self) -> None:
        """Check the rota again."""
        ask = self.kit.ask
        stored, placement = ask.reading(), ask.placement()
        self._planned = placement is not None
        self.rules.setVisible(self._planned)
        self._report = None
        if stored is not None and ask.shifts():
            self._report = rota_report(
                ask.situation(),
                placement=placement,
                title=stored.reading.title,
                read_at=stored.read_at,
                issued=self.kit.now(),
            )
        for part in (self._weeks, self.on_call, self._every, self._information, self._basis):
            part.setVisible(self._report is not None)
        for way_out in (self.save, self.print):
            way_out.setEnabled(self._report is not None)
        if self._report is None:
            self._show_nothing(stored)
        else:
            self._show(self._report)

    def take_keyboard(self) -> None:
        """Put the keyboard on the first breach, else on the way out."""
        (self.list if self.list.count() else self.save).setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self._verdict.setProperty("role", "banner")
        inside = column(self._said, self._more, gap=2)
        inside.setContentsMargins(16, 10, 16, 10)
        self._verdict.setLayout(inside)
        head = row(
            column(text("Working-time rules", "title"), self._about, gap=2),
            self.rules,
            self.print,
            self.save,
        )
        head.setStretch(0, 1)
        whole = QWidget()
        parts = (self._weeks, self.on_call, self._every, self._information, self._basis)
        whole.setLayout(column(head, self._verdict, *parts, 1, gap=14))
        self.setLayout(column(scrolling(narrow(whole, WIDEST))))

    def _week_by_week(self) -> QFrame:
        self._beside = QWidget()
        self._beside.setLayout(column(text("Breaches and warnings", "heading"), self.list))
        weeks = column(text("Week by week", "heading"), self.timeline, 1)
        line = row(gap=20)
        line.addLayout(weeks, 3)
        line.addWidget(self._beside, 1)
        return card(line, self.finding, gap=14)

    def _connect(self) -> None:
        self.list.chosen.connect(self._chosen)
        self.list.week_asked.connect(self._ask_week)
        self.finding.week_asked.connect(self.list.ask_week)
        self.timeline.pressed.connect(self.list.choose)
        self.timeline.week_asked.connect(self._ask_week)
        self.kit.theme.changed.connect(self.list.wear_icons)

    def _show_nothing(self, stored: StoredReading | None) -> None:
        someone = stored is not None and len(stored.reading.people) > 1
        self._about.setText("")
        role(self._verdict, "banner")
        self._said.setText("There is nothing to check yet.")
        self._more.setText(
            "Say whose rota it is under “The rota”." if someone else "The rota holds no entries."
        )
        self._more.show()

    def _show(self, report: RotaReport) -> None:
        dates = f" · {dates_words(*report.dates)}" if report.dates else ""
        opt_out = " · with the opt-out" if report.opt_out else ""
        self._about.setText(f"{report.ruleset.title}{opt_out}{dates}")
        mood = "bad" if report.breaches else "warn" if report.warnings or report.unknown else "good"
        self._verdict.setProperty("mood", mood)
        role(self._verdict, "banner")
        self._said.setText(f"{summary_words(report)}.")
        basis = list(counted_words(report))
        self._more.setText(basis[0] if report.unknown else "")
        self._more.setVisible(bool(report.unknown))
        for part in (self._beside, self.finding):
            part.setVisible(bool(report.findings))
        self.timeline.show_report(report)
        self.list.show_findings(report.findings, report.zone)
        self.on_call.show_report(report, self.kit.now())
        self.standings.show_standings(report.standings)
        self._information.setVisible(bool(report.notes))
        emptied(self._notes)
        for note in report.notes:
            self._notes.addWidget(boxed(rule_lines(note.rule, note.text)))
        emptied(self._counted)
        for words in (*basis, *meaning_words(report)):
            self._counted.addWidget(text(words))

    def _chosen(self, finding: Finding | None) -> None:
        self.timeline.choose(finding)
        if finding is not None and self._report is not None:
            self.finding.show_finding(finding, self._report.zone, planned=self._planned)

    def _ask_week(self, week: date) -> None:
        if self._planned:
            self.week_asked.emit(week)
