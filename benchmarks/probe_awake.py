"""Prints the longest times, in milliseconds of processor, for which the window of 20,000 records answers nobody.

    probe_awake.py PLAN [-v] [PARTS...]

The first number is of what was shown before, the second of what is shown for the first time, and so is built.
The window is walked through step by step and screen by screen: opened, searched, narrowed, changed, in both
languages and both looks. What commits a change of many services at once is its own figure elsewhere and left out;
with ``-v`` the longest block of each thing is told on standard error with the places in which it was spent. Parts are
methods of ``Walk``; without one, all are gone through. The plan is changed.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog
from watch import Watch

from app.inventory.approval import Approver, approve_inventory
from ui.application import FUSION, Editor
from ui.look.theme import ThemeChoice
from ui.pages.further_register import FURTHER
from ui.pages.inventory.page import InventoryPage
from ui.pages.quality.page import QualityPage
from ui.pages.quality.readiness_page import ReadinessPage
from ui.pages.steps import Step
from ui.settings import Settings
from ui.shell import Place
from ui.window.search import SearchPalette

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from ui.session import Session
    from ui.window.plan_frame import PlanFrame

PARTS = (
    "places",
    "search",
    "quality",
    "readiness",
    "table",
    "record",
    "dialogs",
    "rounds",
    "after_a_change",
    "approval",
    "looks",
    "years",
)
MANY, FIRST = "* ", "+ "
"""How the name begins of what changes many services at once, and of what is shown for the first time: it is built."""

SEARCHED = ("b", "be", "ben")
SECTIONS = ("clients", "online", "volumes", "standards", "feedback", "links", "history", "notes", "identity")


class Walk:
    """Goes through the window; each method yields what it is about to do."""

    def __init__(self, editor: Editor, plan: Path) -> None:
        self._editor, self._path = editor, plan

    @property
    def frame(self) -> PlanFrame:
        """Return the frame of the open plan."""
        assert self._editor.window.frame is not None
        return self._editor.window.frame

    @property
    def session(self) -> Session:
        """Return the open plan."""
        session = self.frame.session
        assert session is not None
        return session  # type: ignore[return-value]

    @property
    def inventory(self) -> InventoryPage:
        """Return the page of the inventory."""
        page = self.session.page(Step.INVENTORY)
        assert isinstance(page, InventoryPage)
        return page

    def through(self, parts: Sequence[str]) -> Generator[str, None, None]:
        """Open the plan, walk through some parts, and close it."""
        yield f"{FIRST}open the plan"
        self._editor.actions().open(self._path)
        for part in parts:
            yield from getattr(self, part)()
        yield "close the plan"
        self._editor.actions().close_plan()

    def places(self) -> Iterator[str]:
        """Show every step and every further screen, twice."""
        for time in ("first", "second"):
            yield from self.steps(time)
            yield from self.screens(time)

    def steps(self, time: str) -> Iterator[str]:
        """Show every step."""
        for step in Step:
            yield f"{self._mark(time)}step {step.value}, {time} time"
            self.frame.go(step)

    def screens(self, time: str) -> Iterator[str]:
        """Show every further screen."""
        for page in FURTHER:
            yield f"{self._mark(time)}screen {page.view}, {time} time"
            self.frame.go(page.step, Place(view=page.view))

    @staticmethod
    def _mark(time: str) -> str:
        return FIRST if time == "first" else ""

    def search(self) -> Iterator[str]:
        """Search from anywhere, and list the findings of a level."""
        for time in ("first", "again"):
            yield f"Ctrl+K, {time} time"
            self.session.open_search()
            for text in SEARCHED:
                yield f"Ctrl+K, search {text}"
                self.palette().search.setText(text)
            yield "Ctrl+K, close"
            self.palette().close()
        for level in ("error", "warning", "suggestion"):
            yield f"foot: {level}s"
            self.session.show_findings(level)
            for text in SEARCHED:
                yield f"foot: search {text} in {level}s"
                self.palette().search.setText(text)
            yield "foot: close"
            self.palette().close()

    @staticmethod
    def palette() -> SearchPalette:
        """Return the search that is open."""
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, SearchPalette)
        return popup

    def quality(self) -> Iterator[str]:
        """Narrow, search and sort the findings."""
        yield "quality"
        self.frame.go(Step.INVENTORY, Place(view="quality"))
        page = self.session.page(Step.INVENTORY, Place(view="quality"))
        assert isinstance(page, QualityPage)
        for years in ("every", "year", "every"):
            yield f"quality: years {years}"
            page.years.chosen.emit(years)
            for text in (*SEARCHED, ""):
                yield f"quality: years {years}, search {text!r}"
                page.search.set_text(text)
        for level in ("error", "warning", "all"):
            yield f"quality: level {level}"
            page.level.chosen.emit(level)
        for card, _count in page.found.rules()[:2]:
            yield f"quality: rule {card.id}"
            page.rule.chosen.emit(card.id)
            yield "quality: every rule"
            page.rule.chosen.emit("all")
        for column in ("where", "rule", "level"):
            yield f"quality: sort by {column}"
            page.table.sort_by(column)
        for _time in range(3):
            yield "quality: next finding"
            page.detail.step_asked.emit(1)

    def readiness(self) -> Iterator[str]:
        """List what would be refused by service and by rule."""
        yield "readiness"
        self.frame.go(Step.INVENTORY, Place(view="readiness"))
        page = self.session.page(Step.INVENTORY, Place(view="readiness"))
        assert isinstance(page, ReadinessPage)
        for way in ("service", "rule"):
            yield f"readiness by {way}"
            page.grouping.chosen.emit(way)

    def table(self) -> Iterator[str]:
        """Search and narrow the table of services."""
        yield "inventory"
        self.frame.go(Step.INVENTORY)
        for text in (*SEARCHED, ""):
            yield f"inventory: search {text!r}"
            self.inventory.list.search.set_text(text)
        yield "inventory: next service"
        self.inventory.list.table.select_nearest()

    def record(self) -> Iterator[str]:
        """Show every section of two services, the first of which makes them."""
        for number, key in enumerate(self.inventory.list.shown_keys()[5:8]):
            yield f"record: service {number}"
            self.inventory.list.show_service(key)
            for name in SECTIONS:
                yield f"{FIRST if number == 0 else ''}record: section {name} of service {number}"
                self.inventory.record.segments.chosen.emit(name)

    def dialogs(self) -> Iterator[str]:
        """Open and close what asks."""
        page = self.inventory
        asked = {
            "add": page.asks.add,
            "approve": page.asks.approve,
            "duplicate": page.asks.duplicate,
            "retire": page.asks.retire,
            "columns": page.list.choose_columns,
            "settings": self._editor.actions().show_settings,
            "help": self._editor.actions().show_help,
        }
        for name, ask in asked.items():
            yield f"dialog: {name}"
            ask()
            yield f"dialog: {name}, close"
            self.close_dialogs()
        for command in ("carry", "export", "ask"):
            yield f"dialog: {command}"
            self.frame.go(Step.INVENTORY, Place("command", command))
            yield f"dialog: {command}, close"
            self.close_dialogs()
        yield "back to the inventory"
        self.frame.go(Step.INVENTORY)

    def close_dialogs(self) -> None:
        """Close every dialog."""
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()

    def rounds(self) -> Iterator[str]:
        """Go back to the steps once a round and a self-assessment are begun."""
        yield f"{MANY}start a round of priorities"
        self.frame.go(Step.PRIORITIES)
        page = self.session.page(Step.PRIORITIES)
        page.model.start()  # type: ignore[attr-defined]
        yield "priorities: leave"
        self.frame.go(Step.TRANSLATION)
        yield "priorities: come back"
        self.frame.go(Step.PRIORITIES)
        rows = page.model.ranking.rows  # type: ignore[attr-defined]
        yield "priorities: rate"
        page.model.rate(rows[3].service, next(iter(page.model.weights)), 3)  # type: ignore[attr-defined]
        yield "priorities: preview a weight"
        page.model.preview_weight(next(iter(page.model.weights)), 40)  # type: ignore[attr-defined]
        yield "assessment"
        self.frame.go(Step.ASSESSMENT)

    def after_a_change(self) -> Iterator[str]:
        """Look at every screen while one field changes."""
        yield f"{FIRST}inventory, for a service"
        self.frame.go(Step.INVENTORY)
        pages = [(step, "") for step in Step] + [(page.step, page.view) for page in FURTHER]
        write = self.inventory.record_model.write
        for number, (step, view) in enumerate(pages):
            yield f"go to {step.value} {view} to be there at a change"
            self.frame.go(step, Place(view=view) if view else None)
            yield f"one field changed while at {step.value} {view}"
            write("service_record", "num_applications_online", str(100 + number))
            yield f"undone while at {step.value} {view}"
            self.session.undo()

    def approval(self) -> Iterator[str]:
        """Approve the year, change a field, and go back."""
        yield "inventory, to approve"
        self.frame.go(Step.INVENTORY)
        yield f"{MANY}approve the inventory"
        approver = Approver("Data custodian", "Deputy head", datetime.now(UTC).date())
        approve_inventory(self.session.plan.workspace, self.session.plan.year, approver)
        yield "one field changed after approval"
        self.inventory.record_model.write("service_record", "num_applications_online", "77")
        yield "undone after approval"
        self.session.undo()

    def looks(self) -> Iterator[str]:
        """Switch language and theme on every step."""
        for step in (Step.OVERVIEW, Step.INVENTORY):
            yield f"go to {step.value} to switch"
            self.frame.go(step)
            for time in (1, 2):
                yield f"language switched at {step.value}, {time}"
                self._editor.languages.toggle()
            for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
                yield f"theme {choice.value} at {step.value}"
                self._editor.theme.choose(choice)
            for content in ("en", "fr", "both"):
                yield f"content {content} at {step.value}"
                self.session.plan.set_content(content)

    def years(self) -> Iterator[str]:
        """Show the year before and this one."""
        held = self.session.plan.year
        for step, view in ((Step.OVERVIEW, ""), (Step.INVENTORY, ""), *((page.step, page.view) for page in FURTHER)):
            yield f"go to {step.value} {view} for another year"
            self.frame.go(step, Place(view=view) if view else None)
            for year in (held - 1, held):
                yield f"year {year} at {step.value} {view}"
                self.session.plan.set_year(year)


def main() -> None:
    """Walk through the window and print its longest block."""
    plan, *rest = sys.argv[1:]
    verbose = "-v" in rest
    parts = [part for part in rest if part != "-v"] or PARTS
    application = QApplication(["awake", *FUSION])
    settings = Settings()
    settings.has_motion = False
    editor = Editor(application, settings)
    editor.window.resize(1280, 760)
    watch = Watch(Walk(editor, Path(plan)).through(parts), samples=verbose, is_ready=lambda: editor.is_loaded)
    editor.window.painted.connect(watch.start)
    editor.start()
    while not watch.has_ended:
        application.processEvents()
    editor.window.close()
    counted = [one for one in watch.blocks[1:] if not one.doing.startswith(MANY)]
    first = [one.milliseconds for one in counted if one.doing.startswith(FIRST)]
    again = [one.milliseconds for one in counted if not one.doing.startswith(FIRST)]
    print(max(again, default=0.0), max(first, default=0.0))


if __name__ == "__main__":
    main()
