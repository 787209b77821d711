"""A returned workbook: what its owner changed, what was not asked for, and one change that undo takes back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.change_labels import change_words
from app.collection.cards import Grouping, RequestCard, RequestState, round_card
from app.collection.errors import ClosedRoundError
from app.collection.returning import request_for, returned, take_returned
from app.collection.rounds import RoundDraft, candidates, close_round, groups, mark_sent, open_round
from app.collection.workbooks import write_workbooks
from app.i18n import set_language
from app.registry.errors import StaleResultError
from app.registry.importing import apply_rows
from app.registry.judging import Outcome
from app.registry.result_file import read_result, write_result
from app.registry.schema import Kind
from model.base import new_key
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.inventory import SERVICE_RECORD, STANDARD_RECORD
from model.language import Language
from model.ownership import SERVICE_OWNER
from tests.app.registry import samples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.registry.result_file import ResultRow
    from app.workspace import Workspace

YEAR = FiscalYear.parse("2023-2024")
SENT = date(2024, 5, 1)
BACK = date(2024, 5, 20)


class Sent:
    """A round with one owner, Ann, who answers for two services."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.workspace = workspace
        names = [samples.REAL / "service.csv", samples.REAL / "service-std.csv"]
        apply_rows(workspace, samples.judged(workspace, *names, department="aafc-aac").writes)
        self.services = [one.key for one in candidates(workspace, YEAR)][:2]
        with workspace.change("owners") as connection:
            for key in self.services:
                connection.execute(
                    SERVICE_OWNER.insert().values(id=new_key(), service=key, name="Ann", email="ann@canada.ca")
                )
        asked = groups(workspace, YEAR, Grouping.OWNER, Language.EN, self.services)
        draft = RoundDraft(YEAR, Bilingual(), Grouping.OWNER, date(2024, 5, 31), SENT)
        self.round = open_round(workspace, draft, asked)
        paths = write_workbooks(workspace, self.round, folder, language=Language.EN)
        ((key, self.path),) = paths.items()
        mark_sent(workspace, self.round, {key: self.path.name}, SENT)
        self._folder = folder

    @property
    def request(self) -> RequestCard:
        (request,) = round_card(self.workspace, self.round, BACK).requests
        return request

    def filled_in(self, fill: Callable[[Any], None]) -> Path:
        book = load_workbook(self.path)
        fill(book)
        book.save(self.path)
        return self.path

    def judged(self) -> tuple[ResultRow, ...]:
        result = self._folder / "result.jsonl"
        with result.open("wb") as file:
            write_result(samples.judged(self.workspace, self.path), file, Language.EN)
        return read_result(result)

    def record(self, service: int = 0) -> Any:
        query = select(SERVICE_RECORD).where(
            SERVICE_RECORD.c.service == self.services[service], SERVICE_RECORD.c.fiscal_yr == str(YEAR)
        )
        return self.workspace.rows(query)[0]

    def change(self, **values: str) -> None:
        with self.workspace.change("Edit") as connection:
            connection.execute(SERVICE_RECORD.update().where(SERVICE_RECORD.c.id == self.record().id).values(**values))


@pytest.fixture
def sent(workspace: Workspace, tmp_path: Path) -> Sent:
    return Sent(workspace, tmp_path / "out")


def column(book: Any, name: str, sheet: str = "service") -> int:
    return [cell.value for cell in book[sheet][3]].index(name) + 1


def put(book: Any, row: int, name: str, value: object, sheet: str = "service") -> None:
    book[sheet].cell(row, column(book, name, sheet)).value = value


def test_what_the_owner_changed_is_shown_with_old_and_new_value(sent: Sent) -> None:
    before = sent.record().num_website_visits
    sent.filled_in(lambda book: put(book, 6, "num_website_visits", "123456"))

    found = returned(sent.workspace, sent.request, sent.judged())

    (row,) = found.rows
    assert (row.kind, row.outcome, row.was_asked, row.is_proposed) == (Kind.SERVICE, Outcome.CHANGED, True, True)
    (change,) = row.changes
    assert (change.field, change.before, change.after) == ("num_website_visits", before, "123456")
    assert row.name == Bilingual(sent.record().service_name_en, sent.record().service_name_fr)
    assert found.missing == ()


