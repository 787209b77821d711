"""The standards of a service: their list, and the fields of the chosen one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.formats import format_number, format_percent, format_year
from app.i18n import _, ngettext
from app.inventory.fields import Entity
from app.inventory.quarters import BY_QUARTER
from app.inventory.results import performance, written_number
from app.registry.schema import Kind as Resource
from model.quantity import Quantity
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.pages.inventory import words
from ui.pages.inventory.quarter_words import coverage, disagreement
from ui.pages.inventory.record_model import STANDARD
from ui.pages.inventory.section import Section
from ui.pages.inventory.service_columns import SEVERITY
from ui.pages.inventory.typed_numbers import TARGET, VOLUME
from ui.tables.cells import glyph, two_lines
from ui.tables.column import Column
from ui.tables.header import HEIGHT
from ui.tables.rows_model import RowsModel
from ui.tables.table_view import RowHeight, TableView
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.finding_chip import FieldFinding, FieldFindings, Level, level_icon, level_role, level_words
from ui.widgets.frames import Columns, Hairline, column, row
from ui.widgets.label import Label
from ui.widgets.pill import Pill, StatusPill, Tone, paint_pill
from ui.widgets.quarter_table import QuarterTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from app.inventory.cards import ServiceCard, StandardCard

MOST_LINES: Final = 6  # standards listed before the list scrolls
_BY_QUARTER: Final = BY_QUARTER[Entity.STANDARD_RECORD]


def met_pill(met: bool | None) -> Pill:
    """Return the state of a standard as it is shown."""
    if met is None:
        return Pill(lambda: _("No result"), Tone.QUIET, "circle-dashed")
    if met:
        return Pill(lambda: _("Met"), Tone.GOOD, "circle-check")
    return Pill(lambda: _("Not met"), Tone.WARN, "triangle-alert")


def share_words(values: Mapping[str, str], field: str) -> str:
    """Return a ratio of 0 to 1 as a percentage; a dash where there is none."""
    value = written_number(values.get(field, ""))
    return "–" if value is None else percent_words(float(value))


def percent_words(ratio: float) -> str:
    """Return a ratio with one decimal where that says more than none."""
    whole = abs(ratio * 100 - round(ratio * 100)) < 0.05
    return format_percent(ratio, decimals=0 if whole else 1)


class Standards(Section):
    """Target, volumes, result and addresses of each standard."""

    def build(self) -> None:
        """Make the list and the fields of one standard."""
        self.standard = self.new_fields(STANDARD)
        self._record_rest = FieldFindings()
        self._record_rest.setObjectName("record_findings")
        self.add(self._record_rest)
        self._count = Label("", role=Role.TEXT2, wrap=True)
        self.add_button = Button(lambda: _("Add a standard"), icon="plus")
        self.add_button.clicked.connect(self.model.add_standard)
        line = row(gap=8)
        line.addWidget(self._count, 1)
        line.addWidget(self.add_button)
        self.body.addLayout(line)
        self.rows: RowsModel[StandardCard] = RowsModel(self._columns(), key=lambda one: one.key)
        self.list = TableView(self.rows, lambda: _("Service standards"))
        self.list.setObjectName("standards")
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list.current_changed.connect(self.model.choose_standard)
        self.list.opened.connect(lambda _key: self.standard.bound["service_standard"].widget.take_focus())
        drop = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        drop.setContext(Qt.ShortcutContext.WidgetShortcut)
        drop.activated.connect(self._delete)
        self.add(self.list)
        self.editor = QWidget()
        self._edit = column(self.editor, gap=9)
        self._edit.addSpacing(px(3))
        self._edit.addWidget(Hairline())
        self._edit.addWidget(self.rest)  # what was found on the chosen standard stands above its fields
        self.add(self.editor)
        self._build_editor()

    def _columns(self) -> tuple[Column[StandardCard], ...]:
        def name(one: StandardCard) -> str:
            return self.model.shown_name(one.both("service_standard")) or _("No words yet")

        def caption(one: StandardCard) -> str:
            channel = words.code_words(Resource.STANDARD, "channel", one.text("channel"))
            return " · ".join(
                part for part in (one.text("service_standard_id") or _("No identifier yet"), channel) if part
            )

        def result(one: StandardCard) -> str:
            return "–" if one.performance is None else percent_words(float(one.performance))

        def aim(one: StandardCard) -> str:
            return _("of {target}").format(target=share_words(one.values, "target"))

        def paint_met(painter: QPainter, box: QRectF, one: StandardCard) -> None:
            paint_pill(painter, box, met_pill(one.met))

        return (
            Column(
                "findings", lambda: _("Findings"), self._found_words, self._paint_found, width=34, shows_title=False
            ),
            Column(
                "standard",
                lambda: _("Standard"),
                lambda one: f"{name(one)}, {caption(one)}",
                lambda painter, box, one: two_lines(painter, box, name(one), caption(one)),
                tip=name,
            ),
            Column(
                "result",
                lambda: _("Result"),
                lambda one: f"{result(one)} {aim(one)}",
                lambda painter, box, one: two_lines(painter, box, result(one), aim(one), at_right=True),
                width=86,
                at_right=True,
            ),
            Column("met", lambda: _("Target met"), _met_words, paint_met, width=132, short=lambda: _("Target")),
        )

    def _level(self, one: StandardCard) -> Level | None:
        levels = [Level(found.level.value) for found in self.model.plan.findings.of(STANDARD, one.key)]
        return max(levels, key=lambda level: SEVERITY[level], default=None)

    def _found_words(self, one: StandardCard) -> str:
        level = self._level(one)
        return level_words(level) if level else ""

    def _paint_found(self, painter: QPainter, box: QRectF, one: StandardCard) -> None:
        if level := self._level(one):
            glyph(painter, box, level_icon(level), level_role(level))

    def _build_editor(self) -> None:
        of = self.standard
        self._title = Label("", size=Size.HEADING, strong=True, wrap=True)
        self.delete_button = IconButton(lambda: _("Delete this standard"), "trash-2")
        self.delete_button.clicked.connect(self._delete)
        line = row(gap=8)
        line.addWidget(self._title, 1)
        line.addWidget(self.delete_button)
        self._edit.addLayout(line)
        self._edit.addWidget(of.bilingual("service_standard", lines=2))
        figures = Columns(128, gap=12, level=True)
        for name, kind in (("target", TARGET), ("volume_meeting_target", VOLUME), ("total_volume", VOLUME)):
            figures.add(of.number(name, kind))
        self._edit.addWidget(figures)
        result = row(gap=8)
        self._result = Label("", wrap=True)
        self._met = StatusPill()
        result.addWidget(self._met)
        result.addWidget(self._result, 1)
        self._edit.addLayout(result)
        self._last = Label("", size=Size.CAPTION, role=Role.TEXT2, wrap=True)
        self._edit.addWidget(self._last)
        self._build_quarters()
        kinds = Columns(150, gap=12, level=True)
        kinds.add(of.text("service_standard_id"))
        kinds.add(of.codes("type", multiple=False))
        kinds.add(of.codes("channel", multiple=False))
        for widget in (
            kinds,
            of.bilingual("channel_comments", lines=2),
            of.bilingual("comments", lines=2),
            of.bilingual("standards_targets_uri"),
            of.bilingual("performance_results_uri"),
            of.text("internal_location"),
            of.bilingual("service_name", label=lambda: _("Service name, as reported with the standard"), is_name=True),
        ):
            self._edit.addWidget(widget)

    def _build_quarters(self) -> None:
        self.by_quarter = Button(lambda: _("Volumes by quarter"), kind=Kind.QUIET, icon="chevron-right")
        self.by_quarter.setCheckable(True)
        self.by_quarter.toggled.connect(lambda shown: self.show_quarters(shown=shown))
        self._edit.addWidget(self.by_quarter, 0, Qt.AlignmentFlag.AlignLeft)
        self.quarters: QuarterTable | None = None  # made when it is first looked at
        for name in _BY_QUARTER:
            self.standard.tell(name, partial(self._tell_quarters, name))

    def show_quarters(self, *, shown: bool) -> None:
        """Show the two volumes by quarter, or hide them again."""
        self.by_quarter.setChecked(shown)
        self.by_quarter.set_icon("chevron-down" if shown else "chevron-right")
        if shown and self.quarters is None:
            self.quarters = self._make_quarters()
        if self.quarters is not None:
            self.quarters.setVisible(shown)

    def _make_quarters(self) -> QuarterTable:
        short = (lambda: _("Met the target"), lambda: _("Total"))
        table = QuarterTable(
            list(zip(_BY_QUARTER, short, strict=True)), heading=lambda: _("Volume"), takes_states=False
        )
        table.committed.connect(
            lambda name, quarter, value: self.model.write_quarter(STANDARD, name, quarter, value.written)
        )
        table.sum_asked.connect(lambda name: self.model.take_sum(STANDARD, name))
        table.focused.connect(lambda name: self.field_focused.emit(STANDARD, name))
        table.set_read_only(read_only=self.model.plan.read_only)
        self._edit.insertWidget(self._edit.indexOf(self.by_quarter) + 1, table)
        table.follow(self.by_quarter)
        self._load_quarters(table)
        return table

    def _load_quarters(self, table: QuarterTable) -> None:
        one, card = self.model.standard_card(), self.model.card
        if one is None or card is None:
            return
        year = card.year
        table.set_year(lambda: format_year(year))
        for name in table.names():
            held = self.model.quarters(STANDARD, name)
            table.load(name, [Quantity(text) for text in held.written], Quantity(one.text(name)))
            table.tell(name, disagreement(held, one.text(name)), coverage(held))

    def _tell_quarters(self, name: str, year: str) -> tuple[FieldFinding, ...]:
        told = disagreement(self.model.quarters(STANDARD, name), year)
        return (FieldFinding(Level.WARNING, told),) if told else ()

    def show_record_rest(self, findings: Sequence[FieldFinding]) -> None:
        """Show above the list what was found on the record about its standards."""
        self._record_rest.show_findings(findings)

    def load(self, card: ServiceCard) -> None:
        """List the standards, and show the fields of the chosen one."""
        self.rows.set_rows(card.standards)
        lines = min(max(len(card.standards), 1), MOST_LINES)
        self.list.setFixedHeight(px(HEIGHT) + lines * px(RowHeight.TWO_LINES) + 2)
        self.list.setVisible(bool(card.standards))
        met = sum(one.met is True for one in card.standards)
        self._count.say(lambda: _count_words(len(card.standards), met))
        chosen = self.model.standard_card()
        self.editor.setVisible(chosen is not None)
        if chosen is not None:
            self.list.select_key(chosen.key)
            self._load_standard(chosen, card)

    def _load_standard(self, one: StandardCard, card: ServiceCard) -> None:
        self.standard.load(one.values)
        identifier = one.text("service_standard_id")
        self._title.say(
            lambda: _("Standard {identifier}").format(identifier=identifier) if identifier else _("New standard")
        )
        self._met.set_pill(met_pill(one.met))
        self._result.say(lambda: _result_words(one))
        if self.quarters is not None:
            self._load_quarters(self.quarters)
        if any(not self.model.quarters(STANDARD, name).is_blank for name in _BY_QUARTER):
            self.show_quarters(shown=True)
        last = one.last
        self._last.setVisible(bool(last))
        self._last.say(lambda: _last_words(last, format_year(card.year - 1)) if last else "")

    def show_findings(self, entity: str, findings: Mapping[str, Sequence[FieldFinding]]) -> None:
        """Show what was found at the chosen standard's fields, and which others have findings."""
        super().show_findings(entity, findings)
        self.list.viewport().update()

    def commit(self) -> None:
        """Hand over what is being typed."""
        super().commit()
        if self.quarters is not None:
            self.quarters.commit()

    def _delete(self) -> None:
        if self.model.plan.read_only:
            return
        self.commit()
        self.model.delete_standard()
        (self.list if self.rows.rowCount() else self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_read_only(self, *, read_only: bool) -> None:
        """Take no edit, or take edits again."""
        super().set_read_only(read_only=read_only)
        if self.quarters is not None:
            self.quarters.set_read_only(read_only=read_only)
        self.add_button.setEnabled(not read_only)
        self.delete_button.setEnabled(not read_only)


def _met_words(one: StandardCard) -> str:
    pill: Any = met_pill(one.met).words
    return str(pill())


def _count_words(count: int, met: int) -> str:
    if not count:
        return _("No standard yet. Add one: what clients can expect, and how often it is kept.")
    standards = ngettext("{count} standard", "{count} standards", count).format(count=count)
    kept = ngettext("{count} met", "{count} met", met).format(count=met)
    return f"{standards} · {kept}"


def _result_words(one: StandardCard) -> str:
    if one.performance is None:
        return _("The result appears once both volumes are given.")
    result, target = percent_words(float(one.performance)), share_words(one.values, "target")
    if one.met is None:
        return _("{result} met the standard; without a target above 0 nothing is compared.").format(result=result)
    return _("{result} met the standard; the target is {target}.").format(result=result, target=target)


def _last_words(last: Mapping[str, str], year: str) -> str:
    met, total = (written_number(last[name]) for name in ("volume_meeting_target", "total_volume"))
    target = share_words(last, "target")
    if met is None or total is None:
        return _("{year}: target {target}, no result").format(year=year, target=target)
    result = performance(last["volume_meeting_target"], last["total_volume"])
    return _("{year}: {result} ({met} of {total}), target {target}").format(
        year=year,
        result=_("no result") if result is None else percent_words(float(result)),
        met=format_number(int(met)),
        total=format_number(int(total)),
        target=target,
    )
