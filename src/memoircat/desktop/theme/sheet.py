"""The templates of the style sheet, filled by ``style.style_sheet``.

``$name`` is a colour of the theme, ``$n12`` is 12 pixels of the design at the present text size (any number from 1 to
64), and the other names are sizes and pictures that ``style`` works out.
"""

from __future__ import annotations

from typing import Final

FRAMES: Final = """
QFrame[kind="panel"], QWidget[kind="panel"] { background-color: $panel; }
QFrame[kind="surface"], QWidget[kind="surface"] { background-color: $surface; }
QFrame[kind="bar"], QWidget[kind="bar"] { background-color: $window; }
QFrame[kind="sunken"] { background-color: $sunken; }
QFrame[kind="chip"] { background-color: $sunken; border: none; border-radius: ${n4}px; }
QFrame[kind="sourceBar"] { background-color: $accent_soft; border: none; border-top: 1px solid $accent; }
QFrame[kind="problem"] { background-color: $problem_soft; border: 1px solid $problem; border-radius: ${n4}px; }
QLabel[kind="attention"] { padding: ${n4}px ${n8}px; }
QFrame[kind="attention"] { background-color: $attention_soft; border: 1px solid $attention; border-radius: ${n4}px; }
QFrame[kind="restricted"] {
    background-color: $restricted_soft; border: 1px solid $restricted; border-radius: ${n4}px;
}
QFrame[kind="card"], QFrame[kind="editor"] {
    background-color: $surface; border: 1px solid $line; border-radius: ${n4}px;
}
QFrame[kind="editor"] { border-color: $line2; }
QFrame[kind="card"][preferred="true"] { border-color: $line2; border-top: ${n4}px solid $accent; }
QFrame[kind="card"]:focus { border: ${ring}px solid $accent; }
QFrame[kind="line"] { background-color: $line; border: none; }
QStatusBar { background-color: $window; border-top: 1px solid $line; color: $text2; }
QStatusBar::item { border: none; }
QToolTip {
    background-color: $surface; color: $text; border: 1px solid $line2; padding: ${n4}px ${n8}px;
}
QGroupBox { border: 1px solid $line; border-radius: ${n4}px; margin-top: ${n20}px; padding: ${n8}px; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; color: $text2; }
QProgressBar {
    background-color: $sunken; color: $text; border: 1px solid $line2; border-radius: ${n3}px; text-align: center;
}
QProgressBar::chunk { background-color: $accent; }
QProgressBar[kind="slim"] { max-height: ${n4}px; border: none; }
QScrollArea { border: none; background-color: transparent; }
QAbstractScrollArea::corner { border: none; background-color: transparent; }
"""

FIELDS: Final = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background-color: $surface; color: $text; placeholder-text-color: $text3;
    border: 1px solid $line2; border-radius: ${n4}px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QComboBox, QAbstractSpinBox { padding: 0 ${n8}px; min-height: ${field_body}px; }
