"""Random work of several years through the use cases: undoing all gives the first content, redoing all the last."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, consumes, multiple, rule
from openpyxl import load_workbook
from sqlalchemy import select

from app.checks.settings import set_variation_threshold
from app.collection.cards import Grouping, round_card
from app.collection.returning import take_returned
from app.collection.rounds import RoundDraft, change_due, close_round, delete_round, groups, open_round, reopen_round
from app.collection.rounds import mark_sent as mark_round_sent
from app.collection.rounds import mark_unreturned as mark_round_unreturned
from app.collection.workbooks import write_workbooks
from app.errors import PlanError
from app.inventory import bulk, service_test
from app.inventory.carrying import carry_forward
from app.inventory.editing import edit_record
from app.inventory.fields import Entity
from app.inventory.history import record_history
from app.inventory.list_fields import list_fields
from app.inventory.notes import add_note, delete_note, edit_note, resolve_note
from app.inventory.owners import edit_owner
from app.inventory.pasting import Target, read_paste
from app.inventory.quarters import Volume, edit_quarter, take_sum
from app.inventory.restoring import restore_record
from app.inventory.review import FieldPlace, finish_review, mark_revisit, mark_same, reopen_review
from app.inventory.services import delete_record, delete_service, restore_service
from app.inventory.standards import add_standard
from app.inventory.succession import merge_services, split_service, transfer_service
from app.pieces import whole
from app.plan_facts import framework_of
from app.registry.importing import judge_sources
from app.registry.judging import Options
from app.registry.reading import read_files
from app.registry.result_file import result_rows
from app.saved_views import delete_view, rename_view, save_view
from model.bilingual import Bilingual
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.language import Language
from tests.end_to_end.test_undo_machine import COUNTS, LANGUAGES, TEXTS, YEAR, UseCases

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Table

    from model.fiscal_year import FiscalYear

NAMES = st.builds(Bilingual, TEXTS.filter(str.strip), TEXTS)
YEARS = st.sampled_from([YEAR, YEAR + 1])
QUARTERS = st.sampled_from(["1", "2", "3", "4"])
PLACES = st.sampled_from(["service_name", "service_description", "num_applications_online", "service_scope"])
VALUES = st.sampled_from(["", "5", "NA", "Y", "N", "EXTERN", "2024-02-30", "=1+1", "Élise"])
VIEWS = st.sampled_from(["Online", "En ligne", "À revoir"])
DAY = date(2024, 5, 1)


class Years(UseCases):
    """The same planner, over several years, with others who answer for services."""

    notes = Bundle("notes")
    candidates = Bundle("candidates")
    rounds = Bundle("rounds")
    views = Bundle("views")
    services = Bundle("services")
    standards = Bundle("standards")

    def record(self, service: str, year: FiscalYear, table: Table = SERVICE_RECORD) -> str:
        """Return the key of a service's row in a year, or of nothing."""
        rows = self.workspace.rows(
            select(table.c.id).where(table.c.service == service, table.c.fiscal_yr == str(year)).order_by(table.c.id)
        )
        return rows[0].id if rows else "gone"

    def made(self, use_case: Callable[..., Any], *arguments: object) -> Any:
        """Return the key of what a use case made; what is refused gives nothing to go on with."""
        return self.attempt(use_case, *arguments) or multiple()

    # fields: notes, quarters, owners, history

    @rule(target=notes, service=services, text=TEXTS.filter(str.strip), field=st.sampled_from(["", "service_scope"]))
    def note_a_field(self, service: str, text: str, field: str) -> Any:
        record = self.record(service, YEAR)
        return self.made(add_note, "service_record", record, Bilingual(text, text), field)

    @rule(note=notes, language=LANGUAGES, text=TEXTS)
    def rewrite_note(self, note: str, language: Language, text: str) -> None:
        self.attempt(edit_note, note, language, text)

    @rule(note=notes)
    def resolve(self, note: str) -> None:
        self.attempt(resolve_note, note)

    @rule(note=consumes(notes))
    def delete_note(self, note: str) -> None:
        self.attempt(delete_note, note)

    @rule(service=services, quarter=QUARTERS, count=COUNTS)
    def count_a_quarter(self, service: str, quarter: str, count: str) -> None:
        volume = Volume(Entity.SERVICE_RECORD, self.record(service, YEAR), "num_applications_online")
        self.attempt(edit_quarter, volume, quarter, count)

    @rule(service=services, quarter=QUARTERS, count=COUNTS)
    def count_a_quarter_of_a_standard(self, service: str, quarter: str, count: str) -> None:
        volume = Volume(Entity.STANDARD_RECORD, self.record(service, YEAR, STANDARD_RECORD), "total_volume")
        self.attempt(edit_quarter, volume, quarter, count)

    @rule(service=services)
    def sum_quarters(self, service: str) -> None:
        volume = Volume(Entity.SERVICE_RECORD, self.record(service, YEAR), "num_applications_online")
        for quarter in "1234":
            self.attempt(edit_quarter, volume, quarter, quarter)
        self.attempt(edit_record, service, YEAR, {"num_applications_online": "99"})
        self.attempt(take_sum, volume)

    @rule(service=services, name=st.sampled_from(["", "Ann", "Élise"]))
    def say_who_answers(self, service: str, name: str) -> None:
        self.attempt(edit_owner, service, {"name": name, "email": f"{name.lower()}@example.ca" if name else ""})

    @rule(service=services, year=YEARS, back=st.integers(0, 5))
    def bring_back(self, service: str, year: FiscalYear, back: int) -> None:
        try:
            entries = record_history(self.workspace, service, year).entries
        except PlanError:
            return
        if entries:
            self.attempt(restore_record, service, year, entries[min(back, len(entries) - 1)].seq)

    # years

    @rule()
    def carry_everything(self) -> None:
        self.attempt(carry_forward, YEAR)

    @rule(service=services, year=YEARS)
    def carry_one(self, service: str, year: FiscalYear) -> None:
        self.attempt(carry_forward, year, [service])

    @rule(service=services, field=PLACES, same=st.booleans())
    def mark(self, service: str, field: str, *, same: bool) -> None:
        place = FieldPlace(Entity.SERVICE_RECORD, self.record(service, YEAR + 1), field)
        self.attempt(carry_forward, YEAR, [service])
        self.attempt(mark_same if same else mark_revisit, [place])

    @rule(service=services, done=st.booleans())
    def review(self, service: str, *, done: bool) -> None:
        self.attempt(carry_forward, YEAR, [service])
        self.attempt(finish_review, service, YEAR + 1)
        if not done:
            self.attempt(reopen_review, service, YEAR + 1)

    @rule(one=services, other=services, year=YEARS)
    def merge(self, one: str, other: str, year: FiscalYear) -> None:
        self.attempt(merge_services, [one], other, year)

    @rule(service=services, names=st.lists(NAMES, min_size=1, max_size=2), year=YEARS, ends=st.booleans())
    def split(self, service: str, names: list[Bilingual], year: FiscalYear, *, ends: bool) -> None:
        self.attempt(lambda workspace: split_service(workspace, service, names, year, ends=ends))

    @rule(service=services, org=st.sampled_from(["aafc-aac", "fednor"]), year=YEARS)
    def transfer(self, service: str, org: str, year: FiscalYear) -> None:
        self.attempt(transfer_service, service, org, year)

    @rule(service=services)
    def resume(self, service: str) -> None:
        self.attempt(restore_service, service)

    @rule(service=services, year=YEARS)
    def take_out_of_a_year(self, service: str, year: FiscalYear) -> None:
        self.attempt(delete_record, service, year)

    @rule(service=consumes(services))
    def delete(self, service: str) -> None:
        self.attempt(delete_service, service)

    @rule(service=services, year=YEARS)
    def promise_in(self, service: str, year: FiscalYear) -> None:
        self.attempt(add_standard, service, year)

    # is it a service?

    @rule(target=candidates, name=NAMES)
    def wonder(self, name: Bilingual) -> str:
        return service_test.add_candidate(self.workspace, name)

    @rule(candidate=candidates, at=st.integers(0, 7), value=st.sampled_from(["", "Y", "N"]), reason=TEXTS)
    def answer(self, candidate: str, at: int, value: str, reason: str) -> None:
        question = framework_of(self.workspace).service_test.questions[at].id
        self.attempt(service_test.answer, candidate, question, value)
        self.attempt(service_test.give_reason, candidate, question, Language.FR, reason)

    @rule(candidate=candidates, verdict=st.sampled_from(list(service_test.Verdict)), why=NAMES)
    def conclude(self, candidate: str, verdict: service_test.Verdict, why: Bilingual) -> None:
        self.attempt(service_test.conclude, candidate, service_test.Conclusion(verdict, why, "Ann", DAY))

    @rule(target=services, candidate=candidates)
    def take_in(self, candidate: str) -> Any:
        return self.made(service_test.add_to_inventory, candidate, YEAR)

    @rule(candidate=candidates, service=services)
    def link(self, candidate: str, service: str) -> None:
        self.attempt(service_test.link, candidate, service)

    @rule(candidate=candidates)
    def think_again(self, candidate: str) -> None:
        self.attempt(service_test.reopen, candidate)

    @rule(candidate=consumes(candidates))
    def forget(self, candidate: str) -> None:
        self.attempt(service_test.delete_candidate, candidate)

    # the table: views, many services, cells of a spreadsheet

    @rule(target=views, name=VIEWS, text=TEXTS)
    def keep_a_view(self, name: str, text: str) -> Any:
        return self.made(save_view, "inventory", name, {"search": text})

    @rule(view=views, name=VIEWS)
    def rename(self, view: str, name: str) -> None:
        self.attempt(rename_view, view, name)

    @rule(view=consumes(views))
    def drop_view(self, view: str) -> None:
        self.attempt(delete_view, view)

    def apply(self, wishes: tuple[bulk.Wish, ...]) -> None:
        edits = bulk.judge(self.workspace, YEAR, wishes)
        self.attempt(bulk.apply, YEAR, edits)

    @rule(chosen=st.lists(services, max_size=4), field=st.sampled_from(list_fields()), value=VALUES)
    def edit_many(self, chosen: list[str], field: str, value: str) -> None:
        self.apply(tuple(bulk.Wish(service, field, value) for service in dict.fromkeys(chosen)))

    @rule(chosen=st.lists(services, min_size=1, max_size=3), cells=st.lists(VALUES, min_size=6, max_size=6))
    def paste(self, chosen: list[str], cells: list[str]) -> None:
        fields = ("service_id", "num_applications_online", "owner_name")
        rows = [cells[3 * row : 3 * row + 3] for row in range(2)]
        self.apply(whole(read_paste(rows, {}, {}, Target(chosen, fields, fields))).wishes)

    @rule(value=st.sampled_from([0.1, 1.5, 2.0]))
    def set_threshold(self, value: float) -> None:
        self.attempt(set_variation_threshold, value)

    # collection rounds

    @rule(target=rounds, grouping=st.sampled_from(list(Grouping)), year=YEARS, title=NAMES)
    def ask(self, grouping: Grouping, year: FiscalYear, title: Bilingual) -> Any:
        for number, row in enumerate(self.workspace.rows(select(SERVICE.c.id, SERVICE.c.service_id))):
            if not row.service_id:
                self.identify(row.id, 10_000_001 + number)
        asked = groups(self.workspace, year, grouping, Language.EN)
        return self.made(open_round, RoundDraft(year, title, grouping, None, DAY), asked)

    @rule(key=rounds, value=st.sampled_from(["7", "NA", "-3"]))
    def send_and_take_back(self, key: str, value: str) -> None:
        try:
            paths = write_workbooks(self.workspace, key, self.folder / "out", language=Language.FR)
        except PlanError:
            return
        self.attempt(mark_round_sent, key, {request: path.name for request, path in paths.items()}, DAY)
        for request in round_card(self.workspace, key).requests:
            if request.key in paths:
                self.take_back(request.key, key, paths[request.key], value)
                break

    def take_back(self, request: str, key: str, path: Path, value: str) -> None:
        """Fill in one volume of a workbook, as its owner does, and take the workbook back."""
        book = load_workbook(path)
        sheet = book["service"]
        heads = [cell.value for cell in sheet[3]]
        sheet.cell(6, heads.index("num_website_visits") + 1).value = value
        book.save(path)
        judgement = judge_sources(self.workspace, read_files([path]), Options(None, drafts=True))
        rows = tuple(result_rows(judgement, Language.EN))
        card = next(one for one in round_card(self.workspace, key).requests if one.key == request)
        self.attempt(
            lambda workspace: take_returned(workspace, card, rows, range(len(rows)), file_name=path.name, day=DAY)
        )

    @rule(key=rounds, closes=st.booleans())
    def close_or_reopen(self, key: str, *, closes: bool) -> None:
        if closes:
            self.attempt(close_round, key, DAY)
        else:
            self.attempt(reopen_round, key)

    @rule(key=rounds, day=st.sampled_from([None, DAY]))
    def move_due_day(self, key: str, day: date | None) -> None:
        self.attempt(change_due, key, day)

    @rule(key=rounds)
    def not_returned_after_all(self, key: str) -> None:
        try:
            requests = round_card(self.workspace, key).requests
        except PlanError:
            return
        for request in requests:
            self.attempt(mark_round_unreturned, key, request.key)

    @rule(key=consumes(rounds))
    def drop_round(self, key: str) -> None:
        self.attempt(delete_round, key)


TestYears = Years.TestCase
TestYears.settings = settings(max_examples=10, stateful_step_count=50, phases=[Phase.explicit, Phase.generate])
