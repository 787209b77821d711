"""The live figures of section texts: their present values, and the ones that can be put in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents.builders.strategy import FigureBlocks
from app.documents.builders.writing import Writing
from app.documents.charts import Chart
from app.documents.markup import Token, TokenKind
from app.documents.strategy_sources import strategy_content
from app.documents.tree import Figure, Table
from app.errors import UnknownCodeError
from app.formats import format_year
from app.i18n import catalog
from app.plan_facts import framework_of
from model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from app.documents.content import StrategyContent
    from app.framework.parts import Indicator
    from app.workspace import Workspace
    from model.bilingual import Bilingual
    from model.language import Language

LATEST = "latest"


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """A live figure that can be put into a text.

    Attributes:
        token: how the text keeps it.
        title: what it shows.
        belongs: whether the framework proposes it for the section.
    """

    token: Token
    title: Bilingual
    belongs: bool


class LiveFigures:
    """Present values of live figures, as the document prints them.

    They are computed when first asked for and kept until ``refresh``. ``latest`` is the year
    that the window shows, as it is the year of the document in an export.
    """

    def __init__(self, workspace: Workspace, year: FiscalYear) -> None:
        self._workspace = workspace
        self._year = year
        self._by_language: dict[Language, FigureBlocks] = {}
        self._content: StrategyContent | None = None
        self._shown: dict[tuple[Token, Language], Table | Chart | None] = {}

    def refresh(self, year: FiscalYear) -> None:
        """Compute anew when next asked: the plan or the year has changed."""
        self._year = year
        self._content = None
        self._by_language.clear()
        self._shown.clear()

    def text(self, token: Token, language: Language) -> str:
        """Return the value of an indicator, or the title of a table or chart.

        A figure that the framework does not know gives its written form, so that it is seen.
        """
        if token.kind is TokenKind.INDICATOR:
            return self._figures(language).value(token)
        framework = framework_of(self._workspace)
        try:
            kind = framework.table(token.id) if token.kind is TokenKind.TABLE else framework.chart(token.id)
        except UnknownCodeError:
            return token.written
        if token.year == LATEST:
            return kind.title.text(language)
        _ = catalog(language).gettext
        year = format_year(FiscalYear.parse(token.year), language)
        return _("{title}, {year}").format(title=kind.title.text(language), year=year)

    def block(self, token: Token, language: Language) -> Table | Chart | None:
        """Return what a table or chart shows now; None when there is nothing to show."""
        wanted = (token, language)
        if wanted not in self._shown:
            self._shown[wanted] = self._make(token, language)
        return self._shown[wanted]

    def _make(self, token: Token, language: Language) -> Table | Chart | None:
        for block in self._figures(language).blocks(token):
            if isinstance(block, Figure) and isinstance(block.chart, Chart):
                return block.chart
            if isinstance(block, Table):
                return block
        return None

    def _figures(self, language: Language) -> FigureBlocks:
        if language not in self._by_language:
            if self._content is None:
                self._content = strategy_content(self._workspace, self._year)
            self._by_language[language] = FigureBlocks(Writing(language), self._content)
        return self._by_language[language]


def figure_choices(workspace: Workspace, outline_id: str) -> tuple[FigureChoice, ...]:
    """Return every figure that a text can show, the section's own first.

    Raises:
        UnknownCodeError: the framework's outline has no such heading.
    """
    framework = framework_of(workspace)
    section = framework.section(outline_id)
    asked = {found.id for answered in section.answers for found in _indicators(workspace, answered)}
    choices = [
        *(
            FigureChoice(Token(TokenKind.CHART, chart.id), chart.title, chart.id in section.charts)
            for chart in framework.charts
        ),
        *(
            FigureChoice(Token(TokenKind.TABLE, table.id), table.title, table.id in section.tables)
            for table in framework.tables
        ),
        *(
            FigureChoice(Token(TokenKind.INDICATOR, indicator.id), indicator.title, indicator.id in asked)
            for indicator in framework.indicators
        ),
    ]
    return tuple(sorted(choices, key=lambda choice: not choice.belongs))


def _indicators(workspace: Workspace, answered_id: str) -> tuple[Indicator, ...]:
    framework = framework_of(workspace)
    known = {requirement.id for requirement in framework.requirements}
    return framework.indicators_of(answered_id) if answered_id in known else ()
