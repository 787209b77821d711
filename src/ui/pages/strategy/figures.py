"""What the editor shows for a live figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.documents.charts import Chart
    from app.documents.markup import Token
    from app.documents.tree import Table


class Figures(Protocol):
    """Gives the present value of a live figure, in the language of the text."""

    def text(self, token: Token) -> str:
        """Return the value of an indicator, or the title of a table or chart."""
        ...

    def block(self, token: Token) -> Table | Chart | None:
        """Return what a table or chart shows now; None when there is nothing to show."""
        ...
