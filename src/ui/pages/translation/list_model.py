"""The texts of the plan, kept up to date with what changes, and the ways to narrow them down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, Signal

from app.documents.markup import parse, plain_text
from app.formats import format_year
from app.i18n import _, language
from app.labels import entity_label
from app.steps import step_of
from app.translation import PairRow, State, counts, field_label, pairs
from app.typography import fold, sort_key
from ui.pages.pair_state import pair_pill
from ui.pages.steps import Step, step_name
from ui.tables.cells import glyph, two_lines
from ui.tables.column import Column
from ui.tables.rows_model import RowsModel
from ui.widgets.pill import INK
from ui.widgets.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QPainter

    from model.change_set import ChangeSet
    from ui.open_plan import OpenPlan

TO_DO: Final = "to_do"
ALL: Final = "all"
_WORST_FIRST: Final = (State.MISSING, State.OUT_OF_DATE, State.DRAFT, State.CONFIRMED, State.NONE)


def place_name(step: Step) -> str:
    """Return what the texts of a step are listed under."""
    return _("The plan itself") if step is Step.OVERVIEW else step_name(step)


def key_of(row: PairRow) -> str:
    """Return the lasting name of a text."""
    return f"{row.entity} {row.key} {row.field}"


def owner_name(row: PairRow) -> str:
    """Return what the text belongs to, in the interface language as far as it is written there."""
    name = row.owner.text(language()).strip() or row.owner.en.strip() or row.owner.fr.strip()
    return name or entity_label(row.entity)


def place_words(row: PairRow) -> str:
    """Return field and year of a text."""
    field = field_label(row.entity, row.field)
    if row.year is None:
        return f"{entity_label(row.entity)} · {field}"
    return f"{field} · {format_year(row.year)}"


def state_words(row: PairRow) -> str:
    """Return the state of a text in a word."""
    pill = pair_pill(row)
    return say(pill.words) if pill else ""


def plain(row: PairRow, text: str) -> str:
    """Return a text without marks; a section's is small Markdown."""
    return plain_text(parse(text)) if row.entity == "section" else text


def _paint_text(painter: QPainter, box: QRectF, row: PairRow) -> None:
    two_lines(painter, box, owner_name(row), place_words(row))


def _paint_state(painter: QPainter, box: QRectF, row: PairRow) -> None:
    pill = pair_pill(row)
    if pill:
        glyph(painter, box, pill.icon, INK[pill.tone])


def _folded(row: PairRow) -> str:
    return fold(f"{row.owner.en} {row.owner.fr} {row.text.en} {row.text.fr}")


def _columns() -> tuple[Column[PairRow], ...]:
    return (
        Column(
            "text",
            lambda: _("Text"),
            lambda row: f"{owner_name(row)}. {place_words(row)}",
            _paint_text,
            sort_key=lambda row: (sort_key(owner_name(row), language()), row.field, str(row.year)),
        ),
        Column(
            "state",
            lambda: _("State"),
            state_words,
            _paint_state,
            width=74,
            sort_key=lambda row: _WORST_FIRST.index(row.state),
        ),
    )


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which texts are listed: a state, ``to_do`` or ``all``; and a step or ``all``."""

    state: str = TO_DO
    place: str = ALL

    def lets_through(self, row: PairRow) -> bool:
        """Whether a text is listed."""
        if self.place not in {ALL, step_of(row.entity).value}:
            return False
        if self.state == TO_DO:
            return row.state in {State.MISSING, State.OUT_OF_DATE, State.DRAFT}
        return self.state in {ALL, row.state.value}


class TextListModel(QObject):
    """Every text that is filled in at least one language."""

    refreshed = Signal()

    def __init__(self, plan: OpenPlan, is_seen: Callable[[], bool], parent: QObject | None = None) -> None:
        """List the texts of ``plan``; while ``is_seen`` says no, changes wait for the next ``read``."""
        super().__init__(parent)
        self._plan, self._is_seen = plan, is_seen
        self._is_stale = True
        self.narrowing = Narrowing()
        self.table: RowsModel[PairRow] = RowsModel(_columns(), key=key_of, folded=_folded)
        self.table.sort_by("state", descending=False)
        plan.changed.connect(self._follow)

    def read(self) -> None:
        """Read the texts, if something changed since they were read."""
        if self._is_stale:
            self._is_stale = False
            self.table.set_rows(pairs(self._plan.workspace))
            self.refreshed.emit()

    def narrow(self, narrowing: Narrowing) -> None:
        """List only these texts."""
        self.narrowing = narrowing
        self.table.filter(narrowing.lets_through)

    def counts(self) -> Mapping[State, int]:
        """Return how many texts of the chosen place are in each state."""
        everywhere = Narrowing(ALL, self.narrowing.place)
        return counts(row for row in self.table.rows() if everywhere.lets_through(row))

    def row(self, key: str) -> PairRow | None:
        """Return one text by its lasting name."""
        return next((row for row in self.table.rows() if key_of(row) == key), None)

    def follow_now(self, key: str) -> None:
        """List a text although it no longer fits, until another one is chosen."""
        narrowing = self.narrowing
        self.table.filter(lambda row: key_of(row) == key or narrowing.lets_through(row))

    def _follow(self, change: ChangeSet) -> None:
        if self._is_stale or not self._is_seen():
            self._is_stale = True
            return
        touched = {entity: set[str]() for entity in change.entities}
        for one in change.changes:
            touched[one.entity].add(one.key)
        if "confirmation" in touched or len(change.changes) > 2000:
            self._is_stale = True
            self.read()
            return
        changed: dict[str, PairRow | None] = {
            key_of(row): None for row in self.table.rows() if row.key in touched.get(row.entity, ())
        }
        for entity, keys in touched.items():
            changed |= {key_of(row): row for row in pairs(self._plan.workspace, entity=entity, keys=keys)}
        if changed:
            self.table.change_rows(changed)
            self.refreshed.emit()
