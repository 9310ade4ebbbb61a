"""Every action of the window in one table: its words, its key, its icon, its menu. F1 shows the same table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.theme.tokens import ICON


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a text for Qt's translation tools, which look for this name; Qt's own function is typed too loosely."""
    return text


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``text`` is English and is translated in Qt's context "actions"."""

    name: str
    text: str
    menu: str
    keys: str = ""
    icon: str = ""
    needs_writing: bool = False


MENUS = (
    ("file", QT_TRANSLATE_NOOP("actions", "&File")),
    ("edit", QT_TRANSLATE_NOOP("actions", "&Edit")),
    ("view", QT_TRANSLATE_NOOP("actions", "&View")),
    ("record", QT_TRANSLATE_NOOP("actions", "&Record")),
    ("search", QT_TRANSLATE_NOOP("actions", "&Search")),
    ("help", QT_TRANSLATE_NOOP("actions", "&Help")),
)

ACTIONS = (
    ActionSpec("new_catalogue", QT_TRANSLATE_NOOP("actions", "New catalogue…"), "file", "Ctrl+Shift+N", "file-plus"),
    ActionSpec("open_catalogue", QT_TRANSLATE_NOOP("actions", "Open catalogue…"), "file", "Ctrl+O", "folder-open"),
    ActionSpec("start_page", QT_TRANSLATE_NOOP("actions", "Start page"), "file", "", "house"),
    ActionSpec("import", QT_TRANSLATE_NOOP("actions", "Import a table…"), "file", "Ctrl+I", "import", True),
    ActionSpec("print", QT_TRANSLATE_NOOP("actions", "Print a report…"), "file", "Ctrl+P", "printer"),
    ActionSpec("password", QT_TRANSLATE_NOOP("actions", "Password…"), "file", "", "lock", True),
    ActionSpec("care", QT_TRANSLATE_NOOP("actions", "Copies and check…"), "file", "", "shield-check"),
    ActionSpec("close_catalogue", QT_TRANSLATE_NOOP("actions", "Close the catalogue"), "file", "Ctrl+W"),
    ActionSpec("quit", QT_TRANSLATE_NOOP("actions", "Quit"), "file", "Ctrl+Q"),
    ActionSpec("undo", QT_TRANSLATE_NOOP("actions", "Undo"), "edit", "Ctrl+Z", "undo-2", True),
    ActionSpec("redo", QT_TRANSLATE_NOOP("actions", "Redo"), "edit", "Ctrl+Shift+Z", "redo-2", True),
    ActionSpec("copy_rows", QT_TRANSLATE_NOOP("actions", "Copy as rows of a table"), "edit", "Ctrl+C", "copy"),
    ActionSpec("copy_citation", QT_TRANSLATE_NOOP("actions", "Copy as a citation"), "edit", "Ctrl+Shift+C", "copy"),
    ActionSpec("copy_text", QT_TRANSLATE_NOOP("actions", "Copy as text"), "edit", "Ctrl+Alt+C", "copy"),
    ActionSpec(
        "paste_image", QT_TRANSLATE_NOOP("actions", "Paste an image"), "edit", "Ctrl+Shift+V", "image-plus", True
    ),
    ActionSpec("delete", QT_TRANSLATE_NOOP("actions", "Delete"), "edit", "Ctrl+Del", "trash-2", True),
    ActionSpec("vocabularies", QT_TRANSLATE_NOOP("actions", "Vocabularies…"), "edit", "", "tag", True),
    ActionSpec("replace", QT_TRANSLATE_NOOP("actions", "Find and replace…"), "edit", "Ctrl+Shift+R", "", True),
    ActionSpec("preferences", QT_TRANSLATE_NOOP("actions", "Preferences…"), "edit", "Ctrl+,", "settings"),
    ActionSpec("browse", QT_TRANSLATE_NOOP("actions", "Back to the list"), "view", "Alt+Left", "arrow-left"),
    ActionSpec("previous", QT_TRANSLATE_NOOP("actions", "Previous record"), "view", "Alt+Up", "chevron-up"),
    ActionSpec("next", QT_TRANSLATE_NOOP("actions", "Next record"), "view", "Alt+Down", "chevron-down"),
    ActionSpec("everyone", QT_TRANSLATE_NOOP("actions", "Show rows of rosters too"), "view", "", "table-2"),
    ActionSpec("tree", QT_TRANSLATE_NOOP("actions", "Holdings as a tree"), "view", "F7", "layers"),
    ActionSpec("summary", QT_TRANSLATE_NOOP("actions", "Show or fold the summary"), "view", "F6", "columns-2"),
    ActionSpec("trash", QT_TRANSLATE_NOOP("actions", "Show the trash"), "view", "", "trash-2"),
    ActionSpec("theme", QT_TRANSLATE_NOOP("actions", "Light or dark"), "view", "Ctrl+Shift+L", "sun-moon"),
    ActionSpec("larger", QT_TRANSLATE_NOOP("actions", "Larger text"), "view", "Ctrl++", "zoom-in"),
    ActionSpec("smaller", QT_TRANSLATE_NOOP("actions", "Smaller text"), "view", "Ctrl+-", "zoom-out"),
    ActionSpec("language", QT_TRANSLATE_NOOP("actions", "日本語 / English"), "view", "Ctrl+Shift+J", "languages"),
    ActionSpec("new", QT_TRANSLATE_NOOP("actions", "New record"), "record", "Ctrl+N", "plus", True),
    ActionSpec("open_record", QT_TRANSLATE_NOOP("actions", "Open the record"), "record", "", "arrow-right"),
    ActionSpec(
        "duplicate", QT_TRANSLATE_NOOP("actions", "Duplicate with the next number"), "record", "Ctrl+D", "copy", True
    ),
    ActionSpec(
        "new_below", QT_TRANSLATE_NOOP("actions", "New record in this one"), "record", "Ctrl+Shift+D", "plus", True
    ),
    ActionSpec(
        "move", QT_TRANSLATE_NOOP("actions", "Move into another…"), "record", "Ctrl+Shift+M", "arrow-right", True
    ),
    ActionSpec("batch_edit", QT_TRANSLATE_NOOP("actions", "Edit the selected…"), "record", "Ctrl+E", "pencil", True),
    ActionSpec("add_statement", QT_TRANSLATE_NOOP("actions", "Add a statement"), "record", "Ctrl+T", "plus", True),
    ActionSpec("add_name", QT_TRANSLATE_NOOP("actions", "Add a name"), "record", "Ctrl+Shift+T", "user", True),
    ActionSpec("add_part", QT_TRANSLATE_NOOP("actions", "Add a link, a tag…"), "record", "Ctrl+L", "plus", True),
    ActionSpec("attach", QT_TRANSLATE_NOOP("actions", "Add images…"), "record", "Ctrl+Shift+A", "image-plus", True),
    ActionSpec("source_in_hand", QT_TRANSLATE_NOOP("actions", "Source in hand"), "record", "Ctrl+H", "pin"),
    ActionSpec(
        "identify", QT_TRANSLATE_NOOP("actions", "Same person?"), "record", "Ctrl+M", "git-compare-arrows", True
    ),
    ActionSpec("separate", QT_TRANSLATE_NOOP("actions", "Separate again"), "record", "", "ban", True),
    ActionSpec("grid", QT_TRANSLATE_NOOP("actions", "Entry row by row"), "record", "Ctrl+G", "table-2", True),
    ActionSpec("history", QT_TRANSLATE_NOOP("actions", "History of the record"), "record", "Ctrl+Shift+H", "history"),
    ActionSpec("find", QT_TRANSLATE_NOOP("actions", "Find names, words, codes"), "search", "Ctrl+K", "search"),
    ActionSpec("palette", QT_TRANSLATE_NOOP("actions", "Find a command"), "search", "Ctrl+Shift+P", "search"),
    ActionSpec(
        "save_search", QT_TRANSLATE_NOOP("actions", "Save the search…"), "search", "Ctrl+Shift+S", "bookmark", True
    ),
    ActionSpec("clear_filters", QT_TRANSLATE_NOOP("actions", "Without filters"), "search", "Ctrl+Shift+F", "filter"),
    ActionSpec("facets", QT_TRANSLATE_NOOP("actions", "Narrow the list"), "search", "Ctrl+F", "filter"),
    ActionSpec("keys", QT_TRANSLATE_NOOP("actions", "Keys"), "help", "F1", "keyboard"),
    ActionSpec("open_log", QT_TRANSLATE_NOOP("actions", "Open the log"), "help"),
    ActionSpec("about", QT_TRANSLATE_NOOP("actions", "About MemoirCat"), "help", "", "info"),
)

