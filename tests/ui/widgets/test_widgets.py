"""The parts that pages are built of, under a real mouse and real keys."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from planner.finding import Offer, Reason, Tone
from planner.model.kind import Kind
from planner.model.plan import Allowance
from planner.model.rota import Shift
from planner.model.session import Where
from planner.spans import Span
from ui.theme import Mode, Theme
from ui.widgets.allowance import AllowanceBar
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.offer import OfferCard
from ui.widgets.strip import PlacementStrip, WeekCell

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2026, 8, 3)
LEFT = Qt.MouseButton.LeftButton

# The offscreen platform has no window manager to tell a least size to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
def theme(qapp):
    return Theme(qapp, Mode.LIGHT)


@pytest.fixture
def show(qtbot):
    def shown(widget, width=900, height=0):
        qtbot.addWidget(widget)
        widget.resize(width, height or widget.sizeHint().height())
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return shown


@pytest.fixture
def offer():
    start = datetime(2026, 10, 15, 13, tzinfo=LONDON)
    return Offer(
        Span(start, start + timedelta(hours=4)),
        Where.IN_SHIFT,
        True,
        92,
        (Reason("11 h rest kept", Tone.GOOD), Reason("needs cover on the ward", Tone.WARN)),
    )


@pytest.fixture
def card(theme, show, offer):
    made = OfferCard(theme)
    made.set_offer(offer, LONDON)
    return show(made, 310)


@pytest.fixture
def strip(theme, show):
    made = PlacementStrip(theme)
    cells = tuple(
        WeekCell(MONDAY + timedelta(weeks=n), delivered=4.0 * (n < 3), striped=n == 5)
        for n in range(26)
    )
    made.set_weeks(cells, MONDAY + timedelta(weeks=4))
    return show(made)


def pixel(widget, x, y):
    image = widget.grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixelColor(round(x * ratio), round(y * ratio)).name().upper()


def test_a_card_says_when_where_and_why(card):
    words = [label.text() for label in card.findChildren(QLabel)]
    assert "Thu 15 Oct, 13:00–17:00" in words
    assert "92" in words
    assert any("needs ward cover" in text for text in words)
    assert "11 h rest kept" in words
    assert "! needs cover on the ward" in words
    assert card.accessibleName() == "Thu 15 Oct, 13:00–17:00, 4 h, suits 92 of 100"
    assert "11 h rest kept" in card.accessibleDescription()


def test_a_click_or_a_key_chooses_a_card(qtbot, card):
    with qtbot.waitSignal(card.chosen):
        qtbot.mouseClick(card, LEFT, pos=QPoint(20, 20))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(card.chosen):
            qtbot.keyClick(card, key)


def test_a_press_that_is_let_go_elsewhere_chooses_nothing(qtbot, card):
    with qtbot.assertNotEmitted(card.chosen):
        qtbot.mousePress(card, LEFT, pos=QPoint(20, 20))
        qtbot.mouseRelease(card, LEFT, pos=QPoint(20, 900))


def test_only_the_chosen_card_has_its_buttons_and_they_speak_for_themselves(qtbot, card):
    assert not card.book.isVisible()
    card.selected = True
    assert card.selected
    assert card.book.isVisible()
    with qtbot.waitSignal(card.book_asked), qtbot.assertNotEmitted(card.why_asked):
        qtbot.mouseClick(card.book, LEFT)
    with qtbot.waitSignal(card.why_asked):
        qtbot.keyClick(card.why, Qt.Key.Key_Space)
    assert card.book.accessibleName() == "Book 4 h on Thu 15 Oct, 13:00–17:00"


def test_another_offer_replaces_the_chips(qtbot, card, offer):
    start = offer.span.moved(timedelta(days=7))
    card.set_offer(Offer(start, Where.FREE, False, 70, (Reason("a free day", Tone.GOOD),)), LONDON)

    def chips():
        return [chip.text() for chip in card.findChildren(Chip) if chip.isVisible()]

    qtbot.waitUntil(lambda: chips() == ["a free day"])
    assert card.accessibleName().startswith("Thu 22 Oct")


def test_chips_wrap_and_none_leaves_its_card(theme, show, offer):
    holder = QWidget()
    chips = FlowLayout(holder)
    for words in ("11 h rest kept", "44.6 h average week", "a reason of very many words " * 4):
        chips.addWidget(Chip(words, "good"))
    show(holder, 240, chips.heightForWidth(240))
    rects = [chip.geometry() for chip in holder.findChildren(Chip)]
    assert all(holder.rect().contains(rect) for rect in rects)
    assert not any(one.intersects(other) for n, one in enumerate(rects) for other in rects[n + 1 :])
    assert rects[2].height() > 2 * rects[0].height()


def test_a_flow_layout_lets_go_of_its_items():
    holder = QWidget()
    chips = FlowLayout(holder)
    chips.addWidget(Chip("one"))
    assert chips.count() == 1
    assert chips.itemAt(1) is None
    assert chips.takeAt(0) is not None
    assert chips.takeAt(0) is None
    chips.setGeometry(QRect(0, 0, 100, 100))
    assert chips.heightForWidth(100) == 0


def test_a_warning_chip_has_a_sign_as_well_as_a_colour(qapp):
    assert Chip("cover", "warn").text() == "! cover"
    assert Chip("rest kept", "good").text() == "rest kept"
    assert Chip("odd", "no such tone").property("tone") == "neutral"


def test_the_strip_goes_to_the_week_that_is_clicked(qtbot, strip):
    with qtbot.waitSignal(strip.week_chosen) as chosen:
        qtbot.mouseClick(strip, LEFT, pos=strip.cell_rect(7).center().toPoint())
    assert chosen.args == [MONDAY + timedelta(weeks=7)]
    with qtbot.assertNotEmitted(strip.week_chosen):
        qtbot.mouseClick(strip, LEFT, pos=QPoint(3, 3))


def test_the_strip_by_keyboard_starts_at_the_week_on_view(qtbot, strip):
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert "nights or leave" in strip.accessibleDescription()
    with qtbot.waitSignal(strip.week_chosen) as chosen:
        qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert chosen.args == [MONDAY + timedelta(weeks=5)]
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert strip.accessibleDescription() == "3 – 9 Aug 2026: 4 h delivered"
    qtbot.keyClick(strip, Qt.Key.Key_End)
    assert strip.accessibleDescription().startswith("25 – 31 Jan 2027")


def test_the_strip_draws_hours_as_bars(strip, theme):
    full, none = strip.cell_rect(0), strip.cell_rect(3)
    assert pixel(strip, full.center().x(), full.center().y()) == theme.tokens.delivered
    assert pixel(strip, none.center().x(), none.center().y()) == theme.tokens.raised


def test_an_empty_strip_takes_keys_and_clicks(qtbot, theme, show):
    strip = PlacementStrip(theme)
    strip.set_weeks((), MONDAY)
    show(strip)
    with qtbot.assertNotEmitted(strip.week_chosen):
        qtbot.mouseClick(strip, LEFT, pos=QPoint(50, 30))
        strip.setFocus()
    strip.grab()


def test_the_cells_fill_the_strip_and_stay_inside(strip):
    rects = [strip.cell_rect(n) for n in range(26)]
    assert rects[0].left() > 0
    assert rects[-1].right() < strip.width()
    assert all(a.right() < b.left() for a, b in pairwise(rects))


def test_the_allowance_is_told_in_words_too(theme, show):
    bar = AllowanceBar(theme)
    bar.set_allowance(Allowance(52, 20, 14, 20, 4, 3), "38 of 52 h planned · 2 h a week")
    show(bar, 1290)
    assert bar.accessibleDescription() == (
        "38 of 52 h planned · 2 h a week, Delivered 14 h, Agreed 20 h, Proposed 4 h, Lost 3 h, "
        "To find 14 h"
    )


@pytest.mark.parametrize("width", [1290, 640, 320])
@pytest.mark.parametrize(
    "allowance",
    [
        Allowance(52, 20, 14, 20, 4, 3),
        Allowance(0, 0),
        Allowance(10, 10, delivered=12, lost=3),
        Allowance(10, 10, lost=10),
    ],
)
def test_the_bar_is_drawn_at_any_width_for_any_figures(theme, show, allowance, width):
    bar = AllowanceBar(theme)
    bar.set_allowance(allowance, "words")
    show(bar, width)
    assert not bar.grab().isNull()


def test_the_bar_begins_with_what_was_delivered(theme, show):
    bar = AllowanceBar(theme)
    bar.set_allowance(Allowance(52, 20, 26, 0, 0, 0), "26 of 52 h planned")
    show(bar, 1290)
    line = bar.height() / 3.8
    y = line * (0.6 + 1.3 + 0.35 + 0.36)
    assert pixel(bar, line * 3, y) == theme.tokens.delivered


def test_widgets_follow_a_change_of_theme(theme, show, strip):
    cell = strip.cell_rect(0)
    theme.set_mode(Mode.DARK)
    dark = theme.tokens.delivered
    assert pixel(strip, cell.center().x(), cell.center().y()) == dark


def test_cards_in_a_column_get_the_height_their_chips_need(theme, show, offer):
    holder = QWidget()
    column = QVBoxLayout(holder)
    cards = []
    for _ in range(2):
        card = OfferCard(theme)
        card.set_offer(offer, LONDON)
        column.addWidget(card)
        cards.append(card)
    column.addStretch(1)
    show(holder, 260, 600)
    for card in cards:
        for chip in card.findChildren(Chip):
            assert card.rect().contains(chip.geometry())


def test_a_reason_that_the_second_line_says_already_gets_no_chip(theme, show, offer):
    card = OfferCard(theme)
    reasons = (
        Reason("inside a standard day", Tone.NEUTRAL),
        Reason("needs ward cover", Tone.WARN),
        Reason("11 h rest kept", Tone.GOOD),
    )
    shift = Shift("", offer.span, Kind.STANDARD, "Standard day")
    card.set_offer(replace(offer, reasons=reasons, shift=shift), LONDON)
    show(card, 310)
    assert [chip.text() for chip in card.findChildren(Chip)] == ["11 h rest kept"]
    words = [label.text() for label in card.findChildren(QLabel)]
    assert "Inside a standard day · needs ward cover" in words
