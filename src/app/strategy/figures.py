"""The live figures of section texts: their present values, and the ones that can be put in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents.markup import Token, TokenKind
from app.errors import UnknownCodeError
from app.formats import format_number, format_percent
from app.framework.parts import Unit
from app.i18n import catalog
from app.indicators.figures import figures
from app.plan_facts import framework_of
from model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from app.documents.charts import Chart
    from app.documents.tree import Table
    from app.framework.parts import Indicator
    from app.indicators.measure import Figure, IndicatorSet
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
    """Present values of live figures; what was computed once for a year is kept until ``refresh``.

    ``latest`` is the year that the window shows, as it is the year of the document in an export.
    """

    def __init__(self, workspace: Workspace, year: FiscalYear) -> None:
        self._workspace = workspace
        self._year = year
        self._known: dict[FiscalYear, IndicatorSet] = {}

    def refresh(self, year: FiscalYear) -> None:
        """Compute anew: the plan or the year has changed."""
        self._year = year
        self._known = {}

    def year_of(self, token: Token) -> FiscalYear:
        """Return the fiscal year that a token speaks of."""
        return self._year if token.year == LATEST else FiscalYear.parse(token.year)

    def text(self, token: Token, language: Language) -> str:
        """Return the value of an indicator, or the title of a table or chart.

        A figure that the framework does not know gives its written form, so that it is seen.
        """
        framework = framework_of(self._workspace)
        try:
            match token.kind:
                case TokenKind.INDICATOR:
                    return indicator_text(self._set(self.year_of(token)).figure(token.id), language)
                case TokenKind.TABLE:
                    return framework.table(token.id).title.text(language)
                case TokenKind.CHART:
                    return framework.chart(token.id).title.text(language)
        except UnknownCodeError:
            return token.written

    def block(self, token: Token, language: Language) -> Table | Chart | None:
        """Return what a table or chart of the plan shows now; None when there is nothing to show."""
        return None

    def _set(self, year: FiscalYear) -> IndicatorSet:
        if year not in self._known:
            self._known[year] = figures(self._workspace, year)
        return self._known[year]


def indicator_text(figure: Figure, language: Language) -> str:
    """Return an indicator's value as running text writes it; a word where there is none."""
    _ = catalog(language).gettext
    if figure.value is None:
        return _("not available")
    if figure.unit is Unit.RATIO:
        return format_percent(figure.value, language)
    if figure.unit is Unit.YES_NO:
        return _("yes") if figure.value else _("no")
    return format_number(figure.value, language)


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
