"""One text in both official languages."""

from __future__ import annotations

from dataclasses import dataclass

from model.language import Language


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both official languages; neither side is the original.

    An empty side is a text not written yet. The translation state is not kept
    here: ``app.translation`` derives it from what was confirmed, so it cannot
    go stale.
    """

    en: str = ""
    fr: str = ""

    def text(self, language: Language) -> str:
        """Return the side in ``language``, never the other one."""
        return self.fr if language is Language.FR else self.en

    def with_text(self, language: Language, text: str) -> Bilingual:
        """Return a copy whose side in ``language`` is ``text``."""
        return Bilingual(self.en, text) if language is Language.FR else Bilingual(text, self.fr)

    @property
    def missing(self) -> tuple[Language, ...]:
        """Return the languages in which nothing but white space is written."""
        return tuple(language for language in Language if not self.text(language).strip())

    @property
    def is_blank(self) -> bool:
        """Whether both sides are empty."""
        return len(self.missing) == len(Language)
