"""What is to be exported, what stands in the way, and the export itself in a child process."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.checks.finding import Level
from app.checks.findings import drafts
from app.checks.year_gaps import with_gaps
from app.export_log import NewExport, log_exports, plan_head
from app.i18n import ngettext
from app.refusals import REFUSALS
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.checks.digest import Digest
    from app.checks.finding import Finding
    from model.fiscal_year import FiscalYear
    from ui.open_plan import OpenPlan
    from ui.tasks import Outcome, Task, Tasks

BOTH = "both"
BILINGUAL = "bilingual"
DRAFT = "draft"
FINAL = "final"


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What is to be exported.

    Attributes:
        languages: ``en``, ``fr``, ``both`` as two files, or ``bilingual`` as one.
        formats: ``pdf``, ``docx`` or ``both``.
    """

    document: str
    year: FiscalYear
    languages: str = BOTH
    formats: str = BOTH

    @property
    def editions(self) -> tuple[str, ...]:
        """Return the languages of the files: one entry a file and format."""
        return (Language.EN.value, Language.FR.value) if self.languages == BOTH else (self.languages,)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the formats of the files."""
        return ("docx", "pdf") if self.formats == BOTH else (self.formats,)

    @property
    def file_count(self) -> int:
        """Return how many files are written."""
        return len(self.editions) * len(self.kinds)

    @property
    def spoken(self) -> tuple[Language, ...]:
        """Return the languages that the files hold."""
        return tuple(Language) if self.languages in {BOTH, BILINGUAL} else (Language(self.languages),)


@dataclass(frozen=True, slots=True)
class ExportResult:
    """How an export ended: the files that were written, or what was said."""

    files: tuple[Path, ...] = ()
    is_final: bool = False
    problem: str = ""


class ExportModel(QObject):
    """The export of one document at a time."""

    changed = Signal()  # the choice, or what stands in its way
    ended = Signal(object)  # ExportResult

    def __init__(
        self,
        plan: OpenPlan,
        tasks: Tasks,
        folder: Path,
        wishes: Mapping[str, str],
        parent: QObject | None = None,
    ) -> None:
        """Export from ``plan`` into ``folder``.

        Args:
            plan: the open plan.
            tasks: runs the child processes.
            folder: where the files go.
            wishes: whether a document was last wanted as a draft or final; one that is not named is as final
                as it can be.
            parent: owns this object.
        """
        super().__init__(parent)
        self._plan, self._tasks = plan, tasks
        self._task: Task | None = None
        self._known: tuple[Digest, ExportChoice, tuple[dict[Language, tuple[Finding, ...]], tuple[Finding, ...]]] | None
        self._known = None
        self.folder = folder
        self.template: Path | None = None  # for Word documents; None is the program's own
        self.wishes = dict(wishes)
        self.choice = ExportChoice("strategy", plan.year)
        plan.findings.changed.connect(self.changed)
        plan.year_changed.connect(lambda year: self.choose(year=year))

    def choose(
        self,
        *,
        document: str | None = None,
        year: FiscalYear | None = None,
        languages: str | None = None,
        formats: str | None = None,
    ) -> None:
        """Change the choice in some of its parts."""
        now = self.choice
        self.choice = replace(
            now,
            document=document or now.document,
            year=year or now.year,
            languages=languages or now.languages,
            formats=formats or now.formats,
        )
        if self.choice != now:
            self.changed.emit()

    def wish(self, state: str) -> None:
        """Want the document as a draft or final, also after its errors were mended."""
        if self.wishes.get(self.choice.document) != state:
            self.wishes[self.choice.document] = state
            self.changed.emit()

    @property
    def state(self) -> str:
        """Return ``draft`` or ``final``: what is exported as things stand."""
        is_wanted = self.wishes.get(self.choice.document, FINAL) == FINAL
        return FINAL if is_wanted and not self.errors() else DRAFT

    def standing(self) -> dict[Language, tuple[Finding, ...]]:
        """Return the errors that keep the document from being final, by the languages that are exported."""
        return self._judged()[0]

    def errors(self) -> tuple[Finding, ...]:
        """Return the errors that keep the document from being final, each once."""
        return tuple({id(finding): finding for held in self.standing().values() for finding in held}.values())

    def warnings(self) -> tuple[Finding, ...]:
        """Return the warnings that bear on the document: they do not make it a draft."""
        return self._judged()[1]

    def _judged(self) -> tuple[dict[Language, tuple[Finding, ...]], tuple[Finding, ...]]:
        """Return errors and warnings; both are told again only of other findings or another choice."""
        choice, found = self.choice, self._plan.findings.digest
        if self._known is None or self._known[0] is not found or self._known[1] != choice:
            errors = with_gaps(self._plan.workspace, found.level(Level.ERROR), choice.year)
            standing = {language: drafts(errors, choice.document, choice.year, language) for language in choice.spoken}
            warnings = tuple(
                finding
                for finding in found.level(Level.WARNING)
                if choice.document in finding.documents
                and finding.year in {None, choice.year}
                and (finding.lang is None or finding.lang in choice.spoken)
            )
            self._known = (found, choice, (standing, warnings))
        return self._known[2]

    @property
    def is_exporting(self) -> bool:
        """Whether files are being written."""
        return self._task is not None

    def export(self) -> None:
        """Write the files in a child process, which reads the plan as it is on disk."""
        if self._task is not None:
            return
        choice, head, state = self.choice, plan_head(self._plan.workspace), self.state
        arguments = ["export", str(self._plan.path), choice.document, "--lang", choice.languages]
        arguments += [*format_arguments(choice.kinds), "--year", str(choice.year), "-o", str(self.folder)]
        arguments.append(f"--{state}")
        if self.template is not None and "docx" in choice.kinds:
            arguments += ["--template", str(self.template)]
        if self._plan.workspace.author:
            arguments += ["--author", self._plan.workspace.author]

        def finish(outcome: Outcome) -> None:
            self._task = None
            self._finish(choice, head, outcome, is_final=state == FINAL)

        count = choice.file_count
        self._task = self._tasks.run(
            lambda: ngettext("Exporting {count} file", "Exporting {count} files", count).format(count=count),
            arguments,
            finish,
        )
        self.changed.emit()

    def cancel(self) -> None:
        """End the export; nothing of it is left."""
        if self._task is not None:
            self._task.cancel()

    def _finish(self, choice: ExportChoice, head: str, outcome: Outcome, *, is_final: bool) -> None:
        if outcome.cancelled:
            self.ended.emit(ExportResult())
        elif outcome.code == 0:
            files = tuple(Path(line) for line in outcome.output.splitlines() if line.strip())
            self._log(choice, head, is_final=is_final)
            self.ended.emit(ExportResult(files, is_final))
        else:
            self.ended.emit(ExportResult(problem=outcome.errors.strip() or outcome.output.strip()))
        self.changed.emit()

    def _log(self, choice: ExportChoice, head: str, *, is_final: bool) -> None:
        made = [
            NewExport(choice.document, edition, kind, is_final) for edition in choice.editions for kind in choice.kinds
        ]
        with suppress(*REFUSALS):  # a full disk: the files are there, the list of exports lacks a line
            log_exports(self._plan.workspace, made, head)


def format_arguments(kinds: Sequence[str]) -> list[str]:
    """Return the options that ask for some formats; all of them need none."""
    return [] if len(kinds) > 1 else ["--format", kinds[0]]
