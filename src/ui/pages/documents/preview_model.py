"""Makes the pages of a document in a child process, and keeps them as long as the plan stays as it is."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.documents.page_index import INDEX_NAME, PageIndex, read_index
from app.export_log import plan_head
from app.i18n import _
from ui.pages.documents.page_source import PageSource

if TYPE_CHECKING:
    from model.fiscal_year import FiscalYear
    from model.language import Language
    from ui.open_plan import OpenPlan
    from ui.tasks import Outcome, Task, Tasks

_MANY: Final = 200  # pages that are made anew only when somebody asks


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which document of which year, the state of the plan that it shows, and whether its pages say DRAFT."""

    document: str
    year: FiscalYear
    is_draft: bool
    head: str


@dataclass(frozen=True)
class MadePages:
    """The PDF of a document in one language, and what is known of its pages."""

    file: Path
    index: PageIndex


class Preview(QObject):
    """The pages of one document in both languages.

    Everything heavy happens in child processes, which read the plan as it is on disk: to copy a large one would
    hold the window up. What they made tells which state of the plan it shows. The files are in a folder of our own,
    removed with this object.
    """

    changed = Signal()

    def __init__(
        self, plan: OpenPlan, tasks: Tasks, order: tuple[Language, ...], parent: QObject | None = None
    ) -> None:
        """Make pages of ``plan``, those of the first language of ``order`` first."""
        super().__init__(parent)
        self._plan, self._tasks, self._order = plan, tasks, order
        self._folder = Path(tempfile.mkdtemp(prefix="jalon-pages-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)  # at the latest when we exit
        self.source = PageSource(tasks, self._folder, self)
        self._shown: Wanted | None = None
        self._asked: Wanted | None = None
        self._task: Task | None = None
        self._made: dict[Language, MadePages] = {}
        self.problem = ""
        self.is_given_up = False  # somebody cancelled it
        self._count = 0

    def made(self, language: Language) -> MadePages | None:
        """Return the pages in one language; None while there are none."""
        return self._made.get(language)

    def page_count(self, language: Language) -> int:
        """Return how many pages there are in one language."""
        made = self._made.get(language)
        return len(made.index.sizes) if made else 0

    @property
    def document(self) -> str:
        """Return the name of the document that is shown; blank while none is."""
        return self._shown.document if self._shown is not None else ""

    @property
    def is_making(self) -> bool:
        """Whether the pages are being made."""
        return self._task is not None

    def is_of(self, document: str, year: FiscalYear) -> bool:
        """Whether the pages that are shown are of this document, as the plan was then."""
        return self._shown is not None and (self._shown.document, self._shown.year) == (document, year)

    def is_marked(self, *, draft: bool) -> bool:
        """Whether the pages that are shown say DRAFT, or whether they do not."""
        return self._shown is not None and self._shown.is_draft == draft

    @property
    def is_stale(self) -> bool:
        """Whether the plan changed since the pages were made."""
        now = plan_head(self._plan.workspace)
        return any(made.index.head != now for made in self._made.values())

    @property
    def is_long(self) -> bool:
        """Whether making the pages anew takes so long that somebody should ask for it."""
        return sum(map(self.page_count, self._order)) > _MANY

    def ask(self, document: str, year: FiscalYear, *, draft: bool) -> None:
        """Make the pages of a document, unless they are there already or being made."""
        wanted = Wanted(document, year, draft, plan_head(self._plan.workspace))
        if self._task is not None:
            if wanted == self._asked:
                return
            self._task.cancel()
        elif self._is_there(wanted):
            return
        self._asked = wanted
        self._count += 1
        self._folder.mkdir(0o700, exist_ok=True)  # what tidies up temporary files takes it after some days
        folder = self._folder / str(self._count)
        folder.mkdir()
        self.problem, self.is_given_up = "", False
        if not self.is_of(document, year):
            self._drop_pages()
        self._make(wanted, folder, self._order)
        self.changed.emit()

    def _is_there(self, wanted: Wanted) -> bool:
        is_same = self.is_of(wanted.document, wanted.year) and self.is_marked(draft=wanted.is_draft)
        return is_same and len(self._made) == len(self._order) and not self.is_stale

    def _make(self, wanted: Wanted, folder: Path, languages: tuple[Language, ...]) -> None:
        """Make the pages of the first of ``languages``, and then those of the others."""
        language, rest = languages[0], languages[1:]
        arguments = ["preview", str(self._plan.path), wanted.document]
        arguments += ["--lang", language.value, "--year", str(wanted.year), "-o", str(folder / language.value)]
        if wanted.is_draft:
            arguments.append("--draft")

        def finish(outcome: Outcome) -> None:
            self._finish(wanted, folder, outcome, language, rest)

        self._task = self._tasks.run(lambda: _("Making the pages"), arguments, finish)

    def _finish(
        self, wanted: Wanted, folder: Path, outcome: Outcome, language: Language, rest: tuple[Language, ...]
    ) -> None:
        is_over = wanted != self._asked  # something else was asked for meanwhile
        has_pages = outcome.code == 0 and not outcome.cancelled and not is_over
        if not has_pages:
            shutil.rmtree(folder / language.value, ignore_errors=True)
        if is_over:
            return
        self._task = None
        if has_pages:
            self._shown = wanted
            self._take(language, Path(outcome.output.strip()))
            if rest:
                self._make(wanted, folder, rest)
        elif outcome.cancelled:
            self.is_given_up = True
        else:
            self.problem = outcome.errors.strip() or outcome.output.strip()
        self.changed.emit()

    def _take(self, language: Language, file: Path) -> None:
        self._drop(language)
        self._made[language] = MadePages(file, read_index(file.with_name(INDEX_NAME)))

    def _drop(self, language: Language) -> None:
        before = self._made.pop(language, None)
        if before is not None:
            self.source.forget(before.file)
            shutil.rmtree(before.file.parent, ignore_errors=True)

    def _drop_pages(self) -> None:
        for language in tuple(self._made):
            self._drop(language)
        self._shown = None
