"""The findings on the inventory as a list: narrowed by level, rule and year, searched, sorted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice, repeat
from operator import and_, attrgetter, eq, is_
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, Signal

from app.checks.finding import Level as Gravity
from app.checks.rules import rules
from app.documents.quality import is_on_inventory
from app.formats import format_year
from app.i18n import _, language
from app.labels import field_label
from app.typography import fold, sort_key
from ui.idle_work import IdleWork
from ui.pages.quality.holders import Holders
from ui.tables.cells import glyph, two_lines
from ui.tables.column import Column
from ui.tables.rows_model import RowsModel
from ui.widgets.finding_chip import Level, level_icon, level_role, level_words

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QPainter

    from app.checks.digest import Digest, Kind
    from app.checks.finding import Finding
    from app.checks.rules import RuleCard
    from model.fiscal_year import FiscalYear
    from ui.open_plan import OpenPlan
    from ui.tables.row_list import Prepared

FEW: Final = 5000  # findings that are put in order in the time of a blink
_READ_AT_ONCE: Final = 2000
_LIST: Final = "list"
ALL: Final = "all"
_IN_SIGHT: Final = 40  # rows that a window shows at once
_FOLDED_AT_ONCE: Final = 400
_SEARCHED_AT_ONCE: Final = 2000  # findings that are made ready for a search in the time of a blink
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


def _told(finding: Finding, holders: Holders) -> str:
    """Return what is wrong; on a standard, of which service first."""
    return " · ".join(part for part in (holders.service(finding), finding.message()) if part)


def _paint_rule(painter: QPainter, box: QRectF, finding: Finding) -> None:
    two_lines(painter, box, rule_title(finding.rule), place_words(finding))


def _weight(finding: Finding) -> int:
    """Return where a finding stands in the list: the gravest first, and of one level in the order of rules."""
    return _GRAVEST_FIRST.index(level_of(finding)) * len(rules()) + list(rules()).index(finding.rule)


def _weights(findings: Sequence[Finding]) -> list[int]:
    """Do the same for tens of thousands of them."""
    usual = {name: card.level for name, card in rules().items()}
    weights = {
        name: _GRAVEST_FIRST.index(Level(card.level.value)) * len(rules()) + at
        for at, (name, card) in enumerate(rules().items())
    }
    return [weights[f.rule] if f.level is usual[f.rule] else _weight(f) for f in findings]


def _titles(findings: Sequence[Finding]) -> list[object]:
    """Return what the titles of their rules sort by."""
    keys = {name: sort_key(rule_title(name), language()) for name in rules()}
    return [keys[finding.rule] for finding in findings]


def _names(findings: Sequence[Finding]) -> list[object]:
    """Return what the names of their records sort by; many are on one record."""
    spoken, keys = language(), dict[str, object]()
    found = []
    for finding in findings:
        name = finding.name(spoken)
        key = keys.get(name)
        if key is None:
            key = keys[name] = "\0".join(sort_key(name, spoken))  # one text is compared sooner than three
        found.append(key)
    return found


class _Folding:
    """What a search looks through: names, what is asked, and the field; sentences take too long to write."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}
        self._asked: dict[tuple[str, str, str], str] = {}

    def __call__(self, finding: Finding) -> str:
        """Return the text of one finding; many are on one record, or of one rule."""
        name = (finding.subject.en, finding.subject.fr)
        if name not in self._names:
            self._names[name] = fold(f"{name[0]} {name[1]}")
        asked = (finding.rule, finding.entity, finding.field)
        if asked not in self._asked:
            title = rules()[finding.rule].title
            field = field_label(finding.entity, finding.field)
            self._asked[asked] = fold(f"{title.en} {title.fr} {field}")
        return f"{self._names[name]} {self._asked[asked]}"

    def forget(self) -> None:
        """Forget texts: fields have other labels now."""
        self._names.clear()
        self._asked.clear()


