"""The two official languages."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """An official language of Canada; the value is its code in files and options."""

    EN = "en"
    FR = "fr"

    @property
    def other(self) -> Language:
        """Return the other official language."""
        return Language.FR if self is Language.EN else Language.EN

    @property
    def locale(self) -> str:
        """Return the Canadian locale in Babel's form: ``en_CA`` or ``fr_CA``."""
        return f"{self.value}_CA"

    @property
    def tag(self) -> str:
        """Return the BCP 47 tag for documents: ``en-CA`` or ``fr-CA``."""
        return f"{self.value}-CA"
