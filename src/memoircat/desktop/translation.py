"""The window's words in the language chosen: Qt Linguist files made from ``resources/translations/*.ts``."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from memoircat.messages import Language
from memoircat.shipped import shipped


class Translation:
    """Installs one translator at a time; English is the source and needs none but for its plurals."""

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._translator: QTranslator | None = None

    def use(self, language: Language) -> None:
        """Speak ``language`` from now on; widgets made afterwards have its words."""
        self.drop()
        file = shipped("translations") / f"memoircat_{language}.qm"
        if file.exists():
            self._translator = QTranslator(self._application)
            self._translator.load(str(file))
            self._application.installTranslator(self._translator)

    def drop(self) -> None:
        """Speak the source language again."""
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
            self._translator = None
