"""Prints for how long the window takes no key while its table of 20,000 records is worked with, in milliseconds.

    probe_blocks.py PLAN [-v]

The table is filtered, searched, sorted, shown with other columns, chosen from, copied, edited and pasted into by
its own widgets; after each action the window goes on until it rests. What is told is the longest stretch between
two looks at what the planner does, and by which action; with ``-v`` those of all actions.

They are milliseconds of processor, so that a busy machine is no slow table. Nothing is written to the plan.
"""

from __future__ import annotations

import gc
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from probe_table import FIELDS, PATIENCE
from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app.inventory.filtering import FACETS, ServiceFilter
from app.spreadsheet_text import to_tabs
from ui.application import FUSION, Editor
from ui.pages.inventory.bulk_dialog import BulkDialog
from ui.pages.inventory.page import InventoryPage
from ui.pages.steps import Step
from ui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ui.window.plan_frame import PlanFrame

REST = 0.14  # seconds without work after which an action is over; no timer of the table waits longer
WORK = 1.0  # milliseconds from which a look at the events was work
CTRL = Qt.KeyboardModifier.ControlModifier
Action = tuple[str, "Callable[[], object]"]


def main() -> None:
    """Open the plan in the editor's own window, and do everything that its table offers."""
    application = QApplication(["blocks", *FUSION])
    settings = Settings()
    settings.has_motion = False
    editor = Editor(application, settings)
    editor.start()
    application.processEvents()
    editor.window.resize(1280, 760)
    editor.actions().open(Path(sys.argv[1]))
    frame = editor.window.frame
    assert frame is not None
    page = inventory(frame)
    blocks = {}
    for name, act in Walk(page).actions():
        blocks[name] = longest_block(act, page)
        if "-v" in sys.argv:
            print(f"{blocks[name]:8.1f}  {name}")
    worst = max(blocks, key=lambda name: blocks[name])
    editor.window.close()
    print(f"the longest: {worst}")
    print(blocks[worst])


def inventory(frame: PlanFrame) -> InventoryPage:
    """Go to the table and wait until every service is read and can be searched."""
    assert frame.session is not None
    frame.session.plan.findings.stop()  # checks run beside the work, in pieces: another figure's business
    frame.go(Step.INVENTORY)
    page = frame.session.page(Step.INVENTORY)
    assert isinstance(page, InventoryPage)
    until = time.monotonic() + PATIENCE
    while page.list_model.reading.is_busy:
        QApplication.processEvents()
        assert time.monotonic() < until, "not read in time"
    gc.collect()
    return page


def longest_block(act: Callable[[], object], page: InventoryPage) -> float:
    """Do an action, let the window go on until it rests, and return its longest stretch without a look at events."""
    longest = timed(act)
    events = QAbstractEventDispatcher.instance()
    until, rest = time.monotonic() + PATIENCE, time.monotonic() + REST
    while time.monotonic() < rest:
        took = timed(lambda: events.processEvents(QEventLoop.ProcessEventsFlag.AllEvents))
        longest = max(longest, took)
        if took > WORK or page.list_model.work.is_busy:
            rest = time.monotonic() + REST
        assert time.monotonic() < until, "the window does not rest"
    return longest


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds of processor a call takes."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


