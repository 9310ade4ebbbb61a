"""Text that an input method is composing (preedit text): while there is some, the keys belong to the input method.

Input methods keep most keys to themselves, but some let keys through that were meant for them: the Return that accepts
a conversion must not save the field as well. So the widget with the focus is watched for preedit text, and only while
there is some the keys of the whole application are filtered.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_WITH_LETTERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_NONE = Qt.KeyboardModifier.NoModifier
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Composing(QObject):
    """Knows what is being composed, and where. Made once, with the application; widgets need not know of it."""

    changed = Signal()  # another text is being composed, or none any more

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self.setObjectName("composing")
        self._application = application
        self._watched: QObject | None = None
        self._where: QObject | None = None
        self._text = ""
        application.focusObjectChanged.connect(self._watch)
        self._watch(application.focusObject())

    def text_in(self, widget: QObject) -> str:
        """What is being composed in a widget; empty for nothing."""
        return self._text if widget is self._where else ""

    def commit_preedit(self) -> None:
        """Turn what is being composed into text where it is composed. Does nothing where nothing is composed.

        The input method commits first, since it has to forget the text too. Where it gives nothing back, or there is
        none, the text is put in from what is remembered here.
        """
        if self._where is None:
            return
        QGuiApplication.inputMethod().commit()
        where, text = self._where, self._text
        if where is not None and isValid(where):
            _give(where, text)
            QGuiApplication.inputMethod().reset()
        self._end()

    # What happens ----------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Called for the widget with the focus, and for everything while something is composed."""
        kind = event.type()
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            return self._composed(watched, event)
        if self._where is not None and not isValid(self._where):
            self._end()  # the widget is gone, and what was composed in it
        if self._where is None:
            return False
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()  # no action of ours: the key comes as a key
            return True
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return not _writes(event)
        if watched is self._where and self._leaves(event):
            self.commit_preedit()
        return False

    def _composed(self, watched: QObject, event: QInputMethodEvent) -> bool:
        """Remember what is composed now. True: the event was meant for another widget, and has been given to that."""
        where, text = self._where, event.preeditString()
        if where is not None and watched is not where and event.commitString() and isValid(where):
            # The focus is moving: the input method commits to the widget that gets it, not to the one it composed in.
            self._end()
            _give(where, event.commitString(), event.replacementStart(), event.replacementLength())
            return True
        if not text:
            self._end()
        elif where is not watched or text != self._text:
            if where is None:
                self._application.installEventFilter(self)
            self._where, self._text = watched, text
            self.changed.emit()
        return False

    def _leaves(self, event: QEvent) -> bool:
        """Whether the widget loses the focus to another; the list of its own completer does not count."""
        if event.type() == QEvent.Type.FocusAboutToChange:
            return True
        if event.type() != QEvent.Type.FocusOut or not isinstance(event, QFocusEvent):
            return False
        popup = QApplication.activePopupWidget()
        own = isinstance(popup, QWidget) and popup.focusProxy() is self._where
        return not (own and event.reason() == Qt.FocusReason.PopupFocusReason)

    def _watch(self, focus: QObject | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = focus
        if focus is not None:
            focus.installEventFilter(self)

    def _end(self) -> None:
        if self._where is not None:
            self._where, self._text = None, ""
            self._application.removeEventFilter(self)
            self.changed.emit()


def composing() -> Composing | None:
    """The application's `Composing`; None where the application was made without one."""
    application = QCoreApplication.instance()
    child = application.findChild(Composing, "composing") if application is not None else None
    return child if isinstance(child, Composing) else None


def commit_preedit() -> None:
    """Turn what is being composed anywhere into text: to be called before the text of an editor is read."""
    composer = composing()
    if composer is not None:
        composer.commit_preedit()


def with_composed(widget: QWidget, text: str, position: int) -> str:
    """The text of a widget with what is being composed in it at ``position``, which Qt counts in units of UTF-16."""
    composer = composing()
    composed = composer.text_in(widget) if composer is not None else ""
    if not composed:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    before, after = (
        part.decode("utf-16-le", "surrogatepass") for part in (units[: 2 * position], units[2 * position :])
    )
    return before + composed + after


def _writes(key: QKeyEvent) -> bool:
    """Whether a key writes a sign. Such a key is for the editor, where the input method lets it through."""
    return key.text().isprintable() and bool(key.text()) and key.modifiers() & _WITH_LETTERS in (_NONE, _ALT_GR)


def _give(where: QObject, text: str, start: int = 0, length: int = 0) -> None:
    """Commit a text to a widget as an input method does; it replaces ``length`` signs from ``start`` of the cursor."""
    committed = QInputMethodEvent()
    committed.setCommitString(text, start, length)
    QCoreApplication.sendEvent(where, committed)
