"""Words that follow the interface language.

Our own words are handed over as a callable, ``lambda: _("Save")``, which is looked up again
at each switch; a plain ``str`` is data, like the name of a service, and stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent

Words = str | Callable[[], str]
Setter = Callable[[str], object]


def say(words: Words) -> str:
    """Return the words in the interface language of now."""
    return words if isinstance(words, str) else words()


if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    _Base = QWidget
else:
    _Base = object


class Retranslated(_Base):
    """Mixin, to be named before the Qt class: looks bound words up again when the language changes."""

    _bound: list[tuple[Setter, Words]] | None = None

    def bind(self, setter: Setter, words: Words) -> None:
        """Call ``setter`` with the words now, and again at each switch of language.

        A setter that was bound before gets the new words. Data is set once and then left alone,
        so that whoever sets it may set it again without being overwritten.
        """
        others = [pair for pair in self._bound or () if pair[0] != setter]
        self._bound = others if isinstance(words, str) else [*others, (setter, words)]
        setter(say(words))

    def retranslate(self) -> None:
        """Look every bound text up again; override it for what cannot be bound."""
        for setter, words in self._bound or ():
            owner = getattr(setter, "__self__", None)
            if owner is None or shiboken6.isValid(owner):
                setter(say(words))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the interface language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
