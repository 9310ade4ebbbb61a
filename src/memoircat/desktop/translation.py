"""The window's words in the language chosen: Qt Linguist files made from ``resources/translations/*.ts``."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from memoircat.messages import Language
from memoircat.shipped import shipped


class Translation:
    """Installs the words of one language at a time, Qt's own (file dialogs) below ours.

    English is the source and needs none of ours but for its plurals.
    """

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._translators: list[QTranslator] = []

    def use(self, language: Language) -> None:
        """Speak ``language`` from now on; widgets made afterwards have its words."""
        self.drop()
        of_qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for file in (of_qt / f"qtbase_{language}.qm", shipped("translations") / f"memoircat_{language}.qm"):
            translator = QTranslator(self._application)
            if file.exists() and translator.load(str(file)):
                self._application.installTranslator(translator)
                self._translators.append(translator)

    def drop(self) -> None:
        """Speak the source language again."""
        while self._translators:
            self._application.removeTranslator(self._translators.pop())
