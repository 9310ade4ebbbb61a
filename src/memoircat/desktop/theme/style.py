"""The style of the application: Fusion, a palette and one style sheet, both made from the tokens.

Dynamic properties that the style sheet knows (set them before the widget is shown, or call ``repolish``):

==================  ==============================================  =================================================
property            on                                              what it does
==================  ==============================================  =================================================
kind="primary"      QPushButton                                     filled with the accent; at most one on a screen
kind="flat"         QPushButton                                     words in the accent colour, no edge
kind="chip"         QPushButton, QToolButton, QFrame                24 px high, sunken
kind="small"        QToolButton                                     24 × 24 instead of 32 × 32
kind="sourceBar"    QFrame                                          the source in hand: tinted, line in accent on top
kind="panel"        QFrame, QWidget*, item views                    ground of the summary and the form
kind="surface"      QFrame, QWidget*                                ground of lists and fields
kind="bar"          QFrame, QWidget*, item views                    ground of bars and the navigation
kind="sunken"       QFrame                                          group heads
kind="card"         QFrame                                          statement card; with preferred=True the accent bar
kind="editor"       QFrame                                          a card with the edge of a control
kind="line"         QFrame                                          a hairline; give it a height or width of 1
kind="problem"      QFrame, QLineEdit, QPlainTextEdit, QComboBox    frame: soft ground and edge; field: edge only
kind="attention"    the same                                        the same in the colour of "needs a decision"
kind="restricted"   QFrame                                          soft ground and edge
kind="lookup"       QLineEdit                                       48 px high, for the look-up mode
kind="slim"         QProgressBar                                    a 4-px line without a number
state="problem"     QLineEdit, QPlainTextEdit, QComboBox            like kind, for fields that already have a kind
state="attention"   the same                                        the same
segment="first"     QPushButton; also "middle", "last"              joined exclusive buttons
==================  ==============================================  =================================================

\\* A plain QWidget also needs ``setAttribute(Qt.WidgetAttribute.WA_StyledBackground)``; a QFrame does not.
Rows of lists and tables: install ``rows.RowDelegate``, which draws ground, accent bar and focus ring.
"""

from __future__ import annotations

import contextlib
from dataclasses import asdict
from pathlib import Path
from string import Template

from platformdirs import user_cache_path
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from memoircat.desktop.theme import sheet
from memoircat.desktop.theme.fonts import font, load_fonts, points
from memoircat.desktop.theme.icons import svg
from memoircat.desktop.theme.tokens import CHIP, CONTROL, FONT_BODY, FONT_MEANING, Tokens, scaled

_LONGEST_NAMED = 64  # design pixels: the templates may use $n1 to $n64

_DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 14 14"><circle cx="7" cy="7" r="4" fill="{}"/></svg>'

_RING_CUT = 5  # width of the corners of the stretched picture of a focused button: its ring, a gap of 2 px, its edge
_RING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">'
    '<rect x="{half}" y="{half}" width="{outer}" height="{outer}" rx="3" fill="none" stroke="{ink}"'
    ' stroke-width="{ring}"/>'
    '<rect x="{gap}" y="{gap}" width="{inner}" height="{inner}" rx="1" fill="{ink}"/></svg>'
)


def apply_theme(app: QApplication, tokens: Tokens, scale: int = 100) -> None:
    """Style the whole application. May be called again at any time with another theme or text size."""
    load_fonts()
    style = QStyleFactory.create("Fusion")
    if style is not None and app.style().name().lower() != "fusion":
        app.setStyle(style)
    app.setFont(font(FONT_BODY, scale=scale))
    app.setPalette(palette(tokens))
    app.setStyleSheet(style_sheet(tokens, scale, user_cache_path("memoircat", appauthor=False) / "theme"))


def repolish(widget: QWidget) -> None:
    """Apply the style sheet again to a widget whose dynamic properties changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def palette(tokens: Tokens) -> QPalette:
    """A colour for every role in every group, so that none of the desktop's own colours is left."""
    complete = QPalette()
    role = QPalette.ColorRole
    common = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.surface,
        role.Text: tokens.text,
        role.Button: tokens.window,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.on_accent,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.text3,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Light: tokens.surface,
        role.Midlight: tokens.hover,
        role.Mid: tokens.line,
        role.Dark: tokens.line2,
        role.Shadow: tokens.line2,
    }
    disabled = dict.fromkeys((role.WindowText, role.Text, role.ButtonText), tokens.text3)
    disabled |= {role.Base: tokens.window, role.Highlight: tokens.line2, role.HighlightedText: tokens.surface}
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        colours = common | disabled if group is QPalette.ColorGroup.Disabled else common
        for colour_role, colour in colours.items():
            complete.setColor(group, colour_role, QColor(colour))
    return complete


