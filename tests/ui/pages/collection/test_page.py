"""A collection round by clicks and keys: open it, make workbooks, take back what came, close it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from sqlalchemy import select

from app.collection.cards import Grouping, RequestCard, RequestState, collection_rounds
from app.collection.rounds import RoundDraft, candidates, close_round, groups, mark_sent, open_round
from app.collection.workbooks import write_workbooks
from app.formats import format_year
from app.workspace import Workspace
from model.base import new_key
from model.bilingual import Bilingual
from model.collection import COLLECTION_REQUEST, COLLECTION_ROUND, COLLECTION_SERVICE
from model.inventory import SERVICE_RECORD
from model.language import Language
from model.ownership import SERVICE_OWNER
from tests.ui.driver import choose, click, click_cell, dialog, press, replace_text, settle, type_text
from tests.ui.seen import lacks_in_french, unnamed
from ui.open_plan import OpenPlan
from ui.pages.collection.page import CollectionPage
from ui.pages.collection.return_dialog import CHANGED, ReturnDialog
from ui.pages.collection.round_dialog import RoundDialog
from ui.pages.collection.words import days_words, round_words
from ui.pages.collection_place import ASK
from ui.shell import Place

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.fakes.shell import FakeShell
    from tests.ui.pages.stage import Stage
    from ui.language import LanguageSwitch
    from ui.look.theme import Theme

PATIENCE = 60_000


@pytest.fixture
def owned(plan: OpenPlan) -> OpenPlan:
    """Give two owners three services; nobody else answers for one, and nobody was asked before."""
    with plan.workspace.change("owners") as connection:
        for table in (COLLECTION_SERVICE, COLLECTION_REQUEST, COLLECTION_ROUND, SERVICE_OWNER):
            connection.execute(table.delete())
        for one, name in zip(candidates(plan.workspace, plan.year), ("Ann", "Ben", "Ann"), strict=False):
            connection.execute(SERVICE_OWNER.insert().values(id=new_key(), service=one.key, name=name, email="a@b.ca"))
    return plan


@pytest.fixture
def page(owned: OpenPlan, shell: FakeShell, stage: Stage) -> CollectionPage:
    return stage(CollectionPage(owned, shell))


def _open_round(plan: OpenPlan, folder: Path) -> dict[str, Path]:
    """Open a round and send its workbooks, as if it had been done before; return them by name."""
    year, today = plan.year, datetime.now(UTC).astimezone().date()
    asked = groups(plan.workspace, year, Grouping.OWNER, Language.EN)
    key = open_round(plan.workspace, RoundDraft(year, Bilingual(), Grouping.OWNER, today, today), asked)
    paths = write_workbooks(plan.workspace, key, folder, language=Language.EN)
    mark_sent(plan.workspace, key, {request: path.name for request, path in paths.items()}, today)
    (card,) = collection_rounds(plan.workspace)
    return {card.request(request).label: path for request, path in paths.items()}


@pytest.fixture
def sent(owned: OpenPlan, shell: FakeShell, stage: Stage, tmp_path: Path) -> tuple[CollectionPage, dict[str, Path]]:
    books = _open_round(owned, tmp_path / "out")
    return stage(CollectionPage(owned, shell)), books


def _fill(path: Path, row: int, field: str, value: object) -> None:
    book = load_workbook(path)
    sheet = book["service"]
    column = [cell.value for cell in sheet[3]].index(field) + 1
    sheet.cell(row, column).value = value  # type: ignore[assignment]  # no merged cell there
    book.save(path)


def _begin(page: CollectionPage) -> None:
    assert page.empty.primary is not None
    click(page.empty.primary)


def _labels(page: CollectionPage) -> list[str]:
    return [row.label for row in page.table.rows_model.shown()]


def test_a_plan_without_a_round_offers_to_open_one(page: CollectionPage) -> None:
    assert page.empty.isVisible()
    assert not page.make_button.isVisible()

    _begin(page)

    assert isinstance(dialog(), RoundDialog)


def test_a_round_is_opened_for_those_that_are_ticked(page: CollectionPage, shell: FakeShell) -> None:
    _begin(page)
    asked: Any = dialog()
    click_cell(asked.table, asked.table.rows_model.index(1, 0))  # Ben is not asked
    replace_text(asked.due.editor(), "2031-05-30")
    press(asked.due.editor(), "Return")

    click(asked.accept_button)

    (card,) = collection_rounds(page.plan.workspace)
    assert [request.label for request in card.requests] == ["Ann", ""]
    assert str(card.due_on) == "2031-05-30"
    assert _labels(page) == ["Ann", ""]
    assert shell.toasts == ["Round opened. Now make its workbooks. [undo]"]
    assert "May 30, 2031" in page.facts()


def test_whom_to_ask_is_ticked_by_key_as_well(page: CollectionPage) -> None:
    _begin(page)
    asked: Any = dialog()
    asked.table.setFocus()
    asked.table.select_first()

    press(asked.table, "Space")

    assert [group.label for group in asked.chosen()] == ["Ben", ""]
    for _line in range(2):
        press(asked.table, "Down")
        press(asked.table, "Space")
    assert not asked.accept_button.isEnabled()
    assert asked.accept_button.toolTip() == "Choose whom to ask."


def test_a_round_by_program_asks_for_each_program(page: CollectionPage) -> None:
    _begin(page)
    asked: Any = dialog()
    click(asked.grouping.segment("program"))

    made = asked.chosen()
    assert made
    assert all(group.program for group in made)


def test_a_round_can_ask_about_services_that_were_chosen_in_the_table(page: CollectionPage) -> None:
    keys = [one.key for one in candidates(page.plan.workspace, page.plan.year)][:2]

    assert page.focus_place(Place(ASK, " ".join(keys)))

    asked: Any = dialog()
    assert {service for group in asked.chosen() for service in group.services} == set(keys)


def test_workbooks_are_made_into_a_folder_by_a_child_process(
    page: CollectionPage, shell: FakeShell, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _begin(page)
    asked: Any = dialog()
    click(asked.accept_button)
    folder = tmp_path / "out"
    monkeypatch.setattr("ui.pages.collection.page.choose_folder", lambda *_asked: folder)

    click(page.make_button)
    qtbot.waitUntil(lambda: not shell.tasks.running(), timeout=PATIENCE)
    settle()

    (card,) = collection_rounds(page.plan.workspace)
    assert {request.state for request in card.requests} == {RequestState.SENT}
    assert sorted(request.file_name for request in card.requests) == sorted(path.name for path in folder.iterdir())
    assert shell.banners == ["3 workbooks are in the folder. Send each to whom it is for."]
    shell.offers[-1]()
    assert shell.opened == [folder]


def test_what_an_owner_changed_is_shown_and_taken_over_as_one_change(
    sent: tuple[CollectionPage, dict[str, Path]], shell: FakeShell, qtbot: QtBot
) -> None:
    page, books = sent
    _fill(books["Ann"], 6, "num_website_visits", "98765")

    page.take_back([books["Ann"]])
    qtbot.waitUntil(lambda: page.returns.dialog is not None, timeout=PATIENCE)
    found: Any = dialog()
    shown = [(line.field, line.after) for line in found.table(CHANGED).rows_model.shown()]
    click(found.accept_button)

    assert shown == [("num_website_visits", "98765")]
    assert page.plan.workspace.undo_label == "Returned by Ann"
    assert page.plan.workspace.rows(select(SERVICE_RECORD.c.id).where(SERVICE_RECORD.c.num_website_visits == "98765"))
    assert shell.toasts == ["1 row taken over. [undo]"]
    assert next(row.state for row in page.table.rows_model.shown() if row.label == "Ann") is RequestState.RETURNED
    page.plan.undo()
    settle()
    assert next(row.state for row in page.table.rows_model.shown() if row.label == "Ann") is RequestState.SENT


def test_a_row_that_is_not_ticked_stays_out(sent: tuple[CollectionPage, dict[str, Path]], qtbot: QtBot) -> None:
    page, books = sent
    _fill(books["Ann"], 6, "num_website_visits", "98765")
    _fill(books["Ann"], 7, "num_website_visits", "43210")
    page.take_back([books["Ann"]])
    qtbot.waitUntil(lambda: page.returns.dialog is not None, timeout=PATIENCE)
    found: Any = dialog()
    table = found.table(CHANGED)

    click_cell(table, table.rows_model.index(0, 0))
    words = found.accept_button.text()
    click(found.accept_button)

    assert words == "Take over 1 row"
    held = {row[0] for row in page.plan.workspace.rows(select(SERVICE_RECORD.c.num_website_visits))}
    assert "43210" in held
    assert "98765" not in held


def test_several_workbooks_come_one_after_the_other(
    sent: tuple[CollectionPage, dict[str, Path]], shell: FakeShell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, books = sent
    _fill(books["Ann"], 6, "num_website_visits", "98765")
    monkeypatch.setattr("ui.pages.collection.page.choose_files", lambda *_asked: (books["Ann"], books["Ben"]))

    click(page.take_button)
    for label in ("Ann", "Ben"):
        qtbot.waitUntil(lambda: page.returns.dialog is not None, timeout=PATIENCE)
        found: Any = dialog()
        assert label in found.heading.text()
        click(found.accept_button)
    qtbot.waitUntil(lambda: not page.returns.is_under_way, timeout=PATIENCE)

    assert shell.toasts == ["1 row taken over. [undo]", "Marked as returned. [undo]"]
    (card,) = collection_rounds(page.plan.workspace)
    assert card.count(RequestState.RETURNED) == 2


def test_a_workbook_of_an_unknown_name_is_told_and_can_be_taken_at_its_line(
    sent: tuple[CollectionPage, dict[str, Path]],
    shell: FakeShell,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    page, books = sent
    other = tmp_path / "final version.xlsx"
    other.write_bytes(books["Ben"].read_bytes())
    page.take_back([other])
    assert "final version.xlsx" in shell.banners[-1]
    assert not page.returns.is_under_way
    monkeypatch.setattr("ui.pages.collection.page.choose_files", lambda *_asked: (other,))
    page.table.select_key(next(row.key for row in page.table.rows_model.shown() if row.label == "Ben"))
    settle()

    click(page.one_button)
    qtbot.waitUntil(lambda: page.returns.dialog is not None, timeout=PATIENCE)
    click(dialog().accept_button)  # type: ignore[attr-defined]

    ben = next(row for row in page.table.rows_model.shown() if row.label == "Ben")
    assert (ben.state, ben.returned_file) == (RequestState.RETURNED, "final version.xlsx")
    page.table.select_key(ben.key)
    settle()
    assert not page.one_button.isVisible()
    click(page.unreturn_button)
    assert next(row.state for row in page.table.rows_model.shown() if row.label == "Ben") is RequestState.SENT


def test_a_file_that_is_no_workbook_is_told(
    sent: tuple[CollectionPage, dict[str, Path]], shell: FakeShell, qtbot: QtBot
) -> None:
    page, books = sent
    books["Ann"].write_bytes(b"no workbook at all")

    page.take_back([books["Ann"]])
    qtbot.waitUntil(lambda: not page.returns.is_under_way, timeout=PATIENCE)

    assert books["Ann"].name in shell.banners[-1]
    assert page.plan.workspace.undo_label == "Send workbooks to be filled in"


def test_a_round_is_closed_and_reopened_from_the_menu(
    sent: tuple[CollectionPage, dict[str, Path]], shell: FakeShell
) -> None:
    page, _books = sent

    click(page.more)
    choose(page.more.menu(), "Close the round")

    assert shell.toasts == ["Round closed. [undo]"]
    assert not page.make_button.isEnabled()
    assert page.make_button.toolTip() == "The round is closed."
    assert not page.one_button.isVisible()
    click(page.more)
    choose(page.more.menu(), "Reopen the round")
    assert page.make_button.isEnabled()


def test_a_round_gets_its_name_where_it_is_opened_and_another_one_later(page: CollectionPage) -> None:
    _begin(page)
    asked: Any = dialog()
    type_text(asked.name.editor(Language.EN), "Spring figures")
    click(asked.accept_button)

    (card,) = collection_rounds(page.plan.workspace)
    assert card.title == Bilingual("Spring figures", "")
    assert page.facts().startswith("Spring figures · ")

    click(page.more)
    choose(page.more.menu(), "Name the round…")
    again: Any = dialog()
    type_text(again.field.editor(Language.FR), "Chiffres du printemps")
    click(again.accept_button)

    (card,) = collection_rounds(page.plan.workspace)
    assert card.title == Bilingual("Spring figures", "Chiffres du printemps")
    assert round_words(card) == f"Spring figures ({format_year(page.plan.year)}, by owner)"
    assert page.plan.workspace.undo_label == "Name a collection round"


def test_what_was_due_long_ago_says_since_when() -> None:
    late, returned = replace(_request(), state=RequestState.LATE, days=543), replace(_request(), days=558)
    due = date(2025, 5, 30)

    assert days_words(late, due) == "late since May 30, 2025"
    assert days_words(replace(late, state=RequestState.PREPARED, days=-543), due) == "was due May 30, 2025"
    assert days_words(returned, due) == "returned May 15, 2025"
    assert days_words(replace(late, days=3), due) == "3 days late"


def _request() -> RequestCard:
    return RequestCard(
        *("", "", "", "", "", "", "", date(2025, 4, 22), date(2025, 5, 15), ""), (), RequestState.RETURNED, 0
    )


def test_the_name_of_a_file_keeps_its_end(page: CollectionPage) -> None:
    column = next(one for one in page.table.rows_model.columns if one.id == "file")
    assert column.paint is not None
    pictures = []
    for end in ("xlsx", "xlsm"):
        picture = QImage(120, 40, QImage.Format.Format_RGB32)
        picture.fill(0)
        painter = QPainter(picture)
        name = f"{'department-2024-2025-' * 4}owner.{end}"
        column.paint(painter, QRectF(0, 0, 120, 40), replace(_request(), returned_file=name))
        painter.end()
        pictures.append(picture)

    assert pictures[0] != pictures[1]


def test_the_due_date_is_changed_in_a_dialog(sent: tuple[CollectionPage, dict[str, Path]]) -> None:
    page, _books = sent
    click(page.more)
    choose(page.more.menu(), "Change the due date…")
    asked: Any = dialog()

    replace_text(asked.field.editor(), "2031-13-01")
    was_offered = asked.accept_button.isEnabled()
    replace_text(asked.field.editor(), "2031-12-01")
    click(asked.accept_button)

    assert not was_offered
    assert "December 1, 2031" in page.facts()


def test_a_round_is_deleted_after_a_question(sent: tuple[CollectionPage, dict[str, Path]]) -> None:
    page, _books = sent
    click(page.more)
    choose(page.more.menu(), "Delete the round…")
    buttons = {button.text(): button for button in dialog().findChildren(type(page.make_button))}

    click(buttons["Delete"])

    assert collection_rounds(page.plan.workspace) == ()
    assert page.empty.isVisible()
    page.plan.undo()
    settle()
    assert page.table.isVisible()


def test_a_plan_that_is_only_read_offers_nothing_to_change(
    owned: OpenPlan, shell: FakeShell, stage: Stage, tmp_path: Path
) -> None:
    _open_round(owned, tmp_path / "out")
    held = OpenPlan(Workspace.read(owned.path))

    page = stage(CollectionPage(held, shell))

    assert not page.make_button.isEnabled()
    assert not page.one_button.isVisible()
    held.close()


def test_rounds_are_chosen_where_there_are_several(sent: tuple[CollectionPage, dict[str, Path]]) -> None:
    page, _books = sent
    (first,) = collection_rounds(page.plan.workspace)
    close_round(page.plan.workspace, first.key, datetime.now(UTC).astimezone().date())
    page.begin()
    click(dialog().accept_button)  # type: ignore[attr-defined]

    assert page.choice.isVisible()
    page.choice.setFocus()
    press(page.choice, "Down")

    assert page.card is not None
    assert page.card.key == first.key
    assert "closed" in page.choice.text()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_cut_off_in_french(
    sent: tuple[CollectionPage, dict[str, Path]], languages: LanguageSwitch, look: Theme, scale: float
) -> None:
    page, _books = sent

    assert lacks_in_french(page, languages, look, scale) == []
    assert unnamed(page) == []


def test_the_dialog_of_what_came_back_names_what_is_missing(
    sent: tuple[CollectionPage, dict[str, Path]], qtbot: QtBot
) -> None:
    page, books = sent
    book = load_workbook(books["Ann"])
    book["service"].delete_rows(7)
    book["service-std"].delete_rows(6, 50)
    book.save(books["Ann"])

    page.take_back([books["Ann"]])
    qtbot.waitUntil(lambda: page.returns.dialog is not None, timeout=PATIENCE)

    found = dialog()
    assert isinstance(found, ReturnDialog)
    assert found.missing.text().startswith("Asked for, but not in the workbook: ")
    assert unnamed(found) == []
    found.reject()
    settle()
    assert not page.returns.is_under_way
