"""The window's words in the language chosen, from the files that are made of ``resources/translations/*.ts``."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from memoircat.messages import Language
from memoircat.shipped import shipped


class Translation:
    """Installs the words of one language at a time: ours, and below them Qt's own (file dialogs).

    English is the language of the source, for which our file has only the plurals. They are installed below every
    other language too, since a text that is not translated yet is shown in English.
    """

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._translators: list[QTranslator] = []

    def use(self, language: Language) -> None:
        """Speak ``language`` from now on; widgets made afterwards have its words."""
        self.drop()
        of_qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        ours = shipped("translations")
        files = (of_qt / f"qtbase_{language}.qm", ours / "memoircat_en.qm", ours / f"memoircat_{language}.qm")
        for file in dict.fromkeys(files):
            translator = QTranslator(self._application)
            if file.exists() and translator.load(str(file)):
                self._application.installTranslator(translator)
                self._translators.append(translator)

    def drop(self) -> None:
        """Speak the source language again."""
        while self._translators:
            self._application.removeTranslator(self._translators.pop())