def _columns(holders: Holders) -> tuple[Column[Finding], ...]:
    return (
        Column(
            "level",
            lambda: _("Level"),
            lambda finding: level_words(level_of(finding)),
            _paint_level,
            width=44,
            sort_key=_weight,
            sort_keys=_weights,
            shows_title=False,
        ),
        Column(
            "where",
            lambda: _("What is wrong, and where"),
            lambda finding: f"{finding.name()}. {_told(finding, holders)}",
            lambda painter, box, finding: two_lines(painter, box, finding.name(), _told(finding, holders)),
            sort_key=lambda finding: _names([finding])[0],
            sort_keys=_names,
        ),
        Column(
            "rule",
            lambda: _("Rule"),
            lambda finding: f"{rule_title(finding.rule)}. {place_words(finding)}",
            _paint_rule,
            width=300,
            sort_key=lambda finding: sort_key(rule_title(finding.rule), language()),
            sort_keys=_titles,
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

    def lets_through(self, kind: Kind) -> bool:
        """Whether all findings of a kind are listed."""
        return self.rule in (ALL, kind.rule) and self.level in (ALL, kind.level)

    def passes(self, finding: Finding) -> bool:
        """Whether a finding is listed."""
        return self.rule in (ALL, finding.rule) and self.level in (ALL, finding.level)

    def marks(self, findings: Sequence[Finding]) -> bytearray:
        """Do the same for tens of thousands of them."""
        marked = bytearray(b"\1") * len(findings)
        if self.rule != ALL:
            marked = bytearray(map(eq, map(attrgetter("rule"), findings), repeat(self.rule)))
        if self.level != ALL:
            is_level = map(is_, map(attrgetter("level"), findings), repeat(Gravity(self.level)))
            marked = bytearray(map(and_, marked, is_level))
        return marked


class FoundList(QObject):
    """The findings that are mended in the inventory, of the window's year or of all."""

    refreshed = Signal()

    def __init__(self, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self.narrowing = Narrowing()
        self.holders = Holders(plan)
        self._read: tuple[Digest, FiscalYear | None] | None = None
        self._searched: str | None = None  # waits until every row can be searched
        self._work = IdleWork(self)
        self._is_searchable = False
        self._before: list[Iterator[None]] = []  # lets go of what was listed before
        self._folding = _Folding()
        self.table: RowsModel[Finding] = RowsModel(_columns(self.holders), key=key_of, folded=self._folding)
        self.table.sort_by("level", descending=False)

    @property
    def _year(self) -> FiscalYear | None:
        return None if self.narrowing.every_year else self._plan.year

    def _is_listed(self, kind: Kind) -> bool:
        return is_on_inventory(kind, self._year)

    def read(self) -> None:
        """Take over what was found last."""
        self.holders.forget()
        self._list()

    def _list(self) -> None:
        found, year = self._plan.findings.digest, self._year
        if self._read is None or self._read[0] is not found or self._read[1] != year:
            self._read = (found, year)
            self._is_searchable = False
            self._work.stop()
            self._work.ask(_LIST, self._made(found.those(self._is_listed)), self._take, whole=len(found) <= FEW)
            if not self.is_reading:
                return
        else:
            self._get_ready()
        self._tell()

    def _tell(self) -> None:
        """Tell that other rows are shown; what the first of them say is read at once, not row by row."""
        self.holders.learn(map(self.table.row, range(min(_IN_SIGHT, self.table.rowCount()))))
        self.refreshed.emit()

    @property
    def is_reading(self) -> bool:
        """Whether what was found is still being put in order."""
        return self._work.waits_for(_LIST)

    def _made(self, found: Iterator[Finding]) -> Generator[None, None, Prepared[Finding]]:
        self._folding.forget()
        made = self.table.prepare_rows()
        while some := tuple(islice(found, _READ_AT_ONCE)):
            made.add(some)
            yield
        yield from made.ordering()
        return made

    def _take(self, made: Prepared[Finding]) -> None:
        self._before.append(self.table.take_rows(made))
        self._tell()
        self._get_ready()

    def _get_ready(self) -> None:
        """Make ready what may be asked next, while nothing is asked: whoever searches or sorts need not wait."""
        if not self._work.is_busy:
            self._work.ask("ready", self._getting_ready(), later=True)

    def _getting_ready(self) -> Iterator[None]:
        while self.table.prepare_search(_FOLDED_AT_ONCE):
            yield
        self._is_searchable = True
        if self._searched is not None:
            self.search(self._searched)
            yield
        yield from self.holders.learning(self.table.rows())
        yield from self.table.prepare_sort((("where", False), ("rule", False)))
        while self._before:
            yield from self._before.pop()

    def search(self, text: str) -> None:
        """List only what holds every word of ``text``; of many findings, as soon as all can be searched."""
        if text.strip() and not self._is_searchable and len(self.table.rows()) > _SEARCHED_AT_ONCE:
            self._searched = text
            return
        self._searched = None
        self.table.search(text)
        self._tell()

    def narrow(self, narrowing: Narrowing) -> None:
        """List only these findings."""
        before, self.narrowing = self.narrowing, narrowing
        if before.every_year != narrowing.every_year:
            self._before.append(self.table.take_rows(self.table.prepare_rows()))
        if (before.level, before.rule) != (narrowing.level, narrowing.rule):
            is_narrow = (narrowing.level, narrowing.rule) != (ALL, ALL)
            self.table.filter(narrowing.passes if is_narrow else None, narrowing.marks)
        self._list()

    def levels(self) -> Mapping[str, int]:
        """Return how many findings of each level there are under the chosen rule, and how many in all."""
        anyhow = replace(self.narrowing, level=ALL)
        found: Counter[str] = Counter()
        for kind, count in self._kinds():
            if anyhow.lets_through(kind):
                found[kind.level.value] += count
        return {ALL: found.total(), **{level.value: found[level.value] for level in Level}}

    def rules(self) -> list[tuple[RuleCard, int]]:
        """Return the rules that found something on the chosen level, the gravest first, and how often."""
        anyhow = replace(self.narrowing, rule=ALL)
        found: Counter[str] = Counter()
        for kind, count in self._kinds():
            if anyhow.lets_through(kind):
                found[kind.rule] += count
        return [(card, found[name]) for name, card in rules().items() if name in found]

    def count_of_rule(self, rule: str) -> int:
        """Return how many findings of a rule are listed when nothing is narrowed."""
        return sum(count for kind, count in self._kinds() if kind.rule == rule)

    def _kinds(self) -> Iterable[tuple[Kind, int]]:
        """Return the kinds of the findings that were taken over, and how many there are of each."""
        found = self._read[0].kinds if self._read is not None else {}
        return ((kind, count) for kind, count in found.items() if self._is_listed(kind))

    def row(self, key: str) -> Finding | None:
        """Return the finding of a row."""
        return self.table.row_of(key) if key else None

    def find_again(self, finding: Finding) -> str:
        """Return the row of what was found before and is still there; blank when it was mended."""
        if self.table.row_of(key_of(finding)) is finding:
            return key_of(finding)
        here = self._plan.findings.of(finding.entity, finding.id)
        same = next((key_of(one) for one in here if one == finding), "")
        return same if self.table.line_of(same) >= 0 else ""
