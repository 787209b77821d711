"""The switch of the interface language: our catalog and Qt's own texts together, at once."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from app import i18n
from model.language import Language


class LanguageSwitch(QObject):
    """Keeps Qt's translator with our language; every widget hears ``LanguageChange``."""

    switched = Signal(object)  # Language

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._french: QTranslator | None = None

    def switch(self, language: Language) -> None:
        """Speak ``language`` from now on."""
        i18n.set_language(language)
        QLocale.setDefault(QLocale(language.locale))
        if not self._load(language):  # a change of Qt's own translator tells every window by itself
            for widget in QApplication.topLevelWidgets():
                QCoreApplication.postEvent(widget, QEvent(QEvent.Type.LanguageChange))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
        self.switched.emit(language)

    def toggle(self) -> None:
        """Speak the other language."""
        self.switch(i18n.language().other)

    def _load(self, language: Language) -> bool:
        """Give Qt's own texts the language; return whether its translator changed."""
        if self._french is not None and language is not Language.FR:
            self._application.removeTranslator(self._french)
            self._french = None
            return True
        if self._french is None and language is Language.FR:
            translator = QTranslator(self._application)
            folder = QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.TranslationsPath)
            if translator.load("qtbase_fr", folder):
                self._application.installTranslator(translator)
                self._french = translator
                return True
        return False


def other_language() -> str:
    """Return the name of the other language, in that language."""
    return "Français" if i18n.language() is Language.EN else "English"


def switch_words() -> str:
    """Return what the language button does, said in the language that it leads to."""
    return "Passer au français" if i18n.language() is Language.EN else "Switch to English"
