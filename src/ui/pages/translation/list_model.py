"""The texts of the plan, kept up to date with what changes, and the ways to narrow them down."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, Signal

from app.checks.touched import confirmed_records
from app.documents.markup import parse, plain_text
from app.formats import format_year
from app.i18n import _, language
from app.labels import entity_label
from app.plan_facts import holds_few_records
from app.steps import step_of
from app.translation import PairRow, State, field_label, pair_parts, pairs, texts_of
from app.typography import fold, sort_key
from ui.idle_work import IdleWork
from ui.pages.pair_state import pair_pill
from ui.pages.steps import Step, step_name
from ui.tables.cells import glyph, two_lines
from ui.tables.column import Column
from ui.tables.rows_model import RowsModel
from ui.widgets.pill import INK
from ui.widgets.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence

    from PySide6.QtGui import QPainter

    from model.change_set import Change, ChangeSet
    from ui.open_plan import OpenPlan
    from ui.tables.row_list import Prepared

TO_DO: Final = "to_do"
ALL: Final = "all"
FEW: Final = 150  # records of services whose texts are read in the time of a blink
_MANY: Final = 2000  # changes from which everything is read again
_TO_DO: Final = (State.DRAFT, State.MISSING, State.OUT_OF_DATE)
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

    @property
    def states(self) -> tuple[State, ...]:
        """Return the states that are listed."""
        if self.state == TO_DO:
            return _TO_DO
        return tuple(State) if self.state == ALL else (State(self.state),)

    def is_at(self, step: Step) -> bool:
        """Whether the texts of a step are listed."""
        return self.place in {ALL, step.value}


class _Listed:
    """Tells whether a text is listed: by a narrowing, or because it is kept although it no longer fits."""

    def __init__(self, narrowing: Narrowing, kept: str = "") -> None:
        self._states, self._place, self._kept = narrowing.states, narrowing.place, kept

    def __call__(self, row: PairRow) -> bool:
        """Whether a text is listed."""
        if row.state in self._states and (self._place == ALL or step_of(row.entity).value == self._place):
            return True
        return bool(self._kept) and key_of(row) == self._kept


class TextListModel(QObject):
    """Every text that is filled in at least one language; many are read in pieces."""

    refreshed = Signal()

    def __init__(self, plan: OpenPlan, is_seen: Callable[[], bool], parent: QObject | None = None) -> None:
        """List the texts of ``plan``; while ``is_seen`` says no, changes wait for the next ``read``."""
        super().__init__(parent)
        self._plan, self._is_seen = plan, is_seen
        self._is_read = False
        self._waiting: list[ChangeSet] = []
        self._reading = IdleWork(self)
        self._kept = ""
        self._counts: Counter[tuple[Step, State]] = Counter()
        self.narrowing = Narrowing()
        self.table: RowsModel[PairRow] = RowsModel(_columns(), key=key_of, folded=_folded)
        self.table.sort_by("state", descending=False)
        plan.changed.connect(self._follow)

    @property
    def is_reading(self) -> bool:
        """Whether the texts are still being read."""
        return self._reading.is_busy

    def read(self) -> None:
        """Read the texts, or those of them that were changed since they were read."""
        if self._reading.is_busy:
            return
        waiting, self._waiting = self._waiting, []
        changes = [change for change_set in waiting for change in change_set.changes]
        if not self._is_read or len(changes) > _MANY:
            self._is_read = True
            is_small = holds_few_records(self._plan.workspace, FEW)
            self._reading.ask("texts", self._read_all(), self._take, whole=is_small, later=not is_small)
        elif changes:
            self._read_again(changes)

    def _read_all(self) -> Generator[None, None, tuple[Prepared[PairRow], Counter[tuple[Step, State]]]]:
        made, counted = self.table.prepare_rows(), Counter[tuple[Step, State]]()
        for rows in pair_parts(self._plan.workspace):
            made.add(rows)
            counted.update((step_of(row.entity), row.state) for row in rows)
            yield
        yield from made.ordering()
        return made, counted

    def _take(self, read: tuple[Prepared[PairRow], Counter[tuple[Step, State]]]) -> None:
        made, self._counts = read
        self.table.take_rows(made)
        if self._waiting:  # changed while they were read
            self.read()
        self.refreshed.emit()

    def narrow(self, narrowing: Narrowing) -> None:
        """List only these texts."""
        is_same, kept = narrowing == self.narrowing, self._kept
        self.narrowing, self._kept = narrowing, ""
        if is_same:
            self.table.filter_again(_Listed(narrowing), {kept})
        else:
            self.table.filter(_Listed(narrowing))

    def counts(self) -> Mapping[State, int]:
        """Return how many texts of the chosen place are in each state."""
        found = dict.fromkeys(State, 0)
        for (step, state), count in self._counts.items():
            if self.narrowing.is_at(step):
                found[state] += count
        return found

    def row(self, key: str) -> PairRow | None:
        """Return one text by its lasting name."""
        return self.table.row_of(key)

    def follow_now(self, key: str) -> None:
        """List a text although it no longer fits, until another one is chosen."""
        before, self._kept = self._kept, key
        self.table.filter_again(_Listed(self.narrowing, key), {before, key})

    def _follow(self, change: ChangeSet) -> None:
        if not self._is_read:
            return
        self._waiting.append(change)
        if self._is_seen():
            self.read()
        elif sum(len(one.changes) for one in self._waiting) > _MANY:
            self._is_read = False
            self._waiting.clear()

    def _read_again(self, changes: Sequence[Change]) -> None:
        """Read the texts of what was changed or confirmed, and leave the others as they are."""
        touched = confirmed_records(self._plan.workspace, changes)
        for one in changes:
            touched.setdefault(one.entity, set()).add(one.key)
        changed: dict[str, PairRow | None] = {}
        for entity, fields in texts_of().items():
            keys = touched.get(entity, set())
            places = (f"{entity} {key} {field}" for field in fields for key in keys)
            changed |= {place: None for place in places if self.table.row_of(place) is not None}
            if keys:
                changed |= {key_of(row): row for row in pairs(self._plan.workspace, entity=entity, keys=keys)}
        for key, row in changed.items():
            self._count(self.table.row_of(key), -1)
            self._count(row, 1)
        if changed:
            self.table.change_rows(changed)
            self.refreshed.emit()

    def _count(self, row: PairRow | None, by: int) -> None:
        if row is not None:
            self._counts[step_of(row.entity), row.state] += by
