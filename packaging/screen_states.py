"""The states of the window that pictures are taken of, and how each is brought about."""

from __future__ import annotations

import time
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from screen_scene import PATIENCE, Kind, Scene, State, press_return, settle, type_text
from stand_ins import stand_in

from app.documents.symbol import SymbolKind
from app.documents.symbols import change_symbols
from app.inventory.carrying import carry_forward
from app.inventory.filtering import ServiceFilter
from app.reference import store
from ui.pages.collection.page import CollectionPage
from ui.pages.documents.page import DocumentsPage
from ui.pages.further_register import further_pages
from ui.pages.inventory.record_model import RECORD
from ui.pages.inventory.record_view import SUBJECTS
from ui.pages.steps import Step
from ui.shell import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ui.pages.inventory.page import InventoryPage

REAL: Final = Path(__file__).parents[1] / "tests" / "data" / "real"


def names_of(wanted: Iterable[str]) -> list[str]:
    """Return the states that the patterns name, such as ``inventory-record-*``; all when there is none."""
    asked = tuple(wanted)
    if unknown := [pattern for pattern in asked if not any(fnmatch(name, pattern) for name in STATES)]:
        raise ValueError(unknown)
    return [name for name in STATES if not asked or any(fnmatch(name, pattern) for pattern in asked)]


# The whole plan


def _step(scene: Scene, step: Step, view: str = "") -> None:
    scene.open()
    scene.go(step, view)


def _search(scene: Scene, words: str) -> None:
    scene.open()
    scene.session.open_search()
    type_text(words)


def _read_only(scene: Scene) -> None:
    scene.open_locked()
    scene.inventory()


def _told(scene: Scene) -> None:
    """Say what an export says, beside the button that exports."""
    scene.open()
    scene.go(Step.DOCUMENTS)
    scene.frame.toast("4 documents", undo=True)


def _symbols(scene: Scene) -> None:
    """Show the pictures of the title page: one that is good, one that is too small, and none."""
    scene.open()
    for kind, width in ((SymbolKind.SIGNATURE_EN, 1800), (SymbolKind.SIGNATURE_FR, 600)):
        change_symbols(scene.plan.workspace, {kind: stand_in(kind, scene.path.parent, width)})
    page = scene.go(Step.DOCUMENTS)
    if isinstance(page, DocumentsPage):
        page.options.symbols.change.click()
    settle()


# The table


def _loading(scene: Scene) -> None:
    """Show the first moment of the inventory, before every row is read and while the plan is checked."""
    scene.editor.actions().open(scene.path)  # without waiting for anything
    scene.frame.go(Step.INVENTORY)
    for _round in range(3):
        QApplication.processEvents()


def _found_nothing(scene: Scene) -> None:
    scene.open()
    scene.inventory().list.search.editor.setText("xyzzy")


def _filtered_to_nothing(scene: Scene) -> None:
    scene.open()
    page = scene.inventory()
    page.list.search.editor.setText("xyzzy")
    page.list.show_filter(ServiceFilter().toggled("priority", "Y").toggled("online", "none"))


def _filtered(scene: Scene) -> None:
    scene.open()
    page = scene.inventory()
    chosen = ServiceFilter().toggled("scope", "EXTERN").toggled("channel", "num_applications_online")
    page.list.show_filter(chosen.toggled("finding", "warning"))


def _every_service(scene: Scene) -> None:
    scene.open()
    scene.inventory().list.show_filter(ServiceFilter(state="every"))


def _chosen(scene: Scene) -> InventoryPage:
    scene.open()
    page = scene.inventory()
    page.list.table.choose_keys(page.list.shown_keys()[:5])
    settle()
    return page


def _bulk(scene: Scene) -> None:
    _chosen(scene).many.edit()


def _paste(scene: Scene) -> None:
    scene.open()
    page = scene.inventory()
    rows = [page.list_model.row(key) for key in page.list.shown_keys()[:4]]
    lines = [f"{row.service_id}\t{number * 75}" for number, row in enumerate(rows, 3) if row is not None]
    lines[1] = lines[1].replace("300", "three hundred")
    fields = page.many._titles()[:1]  # noqa: SLF001
    QGuiApplication.clipboard().setText("\n".join([f"{fields[0]}\tnum_applications_online", *lines, "X-99\t12"]))
    page.many.paste()


def _columns(scene: Scene) -> None:
    scene.open()
    scene.inventory().list.choose_columns()


def _menu(scene: Scene) -> None:
    scene.open()
    menu = scene.inventory().more
    menu.menu().popup(menu.mapToGlobal(menu.rect().bottomLeft()))


def _command(scene: Scene, name: str) -> None:
    scene.open()
    scene.inventory()
    scene.frame.go(Step.INVENTORY, Place("command", name))


def _import(scene: Scene) -> None:
    scene.open()
    page = scene.inventory()
    page.imports.judge([REAL / "service.csv", REAL / "legacy" / "service_2020-2021.csv"])
    scene.wait()
    until = time.monotonic() + PATIENCE
    while page.imports.dialog is None and time.monotonic() < until:
        scene.wait()


# The record


def _record(scene: Scene, subject: str) -> InventoryPage:
    scene.open()
    page = scene.inventory()
    scene.frame.go(Step.INVENTORY, Place("service", page.list.table.current_key()))  # also where one is shown at a time
    page.record.show_section(subject)
    settle()
    return page


def _refused(scene: Scene) -> None:
    """Type what no field takes: a volume that is no number, an address without its form."""
    page = _record(scene, "volumes")
    page.record.focus_field(RECORD, "num_applications_online", None)
    type_text("many")
    press_return()