def test_taking_it_over_is_one_change_named_after_the_owner(sent: Sent) -> None:
    sent.filled_in(lambda book: put(book, 6, "num_website_visits", "123456"))
    before = sent.record().num_website_visits

    count = take_returned(sent.workspace, sent.request, sent.judged(), [0], file_name="back.xlsx", day=BACK)

    assert (count, sent.record().num_website_visits) == (1, "123456")
    assert (sent.request.state, sent.request.returned_file) == (RequestState.RETURNED, "back.xlsx")
    assert sent.workspace.undo_label == "Returned by Ann"
    sent.workspace.undo()
    assert sent.record().num_website_visits == before
    assert sent.request.state is RequestState.SENT
    sent.workspace.redo()
    assert sent.record().num_website_visits == "123456"


def test_the_request_names_the_change_that_took_it_over(sent: Sent) -> None:
    take_returned(sent.workspace, sent.request, sent.judged(), [], file_name="back.xlsx", day=BACK)

    with sent.workspace.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT change_set.label FROM change_set "
            "JOIN collection_request ON change_set.id = collection_request.change_set"
        ).all()
    assert [row[0] for row in found] == ["Returned by Ann"]


def test_rows_that_are_not_chosen_stay_out(sent: Sent) -> None:
    def fill(book: Any) -> None:
        put(book, 6, "num_website_visits", "1")
        put(book, 7, "num_website_visits", "2")

    sent.filled_in(fill)
    results = sent.judged()
    second = next(row for row in returned(sent.workspace, sent.request, results).rows if row.row == 7)

    take_returned(sent.workspace, sent.request, results, [second.place], file_name="back.xlsx", day=BACK)

    assert [sent.record(at).num_website_visits for at in (0, 1)] != ["1", "2"]
    assert sent.record(1).num_website_visits == "2"


def test_rows_that_were_not_asked_for_are_pointed_out_and_not_proposed(sent: Sent) -> None:
    other = next(one for one in candidates(sent.workspace, YEAR) if one.key not in sent.services)

    def fill(book: Any) -> None:
        for name in [cell.value for cell in book["service"][3]][2:]:
            put(book, 8, name, book["service"].cell(7, column(book, name)).value)
        put(book, 8, "service_id", other.service_id)
        put(book, 6, "num_website_visits", "1")

    sent.filled_in(fill)

    rows = returned(sent.workspace, sent.request, sent.judged()).rows

    assert [row.was_asked for row in rows] == [True, False]  # what was asked for stands first
    assert not rows[1].is_proposed
    assert rows[1].service_id == other.service_id


def test_a_workbook_of_another_department_was_not_asked_for(sent: Sent) -> None:
    def fill(book: Any) -> None:
        book["service"]["B3"].value = book["service-std"]["B3"].value = "fednor"

    sent.filled_in(fill)

    rows = returned(sent.workspace, sent.request, sent.judged()).rows

    assert rows
    assert not any(row.was_asked or row.is_proposed for row in rows)


def test_services_that_the_workbook_does_not_name_are_told(sent: Sent) -> None:
    def fill(book: Any) -> None:
        book["service"].delete_rows(7)
        book["service-std"].delete_rows(6, 50)

    sent.filled_in(fill)

    found = returned(sent.workspace, sent.request, sent.judged())

    assert found.missing == (Bilingual(sent.record(1).service_name_en, sent.record(1).service_name_fr),)


def test_refused_rows_say_why_and_can_be_kept_as_drafts(sent: Sent) -> None:
    def fill(book: Any) -> None:
        put(book, 6, "service_name_fr", "")
        put(book, 7, "num_website_visits", "1 000")

    sent.filled_in(fill)
    results = sent.judged()

    first, second = returned(sent.workspace, sent.request, results).rows
    take_returned(sent.workspace, sent.request, results, [first.place], file_name="back.xlsx", day=BACK)

    assert (first.outcome, first.may_be_taken, first.is_proposed) == (Outcome.REFUSED, True, False)
    assert [(reason.field, reason.value) for reason in first.reasons] == [("service_name_fr", "")]
    assert first.reasons[0].sentence
    assert not second.may_be_taken
    assert sent.record().service_name_fr == ""


