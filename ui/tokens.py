"""The colours and radii of the window, light and dark, by what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from planner.model.kind import Kind
from planner.model.session import State


@dataclass(frozen=True, slots=True)
class Paint:
    """How one thing is painted: its fill, its edge, and the text that stands on the fill."""

    fill: str
    edge: str
    text: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. Colours are "#RRGGBB"; ``radius`` and ``radius_small`` are logical pixels.

    ``surface`` is the page, ``window`` what lies behind and beside it, ``raised`` a quiet fill on
    the page (fields that cannot be edited, empty bars). ``text`` and ``muted`` are readable (4.5 :
    1) on all three and on the stripes of ``hatch``.
    """

    dark: bool
    window: str
    surface: str
    raised: str
    line: str
    line_strong: str
    text: str
    muted: str
    rail: str
    rail_chosen: str
    rail_text: str
    accent: str
    accent_strong: str
    accent_text: str
    accent_ink: str
    focus: str
    good: Paint
    warn: Paint
    bad: Paint
    neutral: Paint
    hatch: Paint
    now: str
    conflict: str
    offer: Paint
    delivered: str
    agreed: str
    proposed: str
    lost: str
    stripe: str
    kinds: Mapping[Kind, Paint]
    sessions: Mapping[State, Paint]
    radius: int = 8
    radius_small: int = 5

    def tone(self, tone: str) -> Paint:
        """The colours of a tone: "good", "warn", "bad"; any other is neutral."""
        return {"good": self.good, "warn": self.warn, "bad": self.bad}.get(tone, self.neutral)


