"""The findings on the inventory as a list: narrowed by level, rule and year, searched, sorted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, QTimer, Signal

from app.checks.rules import rules
from app.documents.quality import inventory_findings
from app.formats import format_year
from app.i18n import _, language
from app.labels import field_label
from app.typography import fold, sort_key
from ui.tables.cells import glyph, two_lines
from ui.tables.column import Column
from ui.tables.rows_model import RowsModel
from ui.widgets.finding_chip import Level, level_icon, level_role, level_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPainter

    from app.checks.finding import Finding
    from app.checks.rules import RuleCard
    from ui.open_plan import OpenPlan

ALL: Final = "all"
_FOLDED_AT_ONCE: Final = 400
_GRAVEST_FIRST: Final = tuple(Level)


def key_of(finding: Finding) -> str:
    """Return the name of a row; a finding that a change left as it was is the same object."""
    return str(id(finding))


def level_of(finding: Finding) -> Level:
    """Return a finding's level as widgets know it."""
    return Level(finding.level.value)


def rule_title(rule: str) -> str:
    """Return the name of a rule in the interface language."""
    return rules()[rule].title.text(language())


def place_words(finding: Finding) -> str:
    """Return field and year of a finding."""
    parts = [field_label(finding.entity, finding.field)] if finding.field else []
    parts += [format_year(finding.year)] if finding.year is not None else []
    return " · ".join(parts)


def _paint_level(painter: QPainter, box: QRectF, finding: Finding) -> None:
    level = level_of(finding)
    glyph(painter, box, level_icon(level), level_role(level))


def _paint_words(painter: QPainter, box: QRectF, finding: Finding) -> None:
    two_lines(painter, box, finding.name(), finding.message())


def _paint_rule(painter: QPainter, box: QRectF, finding: Finding) -> None:
    two_lines(painter, box, rule_title(finding.rule), place_words(finding))


def _folded(finding: Finding) -> str:
    """Return what a search looks through: names, what is asked, and the field; sentences take too long to write."""
    title = rules()[finding.rule].title
    field = field_label(finding.entity, finding.field)
    return fold(f"{finding.subject.en} {finding.subject.fr} {title.en} {title.fr} {field}")


def _columns() -> tuple[Column[Finding], ...]:
    order = list(rules())
    return (
        Column(
            "level",
            lambda: _("Level"),
            lambda finding: level_words(level_of(finding)),
            _paint_level,
            width=44,
            sort_key=lambda finding: (_GRAVEST_FIRST.index(level_of(finding)), order.index(finding.rule)),
            shows_title=False,
        ),
        Column(
            "where",
            lambda: _("What is wrong, and where"),
            lambda finding: f"{finding.name()}. {finding.message()}",
            _paint_words,
            sort_key=lambda finding: sort_key(finding.name(), language()),
        ),
        Column(
            "rule",
            lambda: _("Rule"),
            lambda finding: f"{rule_title(finding.rule)}. {place_words(finding)}",
            _paint_rule,
            width=300,
            sort_key=lambda finding: sort_key(rule_title(finding.rule), language()),
        ),
    )


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which findings are listed.

    Attributes:
        level: a level, or ``ALL``.
        rule: the id of a rule, or ``ALL``.
        every_year: those of all years, not only of the window's.
    """

    level: str = ALL
    rule: str = ALL
    every_year: bool = False

    def lets_through(self, finding: Finding) -> bool:
        """Whether a finding is listed."""
        return self.level in {ALL, finding.level.value} and self.rule in {ALL, finding.rule}


class FoundList(QObject):
    """The findings that are mended in the inventory, of the window's year or of all."""

    refreshed = Signal()

    def __init__(self, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self.narrowing = Narrowing()
        self.table: RowsModel[Finding] = RowsModel(_columns(), key=key_of, folded=_folded)
        self.table.sort_by("level", descending=False)
        self.table.filter(self.narrowing.lets_through)
        self._fold = QTimer(self)
        self._fold.setInterval(0)
        self._fold.timeout.connect(self._fold_some)

    def _fold_some(self) -> None:
        if not self.table.prepare_search(_FOLDED_AT_ONCE):
            self._fold.stop()

    def read(self) -> None:
        """Take over what was found last."""
        year = None if self.narrowing.every_year else self._plan.year
        self.table.set_rows(inventory_findings(self._plan.findings.all, year))
        self._fold.start()
        self.refreshed.emit()

    def narrow(self, narrowing: Narrowing) -> None:
        """List only these findings."""
        before, self.narrowing = self.narrowing, narrowing
        if before.every_year != narrowing.every_year:
            self.table.set_rows(())
            self.table.filter(narrowing.lets_through)
            self.read()
        else:
            self.table.filter(narrowing.lets_through)
            self.refreshed.emit()

    def levels(self) -> Mapping[str, int]:
        """Return how many findings of each level there are under the chosen rule, and how many in all."""
        anyhow = replace(self.narrowing, level=ALL)
        found = Counter(finding.level.value for finding in self.table.rows() if anyhow.lets_through(finding))
        return {ALL: found.total(), **{level.value: found[level.value] for level in Level}}

    def rules(self) -> list[tuple[RuleCard, int]]:
        """Return the rules that found something on the chosen level, the gravest first, and how often."""
        anyhow = replace(self.narrowing, rule=ALL)
        found = Counter(finding.rule for finding in self.table.rows() if anyhow.lets_through(finding))
        return [(card, found[name]) for name, card in rules().items() if name in found]

    def row(self, key: str) -> Finding | None:
        """Return the finding of a row."""
        return self.table.row_of(key) if key else None

    def find_again(self, finding: Finding) -> str:
        """Return the row of what was found before and is still there; blank when it was mended."""
        if self.table.row_of(key_of(finding)) is finding:
            return key_of(finding)
        return next((key_of(row) for row in self.table.shown() if row == finding), "")
