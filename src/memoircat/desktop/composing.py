"""Text that is being composed by an input method: while there is some, the keys are the input method's.

Input methods tell the widget with the focus what is being composed (preedit text), and keep most keys to themselves;
what they let through still means them: Return that takes a conversion is not Return that saves the field. So the
widget with the focus is listened to, and only while something is composed every event of the application is looked at.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_NONE = Qt.KeyboardModifier.NoModifier
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Composing(QObject):
    """Knows what is being composed and where. One for the application, made with it: widgets need not know of it."""

    changed = Signal()  # another text is being composed, or none any more

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self.setObjectName("composing")
        self._application = application
        self._listened: QObject | None = None
        self._where: QObject | None = None
        self._text = ""
        application.focusObjectChanged.connect(self._listen)
        self._listen(application.focusObject())

    def text_in(self, widget: QObject) -> str:
        """What is being composed in a widget; empty for nothing."""
        return self._text if widget is self._where else ""

    def settle(self) -> None:
        """Let what is being composed become text where it is composed, once; nothing where nothing is composed.

        The input method is asked first, since it has to forget the text too. One that gives nothing back (there may
        be none at all) does not cost the text.
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
            self.settle()
        return False

    def _composed(self, watched: QObject, event: QInputMethodEvent) -> bool:
        """Remember what is composed now. True: the event has been given to whom it belongs."""
        where, text = self._where, event.preeditString()
        if where is not None and watched is not where and event.commitString() and isValid(where):
            # The focus moves, and the input method commits to the widget that is about to have it.
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
        """Whether the widget loses the focus for good; the list of its own completer does not take it."""
        if event.type() == QEvent.Type.FocusAboutToChange:
            return True
        if event.type() != QEvent.Type.FocusOut or not isinstance(event, QFocusEvent):
            return False
        popup = QApplication.activePopupWidget()
        own = isinstance(popup, QWidget) and popup.focusProxy() is self._where
        return not (own and event.reason() == Qt.FocusReason.PopupFocusReason)

    def _listen(self, focus: QObject | None) -> None:
        if self._listened is not None and isValid(self._listened):
            self._listened.removeEventFilter(self)
        self._listened = focus
        if focus is not None:
            focus.installEventFilter(self)

    def _end(self) -> None:
        if self._where is not None:
            self._where, self._text = None, ""
            self._application.removeEventFilter(self)
            self.changed.emit()


def composing() -> Composing | None:
    """The one that the application has; None where it was made without."""
    application = QCoreApplication.instance()
    found = application.findChild(Composing, "composing") if application is not None else None
    return found if isinstance(found, Composing) else None


def settle() -> None:
    """Let what is being composed anywhere become text: whoever reads what stands in an editor calls this first."""
    found = composing()
    if found is not None:
        found.settle()


def with_composed(widget: QWidget, text: str, position: int) -> str:
    """A text with what is being composed at ``position``, which Qt counts in units of UTF-16."""
    found = composing()
    composed = found.text_in(widget) if found is not None else ""
    if not composed:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    before, after = (
        part.decode("utf-16-le", "surrogatepass") for part in (units[: 2 * position], units[2 * position :])
    )
    return before + composed + after


def _writes(key: QKeyEvent) -> bool:
    """Whether a key writes a sign: one that the input method lets through is not lost (dead keys, a space)."""
    return key.text().isprintable() and bool(key.text()) and key.modifiers() & _HELD in (_NONE, _ALT_GR)


def _give(where: QObject, text: str, start: int = 0, length: int = 0) -> None:
    done = QInputMethodEvent()
    done.setCommitString(text, start, length)
    QCoreApplication.sendEvent(where, done)