def contrast(one: str, other: str) -> float:
    """How far two "#RRGGBB" colours stand apart, 1 (the same) to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


LIGHT = Tokens(
    dark=False,
    window="#F6F7F9",
    surface="#FFFFFF",
    raised="#F1F3F7",
    line="#E3E6EB",
    line_strong="#C9CFD8",
    text="#111827",
    muted="#596273",
    rail="#0F1B2D",
    rail_chosen="#22314D",
    rail_text="#CBD5E1",
    accent="#B45309",
    accent_strong="#92400E",
    accent_text="#FFFFFF",
    accent_ink="#A84B06",
    focus="#1D4ED8",
    good=Paint("#ECFDF3", "#86EFAC", "#166534"),
    warn=Paint("#FFF4E6", "#FDBA74", "#9A3412"),
    bad=Paint("#FEF2F2", "#FCA5A5", "#991B1B"),
    neutral=Paint("#EEF1F6", "#CBD5E1", "#434C5E"),
    hatch=Paint("#F5F6F8", "#E8EAEF", "#596273"),
    now="#DC2626",
    conflict="#C81E1E",
    offer=Paint("#FFF6E9", "#F59E0B", "#9A3412"),
    delivered="#B45309",
    agreed="#F59E0B",
    proposed="#FCD34D",
    lost="#B91C1C",
    stripe="#C3C8EA",
    kinds=MappingProxyType(
        {
            Kind.STANDARD: Paint("#DBEAFE", "#3B82F6", "#1E3A8A"),
            Kind.LONG: Paint("#BFD3F6", "#1D4ED8", "#172554"),
            Kind.EVENING: Paint("#D5DAFE", "#4F46E5", "#312E81"),
            Kind.NIGHT: Paint("#312E81", "#1E1B4B", "#FFFFFF"),
            Kind.RESIDENT_ON_CALL: Paint("#E2CFFC", "#7E22CE", "#4C1480"),
            Kind.ON_CALL: Paint("#F3E8FF", "#A855F7", "#581C87"),
            Kind.TEACHING: Paint("#CCFBF1", "#0D9488", "#134E4A"),
            Kind.ADMIN: Paint("#E4E8EF", "#64748B", "#1F2937"),
            Kind.PROTECTED: Paint("#FEF3C7", "#B45309", "#78350F"),
            Kind.INDUCTION: Paint("#CFFAFE", "#0891B2", "#164E63"),
            Kind.ANNUAL_LEAVE: Paint("#DCFCE7", "#16A34A", "#14532D"),
            Kind.STUDY_LEAVE: Paint("#ECFCCB", "#65A30D", "#365314"),
            Kind.SICK: Paint("#FEE2E2", "#DC2626", "#7F1D1D"),
            Kind.OTHER_LEAVE: Paint("#E3F4EE", "#5B9C86", "#1F4A3D"),
            Kind.ZERO: Paint("#EDF0F5", "#94A3B8", "#434C5E"),
            Kind.NON_WORKING: Paint("#F3F4F7", "#B4BDCA", "#4B5563"),
            Kind.BANK_HOLIDAY: Paint("#FAE8FF", "#C026D3", "#701A75"),
            Kind.UNKNOWN: Paint("#FFEDD5", "#EA580C", "#7C2D12"),
        }
    ),
    sessions=MappingProxyType(
        {
            State.PROPOSED: Paint("#FFF8E1", "#E08A00", "#84400B"),
            State.AGREED: Paint("#FFF8E8", "#B45309", "#78350F"),
            State.DELIVERED: Paint("#B45309", "#7C2D12", "#FFFFFF"),
            State.LOST: Paint("#FEF2F2", "#B91C1C", "#991B1B"),
            State.CANCELLED: Paint("#F1F3F7", "#94A3B8", "#4B5563"),
        }
    ),
)

DARK = Tokens(
    dark=True,
    window="#0B111C",
    surface="#121A28",
    raised="#1B2536",
    line="#273246",
    line_strong="#3C4A62",
    text="#EAEFF6",
    muted="#A3AFC1",
    rail="#080E18",
    rail_chosen="#1D2A40",
    rail_text="#C3CEDD",
    accent="#F0922B",
    accent_strong="#F7A94F",
    accent_text="#231002",
    accent_ink="#F5A545",
    focus="#7DB2FF",
    good=Paint("#0F2F22", "#2A7A55", "#86E5B4"),
    warn=Paint("#3A2610", "#92591A", "#FBC27F"),
    bad=Paint("#3D1719", "#A53B40", "#FCA9A9"),
    neutral=Paint("#233046", "#44536D", "#C8D2E1"),
    hatch=Paint("#172130", "#202B3D", "#A3AFC1"),
    now="#FF6B6B",
    conflict="#FF6B6B",
    offer=Paint("#2E2313", "#F0A13A", "#FBC88A"),
    delivered="#D97B1E",
    agreed="#F5B544",
    proposed="#F7D77C",
    lost="#E5484D",
    stripe="#3B4673",
    kinds=MappingProxyType(
        {
            Kind.STANDARD: Paint("#1C3257", "#5B9BFF", "#D5E4FF"),
            Kind.LONG: Paint("#24427A", "#7FB0FF", "#E2ECFF"),
            Kind.EVENING: Paint("#2E2F6B", "#8E8CFF", "#DEDEFF"),
            Kind.NIGHT: Paint("#3F3A9E", "#A5A0FF", "#FFFFFF"),
            Kind.RESIDENT_ON_CALL: Paint("#472364", "#C084FC", "#EEDCFF"),
            Kind.ON_CALL: Paint("#352048", "#B07AE8", "#E9D8FB"),
            Kind.TEACHING: Paint("#0F3D3A", "#2DD4BF", "#C5F5EC"),
            Kind.ADMIN: Paint("#2A3547", "#94A3B8", "#DCE3ED"),
            Kind.PROTECTED: Paint("#43300D", "#F0A13A", "#FBE3B5"),
            Kind.INDUCTION: Paint("#103C4A", "#22C7E6", "#C4F1FB"),
            Kind.ANNUAL_LEAVE: Paint("#143C26", "#4ADE80", "#C9F5D8"),
            Kind.STUDY_LEAVE: Paint("#2C3D12", "#A3E635", "#E0F5BB"),
            Kind.SICK: Paint("#4A1A1D", "#F87171", "#FED3D3"),
            Kind.OTHER_LEAVE: Paint("#1E3A33", "#72BBA2", "#CDEBE0"),
            Kind.ZERO: Paint("#222D3E", "#7F8DA3", "#C8D2E1"),
            Kind.NON_WORKING: Paint("#1C2635", "#64748B", "#BAC5D5"),
            Kind.BANK_HOLIDAY: Paint("#451B4B", "#E879F9", "#F8D9FC"),
            Kind.UNKNOWN: Paint("#4A2A10", "#FB923C", "#FEDCBA"),
        }
    ),
    sessions=MappingProxyType(
        {
            State.PROPOSED: Paint("#2F2611", "#F5C04A", "#FBE0A3"),
            State.AGREED: Paint("#3B2810", "#F0922B", "#FDDDB3"),
            State.DELIVERED: Paint("#D97B1E", "#F7B568", "#1C0D01"),
            State.LOST: Paint("#3D1719", "#E5484D", "#FCA9A9"),
            State.CANCELLED: Paint("#1B2536", "#64748B", "#BAC5D5"),
        }
    ),
)