def _found_errors(scene: Scene) -> None:
    """Leave out what the registry asks for, and go to the field as the guide leads there."""
    page = _record(scene, "identity")
    for field in ("service_scope", "service_description_fr", "service_type"):
        page.record_model.write(RECORD, field, "")
    scene.plan.findings.settle()
    key = page.record_model.key_of(RECORD)
    found = [one for one in scene.plan.findings.of(RECORD, key) if one.level == "error"]
    scene.session.open_finding(found[0])


def _history_of_field(scene: Scene) -> None:
    page = _record(scene, "identity")
    card = page.record_model.card
    if card is not None:
        page.record_model.write(RECORD, "service_name_en", f"{card.text('service_name_en')} Program")
        page.record.show_history(page.record.place_of(RECORD, "service_name"))


def _ask(scene: Scene, what: str) -> None:
    scene.open()
    page = scene.inventory()
    if what in {"merge", "split", "transfer"}:
        page.succession.ask(what)
    else:
        getattr(page.asks, what)()


# Further screens


def _carried(scene: Scene, view: str) -> None:
    """Carry the year forward: much is to be looked at again, and much is missing."""
    scene.open()
    done = carry_forward(scene.plan.workspace, scene.plan.year)
    scene.plan.set_year(done.target)
    scene.plan.findings.settle()
    scene.go(Step.INVENTORY, view)


def _compare(scene: Scene) -> None:
    store.load([REAL / "service.csv", REAL / "service-std.csv"])
    _step(scene, Step.INVENTORY, "compare")


def _round(scene: Scene) -> None:
    scene.open()
    page = scene.go(Step.INVENTORY, "collection")
    if isinstance(page, CollectionPage):
        page.begin()


def _year_without_services(scene: Scene, view: str) -> None:
    scene.open()
    scene.plan.set_year(scene.plan.year + 1)
    scene.go(Step.INVENTORY, view)


def _every() -> Mapping[str, State]:
    views = {f"{step.value}-{page.view}": (step, page.view) for step in Step for page in further_pages(step)}
    found = {"start": State(Kind.NONE, lambda _scene: None)}
    for kind, prefix in ((Kind.SAMPLE, ""), (Kind.BLANK, "blank-"), (Kind.MANY, "many-")):
        found |= {f"{prefix}{step.value}": State(kind, partial(_step, step=step)) for step in Step}
        for name, (step, view) in views.items():
            found[f"{prefix}{name}"] = State(kind, partial(_step, step=step, view=view))
        found[f"{prefix}search"] = State(kind, partial(_search, words="pro"))
    found |= {
        "inventory-review": State(Kind.SAMPLE, partial(_carried, view="review")),
        "inventory-carried": State(Kind.SAMPLE, partial(_carried, view="")),
        "inventory-carried-quality": State(Kind.SAMPLE, partial(_carried, view="quality")),
        "inventory-carried-readiness": State(Kind.SAMPLE, partial(_carried, view="readiness")),
        "inventory-compare": State(Kind.SAMPLE, _compare),
        "inventory-read-only": State(Kind.SAMPLE, _read_only),
        "inventory-found-nothing": State(Kind.SAMPLE, _found_nothing),
        "inventory-filtered-to-nothing": State(Kind.SAMPLE, _filtered_to_nothing),
        "inventory-filtered": State(Kind.SAMPLE, _filtered),
        "inventory-every-service": State(Kind.SAMPLE, _every_service),
        "inventory-chosen": State(Kind.SAMPLE, _chosen),
        "inventory-bulk": State(Kind.SAMPLE, _bulk),
        "inventory-paste": State(Kind.SAMPLE, _paste),
        "inventory-columns": State(Kind.SAMPLE, _columns),
        "inventory-menu": State(Kind.SAMPLE, _menu),
        "inventory-import": State(Kind.SAMPLE, _import),
        "inventory-refused": State(Kind.SAMPLE, _refused),
        "inventory-errors": State(Kind.SAMPLE, _found_errors),
        "inventory-history-of-field": State(Kind.SAMPLE, _history_of_field),
        "inventory-round": State(Kind.SAMPLE, _round),
        "documents-told": State(Kind.SAMPLE, _told),
        "documents-symbols": State(Kind.SAMPLE, _symbols),
        "search-found-nothing": State(Kind.SAMPLE, partial(_search, words="xyzzy")),
        "many-inventory-loading": State(Kind.MANY, _loading),
        "many-inventory-filtered": State(Kind.MANY, _filtered),
        "many-inventory-found-nothing": State(Kind.MANY, _found_nothing),
    }
    for subject in SUBJECTS:
        found[f"inventory-record-{subject}"] = State(Kind.SAMPLE, partial(_record, subject=subject))
    for name in ("carry", "export"):
        found[f"inventory-{name}"] = State(Kind.SAMPLE, partial(_command, name=name))
    for what in ("add", "approve", "duplicate", "retire", "delete", "merge", "split", "transfer"):
        found[f"inventory-ask-{what}"] = State(Kind.SAMPLE, partial(_ask, what=what))
    for view in ("review", "quality", "readiness", "pictures", "compare"):
        found[f"inventory-no-services-{view}"] = State(Kind.SAMPLE, partial(_year_without_services, view=view))
    found["inventory-no-services"] = State(Kind.SAMPLE, partial(_year_without_services, view=""))
    return found


STATES: Final[Mapping[str, State]] = _every()
