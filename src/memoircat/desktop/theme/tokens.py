"""The colours and sizes that the window's rooms share. Sizes are in pixels at 100 % text size.

Pass sizes to ``Look.px``, ``Look.font``, ``plain_label`` and the like, which scale them. A size that belongs to one
widget alone is a constant of that widget's module.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

GRID: Final = 4  # the unit of the design: the smallest margin of a bar or pane
GAP_LINES: Final = 2  # a line and the smaller line below it
GAP_IN_GROUP: Final = 4
GAP: Final = 8  # between controls
GAP_LABEL: Final = 12  # label to field
GAP_SECTIONS: Final = 12  # between the parts of a dialog, a page or a pane
GAP_COLUMNS: Final = 16  # between columns side by side
CARD_MARGIN: Final = 12  # inside cards, notices and open editors
PANE_MARGIN: Final = 16
PANE_MARGIN_WIDE: Final = 20
PAGE_MARGIN: Final = 24

RADIUS_SMALL: Final = 3  # check box, key cap
RADIUS: Final = 4  # control, card
RADIUS_PALETTE: Final = 8  # the list under the search box

CONTROL: Final = 32
CONTROL_LOW: Final = 28  # buttons within a notice, chips with a button
CHIP: Final = 24
BAR_SELECTED: Final = 3

ROW_NAVIGATION: Final = 28
ROW_LIST: Final = 28
ROW_GROUP: Final = 28
ROW_GRID: Final = 32
ROW_HEAD: Final = 32  # the head of a table or list

ICON_SMALL: Final = 14
ICON: Final = 16
ICON_LARGE: Final = 24

LABEL_WIDTH: Final = {"ja": 88, "en": 132, "ru": 132}  # label before its field; the longest Russian word takes 131
DIALOG_WIDTH: Final = 520
DIALOG_WIDTH_TABLE: Final = 1120  # a dialog that is mostly a table

FONT_MEANING: Final = 12  # meanings, sources, counts
FONT_SECONDARY: Final = 13  # secondary values, navigation, form labels
FONT_BODY: Final = 14  # fields, buttons, section heads
FONT_TITLE: Final = 16  # record title, statement, title of a small dialog
FONT_PAGE: Final = 20  # title of a page or dialog
FONT_DISPLAY: Final = 24  # name on the summary
FONT_PROGRAM: Final = 28  # name of the program on the start page

# Weights of the shipped faces
REGULAR: Final = 400
MEDIUM: Final = 500  # names, column and group heads
SEMIBOLD: Final = 600  # titles, section heads

# Text sizes in per cent
ROOMY_TEXT: Final = 125  # up to it there is room for everything side by side
LARGE_TEXT: Final = 150  # above it labels go above their fields, and long lines are broken in two


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme as ``#RRGGBB``, and the width of its focus ring."""

    name: str
    window: str  # ground of bars and of the window
    surface: str  # ground of lists, fields, menus
    panel: str  # ground of forms and of the summary
    sunken: str  # ground of chips and group heads
    hover: str  # ground under the mouse
    selected: str  # ground of selected rows
    line: str  # hairlines between parts
    line2: str  # stronger lines: edges of fields, buttons, menus
    text: str  # text
    text2: str  # secondary text: labels, heads of columns
    text3: str  # muted text: hints, disabled controls
    accent: str  # the main button, links, the focus ring
    on_accent: str  # text and icons on `accent`
    accent_soft: str  # ground of what is switched on
    problem: str  # what is wrong: text and edges
    problem_soft: str  # ground of problems
    attention: str  # what needs a decision: text and edges
    attention_soft: str  # ground of what needs a decision
    ok: str  # what is done or saved
    ok_soft: str  # ground of replaced text
    restricted: str  # what is closed to the public
    restricted_soft: str  # ground of notices on closed records
    mat: str  # ground behind a scan
    ring: int = 2  # width of the focus ring, px

    def colour(self, token: str) -> str:
        """The colour called ``token``. Raises AttributeError for a name the design does not have."""
        return cast(str, getattr(self, token))


LIGHT: Final = Tokens(
    name="light",
    window="#F2F0EB",
    surface="#FFFFFF",
    panel="#FAF9F6",
    sunken="#E9E6DF",
    hover="#EDEAE3",
    selected="#D6E2EE",
    line="#DBD7CE",
    line2="#857F75",
    text="#211F1C",
    text2="#524E47",
    text3="#645F58",
    accent="#2C4F74",
    on_accent="#FFFFFF",
    accent_soft="#E4EBF2",
    problem="#9B2F23",
    problem_soft="#F8E8E4",
    attention="#765000",
    attention_soft="#F7EDD8",
    ok="#2C6143",
    ok_soft="#E4EFE7",
    restricted="#5E3F6E",
    restricted_soft="#EFE8F2",
    mat="#CFCCC5",
)

DARK: Final = Tokens(
    name="dark",
    window="#191A1B",
    surface="#1F2122",
    panel="#232526",
    sunken="#2C2E30",
    hover="#292C2E",
    selected="#293C4F",
    line="#3A3D3F",
    line2="#7F8387",
    text="#E6E3DD",
    text2="#BFBBB3",
    text3="#ADA9A1",
    accent="#93B5D9",
    on_accent="#101D2B",
    accent_soft="#26333F",
    problem="#F0988B",
    problem_soft="#3D2724",
    attention="#E0B666",
    attention_soft="#393022",
    ok="#8CC5A1",
    ok_soft="#23332B",
    restricted="#CBA9DB",
    restricted_soft="#33293A",
    mat="#111212",
)

CONTRAST: Final = Tokens(
    name="contrast",
    window="#000000",
    surface="#000000",
    panel="#000000",
    sunken="#1A1A1A",
    hover="#262626",
    selected="#003A7A",
    line="#FFFFFF",
    line2="#FFFFFF",
    text="#FFFFFF",
    text2="#FFFFFF",
    text3="#E6E6E6",
    accent="#FFE14D",
    on_accent="#000000",
    accent_soft="#333000",
    problem="#FF9F94",
    problem_soft="#330A06",
    attention="#FFD35C",
    attention_soft="#332600",
    ok="#8CF0A8",
    ok_soft="#00290F",
    restricted="#E3B8FF",
    restricted_soft="#260033",
    mat="#000000",
    ring=3,
)


def scaled(px: float, percent: int) -> int:
    """A length of the design, in pixels, at a text size of ``percent`` (100–200); at least 1 where it is not 0."""
    if px <= 0:
        return 0
    return max(1, int(px * percent / 100 + 0.5))
