"""The review of a carried year: walks from field to field, last year beside this year."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.cli.messages import sentence
from app.formats import format_number, format_year
from app.i18n import _, ngettext
from app.inventory.review import Mark, finish_review, mark_revisit, mark_same, reopen_review, review_card
from app.inventory.review_queue import carried_services, review_queue
from app.plan_facts import years_with_records
from app.refusals import REFUSALS
from ui.look.measure import letters, px
from ui.look.tokens import Role, Size
from ui.pages.further import FurtherPage
from ui.pages.inventory.commands import COMMAND
from ui.pages.inventory.record_model import RecordModel
from ui.pages.review.columns import item_columns, open_words, queue_columns
from ui.pages.review.editor import ItemEditor
from ui.pages.steps import Step
from ui.shell import GuideContext, Place
from ui.tables.rows_model import RowsModel
from ui.tables.table_view import RowHeight, TableView
from ui.widgets.button import Button, Kind
from ui.widgets.empty_state import EmptyState
from ui.widgets.frames import Hairline, Scroll, column, row
from ui.widgets.label import Label
from ui.widgets.pill import Tone
from ui.widgets.split import Split

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from app.inventory.review import ReviewCard, ReviewItem
    from app.inventory.review_queue import QueueRow
    from model.change_set import ChangeSet
    from ui.open_plan import OpenPlan
    from ui.shell import Shell

_AT_ONCE: Final = 300
"""Services read while the window waits; the others follow in pieces."""

_BOTH: Final = 860  # units of length below which the list of services hides
_QUEUE: Final = 300
_LEAST_FIELDS: Final = 150
_TOUCHES: Final = ("service", "service_record", "standard_record", "carried_record", "field_mark")


def item_key(item: ReviewItem) -> str:
    """Return what names an item among those of its service."""
    return f"{item.place.record}/{item.place.field}"


class ReviewPage(FurtherPage):
    """Services at the left, the fields of one at the right, the field itself below them."""

    step: ClassVar[Step] = Step.INVENTORY
    view: ClassVar[str] = "review"
    icon: ClassVar[str] = "clipboard-check"

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        self.record = RecordModel(plan, self)
        self._card: ReviewCard | None = None
        self._waiting: list[str] = []
        self._read: dict[str, QueueRow] = {}
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._read_more)
        self._is_stale = True
        self._can_carry = False  # whether the year before holds services
        shown = self.record.shown_name
        self.queue_rows: RowsModel[QueueRow] = RowsModel(queue_columns(shown), key=lambda one: one.service)
        self.item_rows: RowsModel[ReviewItem] = RowsModel(item_columns(shown, self.record.program_name), key=item_key)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._split = Split(shell.settings, "inventory.review", kept=0)
        self._services = self._left()
        self._split.add(self._services, Scroll(self._right()))
        self._empty = EmptyState(
            "calendar-plus",
            lambda: _("Nothing was carried into {year}").format(year=format_year(plan.year)),
            self._empty_note,
            primary=self._way_out,
        )
        self._empty.primary_clicked.connect(self._leave_empty)
        self.body.addWidget(self._split, 1)
        self.body.addWidget(self._empty, 1)
        self._add_keys()
        plan.changed.connect(self._follow)
        plan.year_changed.connect(lambda _year: self._reread())
        plan.content_changed.connect(self.editor.set_content)

    @classmethod
    def name(cls) -> str:
        """Return what the screen is called."""
        return _("Review of the year")

    def _empty_note(self) -> str:
        if self._can_carry:
            return _("Carry the year before forward; what must be looked at again is then listed here.")
        year = format_year(self.plan.year - 1)
        return _("No services are reported for {year}, so there is nothing to carry forward.").format(year=year)

    def _way_out(self) -> str:
        if self._can_carry:
            return _("Carry {year} forward…").format(year=format_year(self.plan.year - 1))
        return _("Go to the inventory")

    def _leave_empty(self) -> None:
        (self._carry if self._can_carry else self.go_back)()

    def facts(self) -> str:
        """Return the year, and how much is left."""
        fields = sum(one.fields for one in self._read.values())
        services = sum(one.is_open for one in self._read.values())
        year = format_year(self.plan.year)
        if not self._read:
            return year
        if not fields:
            return f"{year} · {_('Everything was looked at')}"
        words = ngettext("{fields} in {count} service", "{fields} in {count} services", services)
        return f"{year} · {words.format(fields=open_words(fields), count=format_number(services))}"

    def _left(self) -> QWidget:
        pane = QWidget()
        whole = column(pane, margins=(12, 0, 0, 12))
        self.queue = TableView(self.queue_rows, lambda: _("Services of the review"))
        self.queue.setObjectName("review_services")
        self.queue.current_changed.connect(self._choose)
        self.queue.opened.connect(lambda _key: self.items.setFocus(Qt.FocusReason.OtherFocusReason))
        whole.addWidget(self.queue, 1)
        return pane

    def _right(self) -> QWidget:
        pane = QWidget()
        whole = column(pane, gap=10, margins=(20, 4, 20, 16))
        head = row(gap=8)
        names = column(gap=2)
        self.service_name = Label("", size=Size.HEADING, strong=True, wrap=True)
        self.service_name.setObjectName("review_name")
        self.progress = Label("", size=Size.CAPTION, role=Role.TEXT2, wrap=True)
        names.addWidget(self.service_name)
        names.addWidget(self.progress)
        head.addLayout(names, 1)
        self.finish_button = Button(lambda: _("All looked at"), icon="check")
        self.finish_button.clicked.connect(self._finish)
        head.addWidget(self.finish_button, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(head)
        self.items = TableView(self.item_rows, lambda: _("Fields of the service"), height=RowHeight.TWO_LINES)
        self.items.setObjectName("review_fields")
        self.items.current_changed.connect(self._show_item)
        self.items.opened.connect(lambda _key: self._edit())
        self.items.setMinimumHeight(px(_LEAST_FIELDS))  # where the window is low, the pane scrolls
        whole.addWidget(self.items, 1)
        whole.addWidget(Hairline())
        self.editor = ItemEditor(self.record)
        whole.addWidget(self.editor)
        whole.addLayout(self._foot())
        return pane

    def _foot(self) -> QHBoxLayout:
        line = row(gap=8)
        self.same_button = Button(lambda: _("Same as last year (S)"), icon="equal")
        self.same_button.clicked.connect(self._same)
        self.change_button = Button(lambda: _("Change (Enter)"), icon="pencil")
        self.change_button.clicked.connect(self._edit)
        self.revisit_button = Button(lambda: _("Look again later (R)"), icon="refresh-cw")
        self.revisit_button.clicked.connect(self._revisit)
        self.next_button = Button(lambda: _("Next (N)"), kind=Kind.PRIMARY)
        self.next_button.clicked.connect(self._next)
        for button in (self.same_button, self.change_button, self.revisit_button):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.next_button)
        return line

    def _add_keys(self) -> None:
        for keys, act in (("S", self._same), ("R", self._revisit), ("N", self._next), ("P", self._previous)):
            shortcut = QShortcut(QKeySequence(keys), self.items)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._finish)

    def activate(self) -> None:
        """Read the queue at the first showing and after changes elsewhere."""
        if self._is_stale:
            self._reread()
        super().activate()
        self.tell_guide(lambda: GuideContext(path=(self.title(),), requirement="7.1"))

    def fit(self, _width: float) -> None:
        """Show the services beside the fields where there is room."""
        self._services.setVisible(letters(self.width()) >= _BOTH)
        self._split.fit(_QUEUE, rest=420)

    def take_focus(self) -> None:
        """Begin among the fields."""
        (self.items if self._read else self._empty).setFocus(Qt.FocusReason.TabFocusReason)

    def focus_place(self, place: Place) -> bool:
        """Show the service of a place."""
        return self.queue.select_key(place.key)

    def retranslate(self) -> None:
        """Say names and values in the other language."""
        super().retranslate()
        self.queue_rows.sort_again()
        self._tell()

    # reading

    def _reread(self) -> None:
        """Read the queue again: what stands on the screen at once, the rest while the window is idle."""
        self._is_stale = not self.isVisible() and bool(self._read)
        self._waiting = list(carried_services(self.plan.workspace, self.plan.year))
        self._read = {}
        self._read_more()
        has_any = bool(self._read)
        self._split.setVisible(has_any)
        self._empty.setVisible(not has_any)
        self._can_carry = not has_any and self.plan.year - 1 in years_with_records(self.plan.workspace)
        self._empty.retell()
        self._is_stale = False

    def _read_more(self) -> None:
        some, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        is_first = not self._read
        for one in review_queue(self.plan.workspace, self.plan.year, set(some)).rows if some else ():
            self._read[one.service] = one
        if self._waiting:
            self._later.start()
        else:
            self._later.stop()
        if is_first or not self._waiting:
            current = self.queue.current_key()
            self.queue_rows.set_rows(self._read.values())
            if self.queue_rows.sorted_by() is None:
                self.queue.sort_by("service", descending=False)
            if not self.queue.select_key(current):
                self._choose_first()
            self.refresh_header()

    def _choose_first(self) -> None:
        """Stand on the first service that holds something to look at."""
        wanted = next((one.service for one in self.queue_rows.shown() if one.is_open), "")
        if not wanted or not self.queue.select_key(wanted):
            self.queue.select_first()

    def _choose(self, service: str) -> None:
        self.editor.commit()
        if not service or service not in self._read:
            return
        self.record.show(service)
        self._load(to_open=True)

    def _load(self, *, to_open: bool) -> None:
        """Show the fields of the current service; ``to_open`` stands on the first to look at."""
        service = self.queue.current_key()
        self._card = review_card(self.plan.workspace, service, self.plan.year) if service else None
        current = self.items.current_key()
        self.item_rows.set_rows(self._card.items if self._card else ())
        wanted = next((item_key(item) for item in self._card.open), "") if self._card and to_open else current
        if not self.items.select_key(wanted):
            self.items.select_first()
        self._show_item(self.items.current_key())
        self._tell()

    def _tell(self) -> None:
        found = self._card
        self.service_name.say(lambda: (self.record.shown_name(found.name) or _("No name yet")) if found else "")
        self.progress.say(lambda: self._progress_words(found) if found else "")
        reviewed = found is not None and found.is_reviewed
        self.finish_button.say(lambda: _("Review again") if reviewed else _("All looked at"))
        for button in (self.same_button, self.revisit_button, self.change_button, self.finish_button):
            if self.plan.read_only:
                button.disable(lambda: _("The plan is open for reading only."))
            else:
                button.enable()

    @staticmethod
    def _progress_words(found: ReviewCard) -> str:
        if found.is_reviewed:
            return _("Reviewed")
        return _("{open} of {count}").format(open=open_words(len(found.open)), count=format_number(len(found.items)))

    def _follow(self, change: ChangeSet) -> None:
        if not change.touches(*_TOUCHES):
            return
        if not self.isVisible():
            self._is_stale = True
            return
        service = self.queue.current_key()
        one = review_queue(self.plan.workspace, self.plan.year, {service}).rows if service else ()
        known = {service, *((self._card.record,) if self._card else ())}
        if self._card is not None:
            known |= {item.place.record for item in self._card.items}
        rows = {part.key for part in change.changes if part.entity in {"service", "service_record", "standard_record"}}
        if not one or not rows <= known:
            self._reread()
            return
        self._read[service] = one[0]
        self.queue_rows.change_rows({service: one[0]})
        self._load(to_open=False)
        self.refresh_header()

    # what a planner does

    def item(self) -> ReviewItem | None:
        """Return the field that the review stands on."""
        return self.item_rows.row_of(self.items.current_key())

    def _show_item(self, _key: str) -> None:
        found = self.item()
        self.editor.show_place(found.place if found else None)

    def _edit(self) -> None:
        if (found := self.item()) is not None:
            self.editor.take_focus(found.place)

    def _same(self) -> None:
        found = self.item()
        if found is None:
            return
        place = found.place
        if self._do(lambda: mark_same(self.plan.workspace, [place])):
            self._next()

    def _revisit(self) -> None:
        found = self.item()
        if found is not None:
            place = found.place
            self._do(lambda: mark_revisit(self.plan.workspace, [place]))

    def _finish(self) -> None:
        card = self._card
        if card is None:
            return
        act = reopen_review if card.is_reviewed else finish_review
        if self._do(lambda: act(self.plan.workspace, card.service, self.plan.year)) and not card.is_reviewed:
            self._next_service(1)

    def _do(self, act: Callable[[], object]) -> bool:
        self.editor.commit()
        if self.plan.read_only:
            return False
        try:
            act()
        except REFUSALS as error:
            told = error
            self.shell.show_banner(lambda: sentence(told), tone=Tone.BAD, icon="circle-alert")
            return False
        return True

    def _next(self) -> None:
        """Go to the next field to look at, in this service or the next one."""
        self.editor.commit()
        shown = self.item_rows.shown()
        line = self.item_rows.line_of(self.items.current_key())
        ahead = [*shown[line + 1 :], *shown[: line + 1]]
        wanted = next((item for item in ahead if item.mark is Mark.REVISIT), None)
        current = self.item()
        if wanted is None or (current is not None and item_key(wanted) == item_key(current)):
            self._next_service(1)
        else:
            self.items.select_key(item_key(wanted))
        self.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def _previous(self) -> None:
        self.editor.commit()
        shown = self.item_rows.shown()
        line = self.item_rows.line_of(self.items.current_key())
        wanted = next((item for item in reversed(shown[:line]) if item.mark is Mark.REVISIT), None)
        if wanted is None:
            self._next_service(-1)
        else:
            self.items.select_key(item_key(wanted))

    def _next_service(self, step: int) -> None:
        """Go to the next service that holds something to look at, or the one before."""
        shown = self.queue_rows.shown()
        line = self.queue_rows.line_of(self.queue.current_key())
        ahead = [*shown[line + 1 :], *shown[: max(line, 0)]]
        wanted = next((one.service for one in (ahead if step > 0 else reversed(ahead)) if one.is_open), "")
        if wanted:
            self.queue.select_key(wanted)
        self.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def _carry(self) -> None:
        self.plan.set_year(self.plan.year - 1)
        self.shell.go(Step.INVENTORY, Place(COMMAND, "carry"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Return from the field to the list on Esc, from the list to the inventory."""
        if event.key() == Qt.Key.Key_Escape and self.editor.holds_focus():
            self.editor.commit()
            self.items.setFocus(Qt.FocusReason.OtherFocusReason)
            event.accept()
            return
        super().keyPressEvent(event)