class Walk:
    """What is done with the table, one action after the other."""

    def __init__(self, page: InventoryPage) -> None:
        self.page, self.list, self.table = page, page.list, page.list.table

    def actions(self) -> Iterator[Action]:
        """Yield each action when the one before is over."""
        yield from self.filters()
        yield from self.searches()
        yield from self.sorts()
        yield from self.columns_and_views()
        yield from self.choices()
        yield from self.edits()
        yield from self.pastes()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Callable[[], object]:
        """Return what presses a key on the table."""
        return partial(QTest.keyClick, self.table, key, held)

    def filters(self) -> Iterator[Action]:
        """Open each facet, choose of it, choose of several, let nothing through, and let everything through again."""
        several = ServiceFilter()
        for facet in FACETS:
            yield f"open {facet}", partial(self.list.filter.open_facet, facet)
            opened = self.list.filter.opened
            assert opened is not None
            values = sorted(self.page.list_model.facet_counts(facet) or ())
            yield f"close {facet}", opened.close
            one, two = (ServiceFilter().toggled(facet, value) for value in (values[0], values[-1]))
            yield f"filter by {facet}", partial(self.list.show_filter, one)
            yield f"filter by another {facet}", partial(self.list.show_filter, two)
            yield f"filter by no {facet}", partial(self.list.show_filter, ServiceFilter())
            several = several.toggled(facet, values[-1])
        yield "filter by all at once", partial(self.list.show_filter, several)
        yield "every year's services", partial(self.list.show_filter, ServiceFilter("every"))
        yield "filter to nothing", partial(self.list.show_filter, ServiceFilter("unreported"))
        yield "filter by nothing", partial(self.list.show_filter, ServiceFilter())

    def searches(self) -> Iterator[Action]:
        """Type, take away, find nothing, and look at everything again."""
        for text in ("s", "se", "services", "services e", "se", "zzz", ""):
            yield f"search {text!r}", partial(self.list.search.set_text, text)

    def sorts(self) -> Iterator[Action]:
        """Sort by each kind of column, by several, and by name again."""
        every = [one.id for one in self.page.list_model.columns.every() if one.sort_key is not None]
        for name in dict.fromkeys((*every[:12], *FIELDS)):
            yield f"sort by {name}", partial(self.table.sort_by, name)
        several = (("scope", False), ("volume", True), ("service_type", False), ("special_remarks_fr", True))
        yield "sort by several", partial(self.list.sort, several)
        yield "sort further", partial(self.table.sort_further, "program_id")
        yield "sort by name", partial(self.list.sort, (("service", False),))

    def columns_and_views(self) -> Iterator[Action]:
        """Show every column and copy all of it, and go from view to view."""
        usual = self.list.chosen_columns()
        yield "choose columns", self.list.choose_columns
        yield "close", close_dialog
        yield (
            "show every column",
            partial(self.list.show_columns, [one.id for one in self.page.list_model.columns.every()]),
        )
        yield "last column", self.key(Qt.Key.Key_End)
        yield "last row", self.key(Qt.Key.Key_End, CTRL)
        yield "choose all, every column", self.key(Qt.Key.Key_A, CTRL)
        yield "copy all, every column", self.key(Qt.Key.Key_C, CTRL)
        yield "choose one", self.key(Qt.Key.Key_Escape)
        yield "usual columns", partial(self.list.show_columns, usual)
        view = self.list.view() | {
            "filter": ServiceFilter().toggled("channel", "num_applications_online").written(),
            "search": "se",
            "order": [["num_phone_enquiries", True], ["scope", False]],
            "columns": ["volume", "service_type", "num_phone_enquiries"],
        }
        yield "show a view", partial(self.list.show_view, view)
        yield "show the usual view", self.list.show_usual

    def choices(self) -> Iterator[Action]:
        """Choose all and each third row, and search, filter, sort and copy meanwhile."""
        thirds = self.list.shown_keys()[::3]
        for name, choose in (
            ("all", self.key(Qt.Key.Key_A, CTRL)),
            ("each third", partial(self.table.choose_keys, thirds)),
        ):
            yield f"choose {name}", choose
            yield f"copy {name}", self.key(Qt.Key.Key_C, CTRL)
            for text in ("s", "se", "zzz", ""):
                yield f"search {text!r} with {name} chosen", partial(self.list.search.set_text, text)
            yield f"sort with {name} chosen", partial(self.table.sort_by, "volume")
            yield f"sort back with {name} chosen", partial(self.table.sort_by, "service")
        yield "mark one more", self.key(Qt.Key.Key_Space)
        yield "go on marking", self.key(Qt.Key.Key_Down)
        yield "choose all again", self.key(Qt.Key.Key_A, CTRL)

    def edits(self) -> Iterator[Action]:
        """Give all services a value, and think better of it."""
        yield "edit all", self.page.many.edit
        dialog = open_dialog()
        assert isinstance(dialog, BulkDialog)
        for field in ("num_phone_enquiries", "client_target_groups", "owner_name"):
            yield f"edit {field} of all", partial(choose_field, dialog, field)
        yield "type for all", type_letter
        yield "close", close_dialog
        yield "choose one", self.key(Qt.Key.Key_Escape)

    def pastes(self) -> Iterator[Action]:
        """Paste two columns of all services, and the same with other identifiers."""
        rows = self.page.list_model.table.shown()
        for name, mark in (("changes", ""), ("unknown services", "x")):
            lines = [[row.service_id + mark, str(at), f"Remark {at}"] for at, row in enumerate(rows)]
            titles = ["service_id", "num_phone_enquiries", "special_remarks_en"]
            QGuiApplication.clipboard().setText(to_tabs([titles, *lines]))
            yield f"paste {name}", self.page.many.paste
            yield "close", close_dialog


def open_dialog() -> QDialog:
    """Return the dialog that is open."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog), "no dialog is open"
    return found


def close_dialog() -> None:
    """Leave the dialog that is open."""
    open_dialog().reject()


def type_letter() -> None:
    """Type into what has the cursor."""
    typed_into = QApplication.focusWidget()
    assert typed_into is not None
    QTest.keyClicks(typed_into, "x")


def choose_field(dialog: BulkDialog, field: str) -> None:
    """Choose a field as the list of fields does."""
    dialog.field.set_codes((field,))
    dialog.field.committed.emit((field,))


if __name__ == "__main__":
    main()