_ICONS = {spec.name: spec.icon for spec in ACTIONS}


def build_actions(parent: QObject, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """The actions by name, bound to their handlers. Raises KeyError where an action has no handler."""
    actions = {}
    for spec in ACTIONS:
        action = QAction(translated(spec.text), parent)
        action.setObjectName(spec.name)
        if spec.keys:
            action.setShortcut(QKeySequence(spec.keys))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(_call(handlers[spec.name]))
        actions[spec.name] = action
    return actions


def draw_icons(actions: Mapping[str, QAction], menu: str, look: Look) -> None:
    """Give the actions of a menu their icons. Called when the menu opens: nobody sees them before."""
    for spec in ACTIONS:
        if spec.menu == menu:
            draw_icon(actions[spec.name], look)


def draw_icon(action: QAction, look: Look) -> None:
    """Give an action its icon, if it has one."""
    name = _ICONS[action.objectName()]
    if name and action.icon().isNull():
        action.setIcon(icon(name, look.tokens.text2, look.px(ICON)))


def _call(handler: Callable[[], object]) -> Callable[[bool], None]:
    """A slot that calls ``handler`` without what Qt passes: whether the action is checked."""

    def call(_checked: bool) -> None:
        handler()

    return call


def translated(text: str) -> str:
    """A text of the table in the language of the window."""
    return QCoreApplication.translate("actions", text)
