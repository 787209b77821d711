"""Makes the pages of a document in a child process, and keeps them as long as the plan stays as it is."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.export_log import plan_head
from app.i18n import _

if TYPE_CHECKING:
    from model.fiscal_year import FiscalYear
    from model.language import Language
    from ui.open_plan import OpenPlan
    from ui.tasks import Outcome, Task, Tasks


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which document of which year, the state of the plan that it shows, and whether its pages say DRAFT."""

    document: str
    year: FiscalYear
    is_draft: bool
    head: str


class Preview(QObject):
    """The pages of one document in both languages.

    Everything heavy happens in a child process on a copy of the plan; the pages are files in a
    folder of our own, removed with this object.
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
        self._shown: Wanted | None = None
        self._asked: Wanted | None = None
        self._task: Task | None = None
        self._pages: dict[Language, tuple[Path, ...]] = {}
        self.problem = ""
        self._count = 0

    def pages(self, language: Language) -> tuple[Path, ...]:
        """Return the files of the pages in one language, in order; none while there are none."""
        return self._pages.get(language, ())

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
        return self._shown is not None and self._shown.head != plan_head(self._plan.workspace)

    def ask(self, document: str, year: FiscalYear, *, draft: bool) -> None:
        """Make the pages of a document, unless they are there already or being made."""
        wanted = Wanted(document, year, draft, plan_head(self._plan.workspace))
        if self._task is not None:
            if wanted == self._asked:
                return
            self._task.cancel()
        elif wanted == self._shown:
            return
        self._asked = wanted
        self._count += 1
        folder = self._folder / str(self._count)
        folder.mkdir()
        self._plan.workspace.snapshot(folder / "plan.jalon")
        self.problem = ""
        if not self.is_of(document, year):
            self._drop_pages()
        self._make(wanted, folder, self._order)
        self.changed.emit()

    def _make(self, wanted: Wanted, folder: Path, languages: tuple[Language, ...]) -> None:
        """Make the pages of the first of ``languages``, and then those of the others."""
        language, rest = languages[0], languages[1:]
        arguments = ["preview", str(folder / "plan.jalon"), wanted.document]
        arguments += ["--lang", language.value, "--year", str(wanted.year), "-o", str(folder)]
        if wanted.is_draft:
            arguments.append("--draft")

        def finish(outcome: Outcome) -> None:
            self._finish(wanted, folder, outcome, language, rest)

        self._task = self._tasks.run(lambda: _("Making the pages"), arguments, finish)

    def _finish(
        self, wanted: Wanted, folder: Path, outcome: Outcome, language: Language, rest: tuple[Language, ...]
    ) -> None:
        if wanted != self._asked:
            shutil.rmtree(folder, ignore_errors=True)
            return  # another document was asked for meanwhile
        self._task = None
        if outcome.code == 0 and not outcome.cancelled:
            self._shown = wanted
            self._take(language, folder)
            if rest:
                self._make(wanted, folder, rest)
        elif not outcome.cancelled:
            self.problem = outcome.errors.strip() or outcome.output.strip()
        self.changed.emit()

    def _take(self, language: Language, folder: Path) -> None:
        before = self._pages.get(language, ())
        self._pages[language] = tuple(sorted((folder / language.value).glob("page-*.png")))
        if before:
            shutil.rmtree(before[0].parent, ignore_errors=True)

    def _drop_pages(self) -> None:
        for pages in self._pages.values():
            if pages:
                shutil.rmtree(pages[0].parent, ignore_errors=True)
        self._pages.clear()
        self._shown = None
