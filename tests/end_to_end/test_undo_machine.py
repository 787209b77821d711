"""Random edits through the use cases: undoing all gives the first content, redoing all the last."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, rule

from app.errors import PlanError
from app.inventory.editing import edit_identifier, edit_record, open_year
from app.inventory.notes import add_note
from app.inventory.services import add_service, duplicate_service, retire_service
from app.inventory.standards import add_standard, delete_standard, edit_standard
from app.registry.importing import apply_rows, judge_sources
from app.registry.judging import Options
from app.registry.reading import read_files
from app.strategy.sections import keep_section, write_section
from app.translation import confirm, pairs
from app.workspace import NewPlan, Workspace
from model import canonical, journal
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

YEAR = FiscalYear(2023)
REAL = Path(__file__).parents[1] / "data" / "real"
NEW = NewPlan("aafc-aac", "Agriculture and Agri-Food Canada", "Agriculture et Agroalimentaire Canada", "2023-2024")
TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30)
COUNTS = st.sampled_from(["", "0", "007", "12", "NA", "ND", "2147483647"])
SECTIONS = st.sampled_from(["purpose", "service-vision", "operational-context"])
LANGUAGES = st.sampled_from(list(Language))


class UseCases(RuleBasedStateMachine):
    """A planner who does anything, closes the plan now and then, and finally thinks better of it."""

    services = Bundle("services")
    standards = Bundle("standards")

    @initialize()
    def make(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.workspace = Workspace.create(self.folder / "plan.jalon", NEW)
        self.first = self.content()

    def content(self) -> bytes:
        return canonical.write(canonical.document(self.workspace.database))

    def attempt(self, use_case: Callable[..., Any], *arguments: object) -> str:
        """Run a use case; what is refused (an undo may have taken the row away) changes nothing."""
        before = self.content()
        try:
            return str(use_case(self.workspace, *arguments))
        except PlanError:
            assert self.content() == before
            return ""

    @rule(target=services, name=st.builds(Bilingual, TEXTS.filter(str.strip), TEXTS))
    def add(self, name: Bilingual) -> str:
        return add_service(self.workspace, YEAR, name)

    @rule(target=services, service=services, name=st.builds(Bilingual, TEXTS.filter(str.strip), TEXTS))
    def duplicate(self, service: str, name: Bilingual) -> str:
        return self.attempt(duplicate_service, service, YEAR, name)

    @rule(service=services, text=TEXTS, count=COUNTS)
    def edit(self, service: str, text: str, count: str) -> None:
        self.attempt(edit_record, service, YEAR, {"service_description_fr": text, "num_applications_online": count})

    @rule(service=services, codes=st.sampled_from(["", "EXTERN", "ENTERPRISE,EXTERN"]))
    def rescope(self, service: str, codes: str) -> None:
        self.attempt(edit_record, service, YEAR, {"service_scope": codes})

    @rule(service=services, number=st.integers(1, 10_000_000))
    def identify(self, service: str, number: int) -> None:
        self.attempt(edit_identifier, service, f"SRV{number}-{service[:8]}")

    @rule(service=services)
    def report_next_year(self, service: str) -> None:
        self.attempt(open_year, service, YEAR + 1)

    @rule(service=services)
    def retire(self, service: str) -> None:
        self.attempt(retire_service, service, YEAR + 1)

    @rule(target=standards, service=services)
    def promise(self, service: str) -> str:
        return self.attempt(add_standard, service, YEAR)

    @rule(standard=standards, aim=st.sampled_from(["", "0.8", "0.80", "1"]), text=TEXTS)
    def edit_promise(self, standard: str, aim: str, text: str) -> None:
        self.attempt(edit_standard, standard, {"target": aim, "service_standard_en": text})

    @rule(standard=consumes(standards))
    def withdraw(self, standard: str) -> None:
        self.attempt(delete_standard, standard)

    @rule(service=services, text=TEXTS.filter(str.strip))
    def note(self, service: str, text: str) -> None:
        self.attempt(add_note, "service", service, Bilingual(text, text))

    @rule(section=SECTIONS, language=LANGUAGES, text=TEXTS)
    def write(self, section: str, language: Language, text: str) -> None:
        write_section(self.workspace, section, language, text)

    @rule(section=SECTIONS, kept=st.booleans())
    def keep(self, section: str, *, kept: bool) -> None:
        keep_section(self.workspace, section, kept=kept)

    @rule()
    def confirm_everything(self) -> None:
        rows = pairs(self.workspace)
        confirm(self.workspace, [row.place for row in rows if not row.text.missing])

    @rule()
    def import_a_file(self) -> None:
        sources = read_files([REAL / "service_dump.csv"])
        apply_rows(self.workspace, judge_sources(self.workspace, sources, Options(department="fednor")).writes)

    @rule(count=st.integers(1, 4))
    def undo(self, count: int) -> None:
        for _ in range(count):
            if self.workspace.undo_label is not None:
                self.workspace.undo()

    @rule(count=st.integers(1, 4))
    def redo(self, count: int) -> None:
        for _ in range(count):
            if self.workspace.redo_label is not None:
                self.workspace.redo()

    @rule()
    def reopen(self) -> None:
        path = self.workspace.path
        self.workspace.close()
        self.workspace = Workspace.open(path)

    @rule()
    def undo_all_and_redo_all(self) -> None:
        last = self.content()
        undone = 0
        while self.workspace.undo_label is not None:
            self.workspace.undo()
            undone += 1
        assert self.content() == self.first
        self.reopen()
        for _ in range(undone):
            self.workspace.redo()
        assert self.content() == last

    def teardown(self) -> None:
        try:
            self.undo_all_and_redo_all()
            journal.verify(self.workspace.database)
        finally:
            self.workspace.close()
            shutil.rmtree(self.folder)


TestUseCases = UseCases.TestCase
TestUseCases.settings = settings(max_examples=20, stateful_step_count=25, phases=[Phase.explicit, Phase.generate])
