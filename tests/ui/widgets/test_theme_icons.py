"""Colours that can be read, icons that are there, a theme that reaches the application."""

import re
from itertools import chain

import pytest
from PySide6.QtGui import QAction, QColor, QIcon, QPalette
from PySide6.QtWidgets import QPushButton

from planner.model.kind import Kind
from planner.model.session import State
from planner.resources import resource
from ui.icons import KIND_ICONS, STATE_ICONS, Icons
from ui.theme import Mode, Theme, contrast, style_sheet
from ui.tokens import DARK, LIGHT

ENOUGH = 4.5
"""WCAG 2.2, success criterion 1.4.3: text of ordinary size."""
SEEN = 3.0
"""WCAG 2.2, success criterion 1.4.11: edges and marks that mean something."""

themes = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


@pytest.fixture
def theme(qapp):
    return Theme(qapp, Mode.LIGHT)


def test_contrast_is_that_of_the_definition():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def text_pairs(tokens):
    """Every text with every ground that it stands on, by name."""
    for ground in ("window", "surface", "raised"):
        for ink in ("text", "muted", "accent_ink"):
            yield f"{ink} on {ground}", getattr(tokens, ink), getattr(tokens, ground)
    yield "rail", tokens.rail_text, tokens.rail
    yield "rail, chosen", tokens.rail_text, tokens.rail_chosen
    yield "white on rail", "#FFFFFF", tokens.rail_chosen
    yield "primary button", tokens.accent_text, tokens.accent
    yield "primary button, under the mouse", tokens.accent_text, tokens.accent_strong
    yield "now", tokens.now, tokens.surface
    yield "rest", tokens.hatch.text, tokens.hatch.fill
    yield "rest, on a stripe", tokens.hatch.text, tokens.hatch.edge
    yield "suggestion", tokens.offer.text, tokens.offer.fill
    yield "tooltip", tokens.surface, tokens.text
    yield "text on a line", tokens.text, tokens.line
    for tone in ("good", "warn", "bad", "neutral"):
        yield f"{tone} chip", tokens.tone(tone).text, tokens.tone(tone).fill
    for kind in Kind:
        yield str(kind), tokens.kinds[kind].text, tokens.kinds[kind].fill
    for state in State:
        yield f"{state} session", tokens.sessions[state].text, tokens.sessions[state].fill
    proposed = tokens.sessions[State.PROPOSED]
    yield "proposed session, on a stripe", proposed.text, tokens.hatch.fill


@themes
def test_every_text_can_be_read(tokens):
    poor = {
        name: round(contrast(ink, ground), 2)
        for name, ink, ground in text_pairs(tokens)
        if contrast(ink, ground) < ENOUGH
    }
    assert not poor


@themes
def test_edges_that_mean_something_can_be_seen(tokens):
    marks = {
        "focus": (tokens.focus, tokens.surface),
        "conflict": (tokens.conflict, tokens.surface),
        "agreed": (tokens.sessions[State.AGREED].edge, tokens.sessions[State.AGREED].fill),
        "delivered": (tokens.delivered, tokens.surface),
        "lost": (tokens.lost, tokens.surface),
    }
    assert not {name: pair for name, pair in marks.items() if contrast(*pair) < SEEN}


@themes
def test_no_two_kinds_look_the_same(tokens):
    looks = [(tokens.kinds[kind].fill, tokens.kinds[kind].edge) for kind in Kind]
    assert len(set(looks)) == len(looks)


def test_every_kind_and_state_has_an_icon_that_is_shipped(theme):
    icons = Icons(theme)
    assert set(KIND_ICONS) == set(Kind)
    assert set(STATE_ICONS) == set(State)
    for name in chain(KIND_ICONS.values(), STATE_ICONS.values()):
        assert not icons.icon(name).isNull()


def test_only_icons_in_use_are_shipped():
    root = resource().parent
    sources = [path.read_text(encoding="utf-8") for path in (root / "ui").rglob("*.py")]
    sources.append(resource("style.qss").read_text(encoding="utf-8"))
    used = "\n".join(sources)
    shipped = {path.stem for path in resource("icons").glob("*.svg")}
    assert not {name for name in shipped if not re.search(rf"[\"/]{name}(\.svg|\")", used)}


def test_an_icon_that_is_not_shipped_is_an_error(theme):
    with pytest.raises(FileNotFoundError):
        Icons(theme).icon("no-such-icon")


def ink_of(icon: QIcon) -> str:
    image = icon.pixmap(64, 64).toImage()
    solid = (
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    )
    return next(solid).name().upper()


def test_icons_take_the_colours_of_the_theme_and_change_with_it(qtbot, theme):
    icons = Icons(theme)
    button, action = QPushButton(), QAction()
    qtbot.addWidget(button)
    icons.wear(button, "moon")
    icons.wear(action, "check", "accent_ink")
    assert (ink_of(button.icon()), ink_of(action.icon())) == (LIGHT.text, LIGHT.accent_ink)
    theme.set_mode(Mode.DARK)
    assert (ink_of(button.icon()), ink_of(action.icon())) == (DARK.text, DARK.accent_ink)


def test_a_pixmap_is_as_sharp_as_the_screen(theme):
    pixmap = Icons(theme).pixmap("moon", "text", 16, 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (32, 2.0)


def test_a_mode_reaches_palette_and_style_sheet(qtbot, qapp, theme):
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    assert theme.mode is Mode.DARK
    assert theme.tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    assert DARK.surface in qapp.styleSheet()
    theme.set_mode(Mode.LIGHT)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.window)
    with pytest.raises(ValueError, match="sepia"):
        theme.set_mode("sepia")


def test_the_program_has_its_own_font(qapp, theme):
    assert qapp.font().family() == "Inter"


@themes
def test_controls_grow_with_the_font(qapp, tokens):
    def padding(points):
        font = qapp.font()
        font.setPointSizeF(points)
        return int(
            re.search(r"QPushButton \{.*?padding: (\d+)px", style_sheet(tokens, font), re.DOTALL)[1]
        )

    assert padding(18) > padding(9)
