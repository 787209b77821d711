"""Opening a round: the year, by owner or by program, until when, and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt

from app.collection.cards import Grouping
from app.collection.rounds import RoundDraft, candidates_in_pieces, groups_in_pieces
from app.formats import format_number, format_year
from app.i18n import _, language, ngettext
from app.plan_facts import holds_few_records
from app.registry.code_lists import programs_with
from ui.idle_work import IdleWork
from ui.look.measure import px
from ui.look.tokens import Role
from ui.pages.collection.cells import paint_check, pair, single
from ui.pages.collection.round_name_dialog import round_name_field
from ui.pages.collection.words import label_words, services_words
from ui.tables.column import Column
from ui.tables.rows_model import RowsModel
from ui.tables.table_view import TableView
from ui.widgets.choice import Choice, Option, Segments
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.frames import row
from ui.widgets.label import Label
from ui.widgets.labelled import Labelled
from ui.widgets.text_field import DateField

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Sequence
    from datetime import date

    from PySide6.QtCore import QModelIndex, QRectF
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from app.collection.rounds import Candidate, Group
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear

FEW: Final = 400  # records that are read in the time of a blink
_WEEKS: Final = 4  # until the due date that is proposed


@dataclass(frozen=True, slots=True)
class _Asked:
    key: str
    group: Group


class RoundDialog(Dialog):
    """Says what a round asks and whom; every group is ticked to begin with."""

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        years: Sequence[FiscalYear],
        year: FiscalYear,
        services: Collection[str] | None = None,
        *,
        french_first: bool = False,
    ) -> None:
        super().__init__(parent, lambda: _("Open a collection round"), width=WIDE)
        self._workspace, self._services = workspace, services
        self._programs = programs_with(workspace)
        self._left_out: set[str] = set()
        self._reading = IdleWork(self)
        self._nameless = 0  # services that no workbook can name
        self._candidates: dict[FiscalYear, tuple[Candidate, ...]] = {}
        self._years = {str(one): one for one in years}
        self.body.addWidget(
            Label(
                lambda: _(
                    "Each owner or program gets one workbook with its services, filled in as far as the plan knows "
                    "them. You send the workbooks and take them back here."
                ),
                role=Role.TEXT2,
                wrap=True,
            )
        )
        self.year = Choice(lambda: _("Fiscal year"), [Option(str(one), _year_words(one)) for one in years])
        self.year.set_value(str(year))
        self.grouping = Segments(
            lambda: _("One workbook for each"),
            [
                Option(Grouping.OWNER.value, lambda: _("Owner")),
                Option(Grouping.PROGRAM.value, lambda: _("Program")),
            ],
        )
        self.due = DateField(lambda: _("Due date"))
        self.due.setObjectName("due_on")
        self.due.set_day(_today() + timedelta(weeks=_WEEKS))
        self.name = round_name_field(french_first=french_first)
        self.body.addWidget(self.name)
        line = row(gap=24)
        asked = (
            Labelled(lambda: _("Fiscal year"), self.year),
            Labelled(lambda: _("One workbook for each"), self.grouping),
            self.due,
        )
        for field in asked:
            line.addWidget(field, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self.body.addLayout(line)
        self.table = self._made_table()
        self.body.addWidget(self.table, 1)
        self._told = Label(self._told_words, role=Role.TEXT2, wrap=True)
        self.body.addWidget(self._told)
        self.accept_button = self.add_button(self._accept_words, accepts=True, primary=True)
        self.add_button(lambda: _("Cancel"), accepts=False)
        self.year.chosen.connect(lambda _value: self._read())
        self.grouping.chosen.connect(lambda _value: self._read())
        self.due.drafted.connect(lambda _text: self._judge())
        self.due.committed.connect(lambda _text: self._judge())
        self._read()
        self.focus_first(self.accept_button)

    def draft(self) -> RoundDraft:
        """Return what was said of the round."""
        year = self._years[self.year.value()]
        return RoundDraft(year, self.name.written(), Grouping(self.grouping.value()), self._due(), _today())

    def chosen(self) -> tuple[Group, ...]:
        """Return the groups that are ticked."""
        return tuple(one.group for one in self.table.rows_model.rows() if one.key not in self._left_out)

    def _made_table(self) -> TableView:
        mark: Column[_Asked] = Column(
            "asked",
            lambda: _("Asked"),
            lambda one: _("Not asked") if one.key in self._left_out else _("Asked"),
            self._paint_mark,
            width=40,
            shows_title=False,
        )
        columns = (
            mark,
            pair("for", lambda: _("Workbook for"), self._label, lambda one: one.group.email),
            single("services", lambda: _("Services"), lambda one: services_words(len(one.group.services)), width=130),
        )
        model: RowsModel[Any] = RowsModel(columns, key=lambda one: one.key)
        table = TableView(model, lambda: _("Who is asked"))
        table.setObjectName("groups")
        table.setMinimumHeight(px(240))
        table.marked.connect(self._toggle)
        table.clicked.connect(self._click)
        return table

    def _label(self, one: _Asked) -> str:
        return label_words(one.group, Grouping(self.grouping.value()), self._programs)

    def _paint_mark(self, painter: QPainter, box: QRectF, one: _Asked) -> None:
        paint_check(painter, box, on=one.key not in self._left_out)

    def _click(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._toggle(self.table.rows_model.key_of(index.row()))

    def _toggle(self, key: str) -> None:
        self._left_out ^= {key}
        self._judge()

    def _read(self) -> None:
        self._left_out, self._nameless = set(), 0
        self.table.rows_model.set_rows(())
        year = self._years[self.year.value()]
        self._reading.ask("year", self._read_year(year), self._take, whole=holds_few_records(self._workspace, FEW))
        self._judge()

    def _read_year(self, year: FiscalYear) -> Generator[None, None, tuple[Group, ...]]:
        if year not in self._candidates:
            self._candidates[year] = yield from candidates_in_pieces(self._workspace, year)
        found, services = self._candidates[year], self._services
        self._nameless = sum(not one.service_id for one in found if services is None or one.key in services)
        grouping = Grouping(self.grouping.value())
        return (yield from groups_in_pieces(self._workspace, year, grouping, language(), services, among=found))

    def _take(self, made: tuple[Group, ...]) -> None:
        self.table.rows_model.set_rows(_Asked(str(at), group) for at, group in enumerate(made))
        self._judge()

    def _judge(self) -> None:
        self.table.viewport().update()
        self.accept_button.say(self._accept_words)
        self._told.say(self._told_words)
        self._told.setVisible(bool(self._told.text()))
        if self._reading.is_busy:
            self.accept_button.disable(lambda: _("The services are being read…"))
        elif not self.chosen():
            self.accept_button.disable(lambda: _("Choose whom to ask."))
        elif self.due.value().strip() and self._due() is None:
            self.accept_button.disable(lambda: _("Enter the day as year-month-day, for example 2026-04-01."))
        else:
            self.accept_button.enable()

    def _told_words(self) -> str:
        count = self._nameless
        if not count:
            return ""
        return ngettext(
            "{count} service has no identifier of the registry yet, so no workbook can name it.",
            "{count} services have no identifier of the registry yet, so no workbook can name them.",
            count,
        ).format(count=format_number(count))

    def _accept_words(self) -> str:
        count = len(self.chosen())
        return ngettext("Ask for {count} workbook", "Ask for {count} workbooks", count).format(
            count=format_number(count)
        )

    def _due(self) -> date | None:
        try:
            return datetime.strptime(self.due.value().strip(), "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            return None


def _year_words(year: FiscalYear) -> Any:
    return lambda: format_year(year)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