QPlainTextEdit, QTextEdit { padding: ${n4}px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: ${ring}px solid $accent; padding: 0 ${field_side}px; min-height: ${field_ringed}px;
}
QPlainTextEdit:focus, QTextEdit:focus { border: ${ring}px solid $accent; padding: ${text_side}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    background-color: $window; color: $text3; border-color: $line;
}
QLineEdit:read-only, QPlainTextEdit:read-only { background-color: $panel; border-color: $line; }
QLineEdit:read-only:focus, QPlainTextEdit:read-only:focus { border-color: $accent; }
QLineEdit[state="problem"], QPlainTextEdit[state="problem"], QComboBox[state="problem"],
QLineEdit[kind="problem"], QPlainTextEdit[kind="problem"], QComboBox[kind="problem"] { border-color: $problem; }
QLineEdit[state="attention"], QPlainTextEdit[state="attention"], QComboBox[state="attention"],
QLineEdit[kind="attention"], QPlainTextEdit[kind="attention"], QComboBox[kind="attention"] {
    border-color: $attention;
}
QLineEdit[kind="lookup"] { min-height: ${n46}px; border-radius: ${n6}px; padding: 0 ${n12}px; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: ${n24}px; }
QComboBox::down-arrow { image: url("$chevron_down"); width: ${n16}px; height: ${n16}px; }
QComboBox QAbstractItemView {
    background-color: $surface; border: 1px solid $line2; outline: none;
    selection-background-color: $selected; selection-color: $text;
}
QComboBox QAbstractItemView::item { min-height: ${n28}px; padding: 0 ${n8}px; border-left: ${n3}px solid transparent; }
QComboBox QAbstractItemView::item:selected { background-color: $selected; border-left-color: $accent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: ${n20}px; background: transparent; }
QAbstractSpinBox::up-arrow { image: url("$chevron_up"); width: ${n12}px; height: ${n12}px; }
QAbstractSpinBox::down-arrow { image: url("$chevron_down"); width: ${n12}px; height: ${n12}px; }
QDateEdit::drop-down { border: none; width: ${n20}px; }
"""

BUTTONS: Final = """
QPushButton {
    background-color: $surface; color: $text; border: 1px solid $line2; border-radius: ${n4}px;
    padding: 0 ${n16}px; min-height: ${button_body}px; font-weight: 500;
}
QPushButton:hover { background-color: $hover; }
QPushButton:pressed, QPushButton:checked { background-color: $selected; border-color: $accent; }
QPushButton:focus { border: ${ring}px solid $accent; padding: 0 ${button_side}px; min-height: ${button_ringed}px; }
QPushButton:disabled { background-color: $window; color: $text3; border: 1px $off_edge $line; }
QPushButton[kind="primary"] { background-color: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover { background-color: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background-color: $accent_pressed; border-color: $accent_pressed; }
QPushButton[kind="primary"]:focus {
    border: none; border-width: ${ring_cut}px; border-radius: 0;
    border-image: url("$primary_ring") ${ring_cut} ${ring_cut} ${ring_cut} ${ring_cut};
    background-color: transparent; padding: 0 ${primary_side}px; min-height: ${primary_ringed}px;
}
QPushButton[kind="primary"]:disabled { background-color: $window; color: $text3; border: 1px $off_edge $line; }
QPushButton[kind="flat"] {
    background-color: transparent; color: $accent; border: 1px solid transparent; padding: 0 ${n8}px;
}
QPushButton[kind="flat"]:hover { background-color: $hover; }
QPushButton[kind="flat"]:pressed, QPushButton[kind="flat"]:checked { background-color: $selected; }
QPushButton[kind="flat"]:focus { border: ${ring}px solid $accent; padding: 0 ${field_side}px; }
QPushButton[kind="flat"]:disabled { color: $text3; }
QPushButton[kind="chip"], QToolButton[kind="chip"] {
    background-color: $sunken; border: 1px solid transparent; padding: 0 ${n8}px; min-height: ${chip_body}px;
    font-weight: 400; font-size: ${pt12}pt;
}
QPushButton[kind="chip"]:hover, QToolButton[kind="chip"]:hover { background-color: $hover; border-color: $line2; }
QPushButton[kind="chip"]:checked, QToolButton[kind="chip"]:checked {
    background-color: $accent_soft; border-color: $accent;
}
QPushButton[kind="chip"]:focus, QToolButton[kind="chip"]:focus {
    border: ${ring}px solid $accent; padding: 0 ${field_side}px; min-height: ${chip_ringed}px;
}
QPushButton[segment="first"], QPushButton[segment="middle"], QPushButton[segment="last"] {
    border-radius: 0; padding: 0 ${n12}px; font-weight: 400;
}
QPushButton[segment="first"] { border-top-left-radius: ${n4}px; border-bottom-left-radius: ${n4}px; }
QPushButton[segment="last"] { border-top-right-radius: ${n4}px; border-bottom-right-radius: ${n4}px; }
QPushButton[segment="middle"], QPushButton[segment="last"] { border-left-width: 0; padding-left: ${n13}px; }
QPushButton[segment="first"]:checked, QPushButton[segment="middle"]:checked, QPushButton[segment="last"]:checked {
    background-color: $accent_soft; border: 1px solid $accent; padding: 0 ${n12}px;
}
QPushButton[segment="first"]:focus, QPushButton[segment="middle"]:focus, QPushButton[segment="last"]:focus {
    border: ${ring}px solid $accent; padding: 0 ${segment_side}px;
}
QToolButton {
    background-color: transparent; color: $text; border: 1px solid transparent; border-radius: ${n4}px;
    min-width: ${button_body}px; min-height: ${button_body}px; padding: 0;
}
QToolButton:hover { background-color: $hover; }
QToolButton:pressed { background-color: $selected; }
QToolButton:checked { background-color: $accent_soft; border-color: $accent; }
QToolButton:focus {
    border: ${ring}px solid $accent; min-width: ${button_ringed}px; min-height: ${button_ringed}px;
}
QToolButton:disabled { color: $text3; }
QToolButton[kind="small"] { min-width: ${small_body}px; min-height: ${small_body}px; }
QToolButton[kind="small"]:focus { min-width: ${small_ringed}px; min-height: ${small_ringed}px; }
QToolButton::menu-indicator { image: none; }
"""

CHECKS: Final = """
QCheckBox, QRadioButton { spacing: ${n8}px; border: ${ring}px solid transparent; border-radius: ${n4}px;
    min-height: ${check_body}px; padding: 0 ${n4}px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $text3; }
QCheckBox::indicator, QAbstractItemView::indicator, QMenu::indicator:non-exclusive {
    width: ${n14}px; height: ${n14}px; background-color: $surface; border: 1px solid $line2; border-radius: ${n3}px;
}
QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QMenu::indicator:non-exclusive:checked {
    background-color: $accent; border-color: $accent; image: url("$check");
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
    background-color: $surface; border-color: $accent; image: url("$minus");
}
QCheckBox::indicator:disabled { background-color: $window; border-color: $text3; }
QRadioButton::indicator {
    width: ${n14}px; height: ${n14}px; background-color: $surface; border: 1px solid $line2; border-radius: ${radio}px;
}
QRadioButton::indicator:hover { border-color: $accent; }
QRadioButton::indicator:checked { border-color: $accent; image: url("$dot"); }
QRadioButton::indicator:disabled { background-color: $window; border-color: $text3; }
"""

MENUS: Final = """
QMenuBar { background-color: $window; color: $text; border-bottom: 1px solid $line; padding: 0 ${n8}px; }
QMenuBar::item { background-color: transparent; padding: ${n4}px ${n12}px; border-radius: ${n4}px; }
QMenuBar::item:selected { background-color: $selected; }
QMenuBar::item:disabled { color: $text3; }
QMenu { background-color: $surface; color: $text; border: 1px solid $line2; padding: ${n4}px 0; }
QMenu::item {
    padding: ${n4}px ${n24}px ${n4}px ${n12}px; border-left: ${n3}px solid transparent; min-height: ${n20}px;
}
QMenu::item:selected { background-color: $selected; border-left-color: $accent; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background-color: $line; margin: ${n4}px 0; }
QMenu::icon { padding-left: ${n8}px; }
QMenu::indicator { left: ${n8}px; }
QMenu::indicator:exclusive:checked { image: url("$dot"); width: ${n14}px; height: ${n14}px; }
QMenu::right-arrow { image: url("$chevron_right"); width: ${n16}px; height: ${n16}px; }
"""

VIEWS: Final = """
QAbstractItemView {
    background-color: $surface; color: $text; border: none; gridline-color: $line; alternate-background-color: $surface;
    selection-background-color: $selected; selection-color: $text; outline: none;
}
QAbstractItemView[kind="bar"] { background-color: $window; }
QAbstractItemView[kind="panel"] { background-color: $panel; }
QHeaderView { background-color: $surface; }
QHeaderView::section {
    background-color: $surface; color: $text2; border: none; border-bottom: 1px solid $line;
    padding: 0 ${n8}px; min-height: ${n32}px; font-size: ${pt12}pt; font-weight: 500;
}
QHeaderView::section:hover { background-color: $hover; }
QHeaderView::section:pressed { background-color: $selected; }
QHeaderView::down-arrow { image: url("$chevron_down"); width: ${n12}px; height: ${n12}px; }
QHeaderView::up-arrow { image: url("$chevron_up"); width: ${n12}px; height: ${n12}px; }
QHeaderView:focus::section { color: $text; }
QTableCornerButton::section { background-color: $surface; border: none; border-bottom: 1px solid $line; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background-color: transparent; }
QTabBar::tab {
    background-color: transparent; color: $text2; padding: ${n4}px ${n12}px; min-height: ${n22}px;
    border: ${ring}px solid transparent; border-bottom-color: transparent;
}
QTabBar::tab:hover { background-color: $hover; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { border-color: $accent; }
QScrollBar { background-color: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: ${n12}px; }
QScrollBar:horizontal { height: ${n12}px; }
QScrollBar::handle { background-color: $line2; border-radius: ${bar_radius}px; margin: ${n3}px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background-color: $text2; }
QScrollBar::handle:vertical { min-height: ${n32}px; }
QScrollBar::handle:horizontal { min-width: ${n32}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QSplitter::handle { background-color: $line; }
QSplitter::handle:hover, QSplitter::handle:pressed { background-color: $accent; }
QGraphicsView { border: none; }
QGraphicsView:focus { border: none; }
QListView[kind="list"]:focus, QPlainTextEdit[kind="bare"] { border: none; }
"""

TEMPLATES: Final = (FRAMES, VIEWS, FIELDS, BUTTONS, CHECKS, MENUS)