def style_sheet(tokens: Tokens, scale: int, pictures: Path) -> str:
    """The whole style sheet; its few pictures (tick, chevrons) are written to the folder ``pictures``."""
    values: dict[str, object] = asdict(tokens) | _sizes(tokens.ring, scale) | _pictures(tokens, pictures)
    values["accent_hover"] = _mixed(tokens.accent, tokens.surface, 0.1)
    values["accent_pressed"] = _mixed(tokens.accent, tokens.surface, 0.2)
    return "".join(Template(template).substitute(values) for template in sheet.TEMPLATES)


def _sizes(ring: int, scale: int) -> dict[str, object]:
    """The sizes that the templates name, in pixels; content sizes are those of a control less its border."""
    sizes: dict[str, object] = {f"n{px}": scaled(px, scale) for px in range(1, _LONGEST_NAMED + 1)}
    control, chip, small = scaled(CONTROL, scale), scaled(CHIP, scale), scaled(24, scale)
    return sizes | {
        "field_body": control - 2,
        "field_ringed": control - 2 * ring,
        "field_side": scaled(8, scale) - ring + 1,
        "text_side": scaled(4, scale) - ring + 1,
        "button_body": control - 2,
        "button_ringed": control - 2 * ring,
        "button_side": scaled(16, scale) - ring + 1,
        "segment_side": scaled(12, scale) - ring + 1,
        "off_edge": "dashed" if ring > 2 else "solid",
        "ring_cut": _RING_CUT,
        "primary_ringed": control - 2 * _RING_CUT,
        "primary_side": scaled(16, scale) - _RING_CUT + 1,
        "chip_body": chip - 2,
        "chip_ringed": chip - 2 * ring,
        "small_body": small - 2,
        "small_ringed": small - 2 * ring,
        "check_body": scaled(28, scale) - 2 * ring,
        "radio": (scaled(14, scale) + 2) // 2,
        "bar_radius": max(1, (scaled(12, scale) - 2 * scaled(3, scale)) // 2),
        "pt12": f"{points(FONT_MEANING, scale):.2f}",
    }


def _pictures(tokens: Tokens, folder: Path) -> dict[str, object]:
    """The files of the pictures by name. Style sheets read pictures from files only, so they are written here.

    The name of a file has the colour of its picture in it: themes do not overwrite each other's.
    """
    drawings = {
        "check": (svg("check", tokens.on_accent).replace('stroke-width="2"', 'stroke-width="3"'), tokens.on_accent),
        "minus": (svg("minus", tokens.accent).replace('stroke-width="2"', 'stroke-width="3"'), tokens.accent),
        "dot": (_DOT.format(tokens.accent), tokens.accent),
        "primary_ring": (_ring(tokens), tokens.accent),
        **{f"chevron_{way}": (svg(f"chevron-{way}", tokens.text2), tokens.text2) for way in ("down", "up", "right")},
    }
    paths: dict[str, object] = {}
    for name, (drawing, colour) in drawings.items():
        file = folder / f"{name}-{colour[1:]}.svg"
        with contextlib.suppress(OSError):  # a checked box without its tick can still be recognised by its colour
            _write(file, drawing)
        paths[name] = file.as_posix()
    return paths


def _ring(tokens: Tokens) -> str:
    """The picture of a filled button with the focus ring outside it, as SVG text."""
    ring, gap = tokens.ring, tokens.ring + 2
    return _RING.format(ring=ring, half=ring / 2, outer=16 - ring, gap=gap, inner=16 - 2 * gap, ink=tokens.accent)


def _write(file: Path, drawing: str) -> None:
    if not file.exists() or file.read_text(encoding="utf-8") != drawing:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(drawing, encoding="utf-8")


def _mixed(colour: str, other: str, part: float) -> str:
    """``colour`` with a share of ``other``; ``part`` from 0 to 1."""
    one, two = QColor(colour), QColor(other)
    return QColor(
        *(round(a * (1 - part) + b * part) for a, b in zip(one.getRgb()[:3], two.getRgb()[:3], strict=True))  # type: ignore[index]
    ).name()
