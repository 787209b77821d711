"""The inventory page: the table at the left, the record at the right, or one at a time where it is narrow."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.inventory.filtering import FACETS, ServiceFilter
from app.inventory.notes import note_card
from model.language import Language
from ui.look.measure import letters, px
from ui.pages.inventory.actions import ServiceActions
from ui.pages.inventory.commands import COMMAND, COMMANDS, run_command
from ui.pages.inventory.guidance import context_of
from ui.pages.inventory.import_flow import ImportFlow
from ui.pages.inventory.list_model import ServiceListModel
from ui.pages.inventory.record_model import RECORD, STANDARD, RecordModel
from ui.pages.inventory.record_view import RecordView
from ui.pages.inventory.service_list import ServiceList, tab_order
from ui.pages.inventory.succession_flow import SuccessionFlow
from ui.pages.inventory.table_actions import TableActions
from ui.pages.inventory.view_menu import ViewMenu
from ui.pages.page import Page
from ui.pages.steps import Step, step_name
from ui.shell import Breadth, Place
from ui.widgets.button import Button, IconButton, Kind, menu_action
from ui.widgets.frames import column
from ui.widgets.icon_menu import IconMenu
from ui.widgets.pill import Tone
from ui.widgets.split import Split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from app.drafts import Draft
    from model.fiscal_year import FiscalYear
    from ui.open_plan import OpenPlan
    from ui.shell import Shell

FILTER: Final = "filter"  # the entity of a place whose key is a facet and a value
ONE_AT_A_TIME: Final = 900  # letters of window width below which table and record take turns
REST: Final = 60  # milliseconds that a held arrow key rests before the record follows
FACTS_ROOM: Final = 600  # letters of the table's side below which the facts are shortened
APPROVE_ROOM: Final = 680  # letters of the table's side below which approving moves into a menu
IMPORT_ROOM: Final = 580  # the same for the word of importing; its icon stays
_RECORD_WIDTH: Final = {Breadth.WIDE: 560, Breadth.MEDIUM: 480, Breadth.NARROW: 480}
_LEAST_TABLE: Final = 320
NOTE: Final = "note"


class _Side(QWidget):
    """The table's side; tells when its width changes."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Tell the new width."""
        super().resizeEvent(event)
        self.resized.emit()