def test_a_value_that_the_plan_changed_since_is_not_set_back(sent: Sent) -> None:
    sent.filled_in(lambda book: put(book, 6, "num_website_visits", "5"))
    sent.change(num_phone_enquiries="777")

    results = sent.judged()
    (row,) = returned(sent.workspace, sent.request, results).rows
    take_returned(sent.workspace, sent.request, results, [row.place], file_name="back.xlsx", day=BACK)

    assert {change.field: change.is_overtaken for change in row.changes} == {
        "num_phone_enquiries": True,
        "num_website_visits": False,
    }
    assert (sent.record().num_phone_enquiries, sent.record().num_website_visits) == ("777", "5")


def test_a_value_that_both_changed_is_the_owners(sent: Sent) -> None:
    sent.filled_in(lambda book: put(book, 6, "num_website_visits", "5"))
    sent.change(num_website_visits="6")
    sent.change(num_website_visits="7")

    (row,) = returned(sent.workspace, sent.request, sent.judged()).rows

    assert [(change.before, change.after, change.is_overtaken) for change in row.changes] == [("7", "5", False)]


def test_a_record_that_only_the_plan_changed_is_no_news(sent: Sent) -> None:
    sent.change(num_website_visits="6")

    found = returned(sent.workspace, sent.request, sent.judged())

    assert found.rows == ()
    assert found.unchanged > 0


def test_a_new_standard_of_a_service_that_was_asked_for_is_added(sent: Sent) -> None:
    def fill(book: Any) -> None:
        sheet = book["service-std"]
        last = sheet.max_row
        for cell in sheet[last]:
            sheet.cell(last + 1, cell.column).value = cell.value
        put(book, last + 1, "service_standard_id", "NEW-1", "service-std")

    sent.filled_in(fill)
    results = sent.judged()

    (row,) = returned(sent.workspace, sent.request, results).rows
    take_returned(sent.workspace, sent.request, results, [row.place], file_name="back.xlsx", day=BACK)

    assert (row.outcome, row.standard_id, row.is_proposed) == (Outcome.ADDED, "NEW-1", True)
    assert sent.workspace.rows(select(STANDARD_RECORD.c.id).where(STANDARD_RECORD.c.service_standard_id == "NEW-1"))


def test_a_plan_that_was_changed_since_it_was_judged_refuses(sent: Sent) -> None:
    sent.filled_in(lambda book: put(book, 6, "num_website_visits", "5"))
    results = sent.judged()
    sent.change(num_website_visits="6")

    with pytest.raises(StaleResultError):
        take_returned(sent.workspace, sent.request, results, [0], file_name="back.xlsx", day=BACK)

    assert sent.request.state is RequestState.SENT


def test_a_closed_round_takes_nothing_over(sent: Sent) -> None:
    results = sent.judged()
    close_round(sent.workspace, sent.round, BACK)

    with pytest.raises(ClosedRoundError):
        take_returned(sent.workspace, sent.request, results, [], file_name="back.xlsx", day=BACK)


@pytest.mark.parametrize(
    "name", ["{stem}.xlsx", "{stem} (2).xlsx", "{stem}.XLSX", "{stem} - Copy.xlsx", "{stem}-copie.xlsx"]
)
def test_a_workbook_is_known_by_its_name(sent: Sent, name: str) -> None:
    card = round_card(sent.workspace, sent.round)

    found = request_for(card, name.format(stem=sent.path.stem))

    assert found is not None
    assert found.key == sent.request.key
    assert request_for(card, "other.xlsx") is None


def test_the_change_is_named_in_the_language_of_the_window() -> None:
    assert change_words("Returned by Ann") == "Returned by Ann"
    set_language(Language.FR)
    assert change_words("Returned by Ann").endswith("Ann")
