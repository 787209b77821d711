"""What the editor shows for a live figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.documents.charts import Chart
    from app.documents.markup import Token
    from app.documents.tree import Table
    from app.strategy.figures import LiveFigures
    from model.language import Language


class Figures(Protocol):
    """Gives the present value of a live figure, in the language of the text."""

    def text(self, token: Token) -> str:
        """Return the value of an indicator, or the title of a table or chart."""
        ...

    def block(self, token: Token) -> Table | Chart | None:
        """Return what a table or chart shows now; None when there is nothing to show."""
        ...


class PlanFigures:
    """The figures of the open plan, in one language."""

    def __init__(self, live: LiveFigures, language: Language) -> None:
        self._live, self._language = live, language

    def text(self, token: Token) -> str:
        """Return the value of an indicator, or the title of a table or chart."""
        return self._live.text(token, self._language)

    def block(self, token: Token) -> Table | Chart | None:
        """Return what a table or chart shows now; None when there is nothing to show."""
        return self._live.block(token, self._language)