class InventoryPage(Page):
    """Step 2: the services of the year, and everything that is known of each."""

    step: ClassVar[Step] = Step.INVENTORY
    has_header: ClassVar[bool] = False  # it stands above the table alone

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        self.list_model, self.record_model = ServiceListModel(plan, self), RecordModel(plan, self)
        self._recovered: dict[str, list[Draft]] = {}
        self._is_read = self._is_bare = self._is_approve_in_menu = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._lay_out()
        self._order_tabs()
        self._connect()
        self._fold_actions()

    def _lay_out(self) -> None:
        self.list = ServiceList(self.list_model, self.shell.settings)
        self.record = RecordView(self.record_model)
        self._left = _Side()
        self._left.resized.connect(self._fold_actions)
        left = column(self._left)
        left.addWidget(self.header)
        left.addWidget(self.list, 1)
        self.header.show()
        self.import_button = Button(lambda: _("Import…"), icon="download")
        self.approve_button = Button(lambda: _("Approve…"), icon="check")
        self.add_button = Button(lambda: _("Add"), kind=Kind.PRIMARY, icon="plus")
        self.import_icon = IconButton(lambda: _("Import…"), "download")
        self.more = IconMenu(lambda: _("More actions"), "ellipsis")
        self.more.menu().aboutToShow.connect(self._fill_more)
        for button in (self.more, self.import_icon, self.approve_button, self.import_button, self.add_button):
            self.header.add_action(button)
        self._split = Split(self.shell.settings, "inventory.record")
        self._split.add(self._left, self.record)
        self.record.hide()  # until there is known to be room: both together would widen a narrow window
        self.body.addWidget(self._split, 1)
        self.body.setContentsMargins(0, 0, 0, px(6))  # the sheet's corners stay round
        self.asks = ServiceActions(self.record_model, self.list_model, self.shell, self)
        self.succession = SuccessionFlow(self.record_model, self.shell, self)
        self.many = TableActions(self.list, self.plan, self.shell, self)
        self.kept_views = ViewMenu(self.list, self.plan, self.shell, self)
        self.imports = ImportFlow(self.plan, self.shell, self.list_model.names, self)

    def _order_tabs(self) -> None:
        """Go in reading order: the header was filled after what stands below it."""
        order = (
            *(self.more, self.import_icon, self.approve_button, self.import_button, self.add_button),
            *tab_order(self.list),
            *(self.record.back, self.record.notes_button, self.record.menu),
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        for button in (self.import_button, self.import_icon):
            button.clicked.connect(self.imports.begin)
        self.add_button.clicked.connect(self.asks.add)
        self.approve_button.clicked.connect(self.asks.approve)
        self.list.import_asked.connect(self.imports.begin)
        self.list.add_asked.connect(self.asks.add)
        self.list.current_changed.connect(self._choose)
        self._rest.timeout.connect(lambda: self._show_chosen(self.list.table.current_key()))
        self.list.opened.connect(self._open)
        self.many.field_asked.connect(self._open_field)
        self.list_model.refreshed.connect(self._refresh_facts)
        self.record.back_asked.connect(self._go_back)
        self.record.field_focused.connect(self._tell_guide)
        self.record.section_changed.connect(lambda _name: self._tell_guide("", ""))
        self.record.duplicate_asked.connect(self.asks.duplicate)
        self.record.retire_asked.connect(self.asks.retire)
        self.record.succession_asked.connect(self.succession.ask)
        self.succession.went_to.connect(self.list.show_service)
        self.record.delete_asked.connect(self.asks.delete)
        self.record.leave_year_asked.connect(self.asks.leave_year)
        self.record.error_told.connect(self.asks.tell_error)
        self.record.done.connect(lambda words: self.shell.toast(words, undo=True))
        self.asks.made.connect(self._show_new)
        self.record_model.gone.connect(self._leave)
        self.plan.findings.changed.connect(self._take_findings)
        self.plan.content_changed.connect(lambda _content: self.list.table.retranslate())
        self.plan.year_changed.connect(self._show_year)
        for keys, act in (("Ctrl+F", self._search), ("Ctrl+N", self.asks.add)):
            shortcut = QShortcut(QKeySequence(keys), self)  # while this page is shown, wherever the focus is
            shortcut.activated.connect(act)

    def title(self) -> str:
        """Return the page's title."""
        return step_name(Step.INVENTORY)

    def facts(self) -> str:
        """Return how many services there are, what is new, and whether they are approved."""
        return self.list_model.facts(short=not self._has_room(FACTS_ROOM)) if self._is_read else ""

    def activate(self) -> None:
        """Read the services at the first showing, and lock what cannot be changed."""
        if not self._is_read:
            self._is_read = True
            for draft in (*self.plan.drafts(RECORD), *self.plan.drafts(STANDARD)):
                self._recovered.setdefault(draft.key, []).append(draft)
            recovered = sum(len(drafts) for drafts in self._recovered.values())
            self.list_model.reload()
            self._take_findings()
            self._lock()
            QTimer.singleShot(0, self, self._begin)  # the table is painted before a record is read
            QTimer.singleShot(0, self, lambda: self._tell_recovered(recovered))
        self.list.follow_settings()
        super().activate()

    def ahead(self) -> Iterator[None]:
        """Read the outlines of the services, and make the section of the record that is shown first."""
        if not self._is_read:
            yield from self.list_model.reading.ahead(self.list_model.table.order())
        yield from self.record.ahead()

    def _begin(self) -> None:
        if not self.list.table.current_key():
            self.list.table.select_first()

    def fit(self, _width: float) -> None:
        """Show both sides, or one at a time where the window is narrow."""
        breadth, one = self.shell.breadth(), self.is_one_at_a_time()
        self._is_bare = self.list.is_bare()
        self.list.set_breadth(breadth)
        self.record.show_back(shown=one)
        if one:
            record = self.record.isVisibleTo(self) and not self._left.isVisibleTo(self)
            self._left.setVisible(not record)
            self.record.setVisible(record)
        else:
            self._left.show()
            self.record.setVisible(not self._is_bare)
            self._split.fit(_RECORD_WIDTH[breadth], rest=_LEAST_TABLE)

    def is_one_at_a_time(self) -> bool:
        """Whether table and record take turns."""
        return letters(self.window().width()) < ONE_AT_A_TIME

    def focus_place(self, place: Place) -> bool:
        """Show the service that a place belongs to, and put the cursor into the field."""
        if place.entity == COMMAND:
            return run_command(self, place.key)
        if place.entity == FILTER:
            return self._show_filtered(place.key)
        note = note_card(self.plan.workspace, place.key) if place.entity == NOTE else None
        key = note.record if note is not None else place.key
        service = self.list_model.service_of(key) or (key if place.entity == "service" else "")
        if not service or not self.list.show_service(service):
            return False
        self._show_record()
        if note is not None:
            return self.record.show_note(note.key, place.language)
        if place.entity == STANDARD:
            self.record_model.choose_standard(place.key)
            self.record.show_section("standards")
        if not place.field:
            return True
        return self.record.focus_field(place.entity, place.field, place.language)

    def _show_filtered(self, written: str) -> bool:
        """Show the services that have one value of one facet, ``facet:value``, and no other filter."""
        facet, _colon, value = written.partition(":")
        if facet not in FACETS:
            return False
        self.list.show_all()
        self.list.show_filter(ServiceFilter().toggled(facet, value))
        self._go_back()
        return True

    def take_focus(self) -> None:
        """Begin in the table, or in the search while there is nothing in it."""
        target = self.list.table if self.list.table.isVisible() else self.list.search.editor
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_new(self, key: str) -> None:
        self.list.show_service(key)
        self._show_record()
        self.record.focus_field(RECORD, "service_description", None)

    def _choose(self, key: str) -> None:
        """Show a service; while an arrow is held down, wait until it rests."""
        if self.list.table.is_repeating:
            self._rest.start()
        else:
            self._rest.stop()
            self._show_chosen(key)

    def _show_chosen(self, key: str) -> None:
        self.record.commit()
        self.record_model.show(key)
        self._offer_drafts()
        self._tell_guide("", "")

    def _open(self, key: str) -> None:
        self.record_model.show(key)
        if self.is_one_at_a_time():
            self._show_record()
        self.record.segments.take_focus()

    def _open_field(self, field: str) -> None:
        """Put the cursor into a field of the current service; one that no form has opens the record."""
        self._open(self.list.table.current_key())
        if field:
            side = Language(field[-2:]) if field[-3:] in {"_en", "_fr"} else None
            self.record.focus_field(RECORD, field[:-3] if side else field, side)

    def _show_record(self) -> None:
        if self.is_one_at_a_time():
            self._left.hide()
            self.record.show()

    def _go_back(self) -> None:
        """Return to the table: to the other side where one is shown at a time."""
        if self.is_one_at_a_time() and self.record.isVisible():
            self.record.commit()
            self.record.hide()
            self._left.show()
        self.take_focus()

    def _search(self) -> None:
        self._go_back()
        self.list.search.take_focus()
        self.list.search.editor.selectAll()

    def _leave(self, _service: str) -> None:
        """Choose what stands where a service was that is gone."""
        self.record_model.clear()
        self.list.table.select_nearest()

    def _show_year(self, _year: FiscalYear) -> None:
        if self._is_read and not self.list.table.current_key():
            self.list.table.select_first()

    def _refresh_facts(self) -> None:
        if self._is_read:
            current = self._is_approved()
            self.approve_button.say(lambda: _("Approve again…") if current else _("Approve…"))
            self._lock()
            self._fold_actions()
            if self._is_bare is not self.list.is_bare():
                self.fit(letters(self.width()))

    def _lock(self) -> None:
        reason = lambda: _("The plan is open for reading only.")  # noqa: E731  one use, in place
        changing = (self.import_button, self.import_icon, self.add_button, self.approve_button, *self.list.offers())
        for button in changing:
            if self.plan.read_only:
                button.disable(reason)
            elif button is self.approve_button and not self.list_model.summary().services:
                button.disable(lambda: _("No service is reported in this year yet."))
            else:
                button.enable()

    def _fold_actions(self) -> None:
        """Give the title room: where there is little, and once it is approved, approving moves into a menu."""
        bare = self.list.is_bare()  # then the empty table offers the same, with the reason
        offered = self._has_room(APPROVE_ROOM) and not self._is_approved()
        self.approve_button.setVisible(offered and not bare)
        self._is_approve_in_menu = not offered and not bare
        self.import_button.setVisible(self._has_room(IMPORT_ROOM) and not bare)
        self.import_icon.setVisible(not self._has_room(IMPORT_ROOM) and not bare)
        self.add_button.setVisible(not bare)
        self.refresh_header()

    def _is_approved(self) -> bool:
        held = self.list_model.approval()
        return held is not None and held.is_in_force

    def _has_room(self, wanted: float) -> bool:
        return letters(self._left.width()) >= wanted

    def _fill_more(self) -> None:
        menu = self.more.menu()
        menu.clear()
        if self._is_approve_in_menu:
            entry = menu_action(menu, self.approve_button.text(), icon="check", do=self.asks.approve)
            entry.setEnabled(self.approve_button.isEnabled())
        for command in COMMANDS:
            entry = menu_action(menu, command.words, icon=command.icon, do=partial(command.do, self))
            entry.setEnabled(not (command.changes and self.plan.read_only))
        menu.addSeparator()
        for page in self.further:
            place = Place(view=page.view)
            menu_action(menu, page.words, icon=page.icon, do=partial(self.shell.go, self.step, place))

    def _take_findings(self) -> None:
        if self._is_read:
            self.list_model.take_findings(self.plan.findings.digest)
            self.record.refresh_findings()

    def _tell_guide(self, entity: str, field: str) -> None:
        self.tell_guide(lambda: context_of(self.record_model, self.record.section(), entity, field))

    def retranslate(self) -> None:
        """Write names, figures and numbers as the other language does."""
        super().retranslate()
        self.record.refresh()
        self.list_model.resort()

    def _offer_drafts(self) -> None:
        card = self.record_model.card
        if card is None:
            return
        keys = (card.record, *(one.key for one in card.standards))
        self.record.offer_drafts([draft for key in keys for draft in self._recovered.pop(key, [])])

    def _tell_recovered(self, count: int) -> None:
        """Say that texts were being typed when the plan was last left, and lead to the first."""
        if not count:
            return
        keys = list(self._recovered)
        self.shell.show_banner(
            lambda: ngettext(
                "{count} text that was being typed when the plan was last left was recovered.",
                "{count} texts that were being typed when the plan was last left were recovered.",
                count,
            ).format(count=count),
            tone=Tone.LIVE,
            icon="rotate-ccw",
            action=(lambda: _("Show")) if keys else None,
            do=lambda: self._show_recovered(keys),
        )

    def _show_recovered(self, keys: list[str]) -> None:
        for key in keys:
            if service := self.list_model.service_of(key):
                self.list.show_service(service)
                self._show_record()
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Return to the table on Esc, once no field has a use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Arrange again for another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationFontChange:
            self.fit(letters(self.width()))
