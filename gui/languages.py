"""The language the window speaks: the one asked for, else the system's, else English."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

import resources

FOLDER = Path(str(resources.__file__)).with_name("translations")


def speak(application: QCoreApplication, wanted: str = "") -> None:
    """Show all words, numbers and dates as `wanted` has them, or as the system does.

    The words of the program itself are English; so a start in English loads nothing.
    """
    locale = QLocale(wanted) if wanted else QLocale()
    if locale.language() == QLocale.Language.C:
        # Nobody's language: it writes 100000 where people write 100,000.
        locale = QLocale(QLocale.Language.English)
    QLocale.setDefault(locale)
    language = QLocale.languageToCode(locale.language())
    if (FOLDER / f"{language}.qm").is_file():
        qts_own = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for file in (Path(qts_own) / f"qtbase_{language}.qm", FOLDER / f"{language}.qm"):
            translator = QTranslator(application)
            if translator.load(str(file)):
                application.installTranslator(translator)


def spoken() -> list[str]:
    """Return the languages there are, by their codes."""
    return sorted(["en", *(file.stem for file in FOLDER.glob("*.qm"))])
