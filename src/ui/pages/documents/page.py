"""The documents page: list, options, and the real pages as they will be exported."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.documents.docx.template import check_template
from app.documents.export import MADE
from app.export_log import exports
from app.formats import format_date
from app.i18n import _, language, ngettext
from app.marking import set_marking
from app.refusals import REFUSALS
from model.language import Language
from ui.look.measure import px
from ui.look.tokens import Size
from ui.pages.documents.document_list import DocumentList, DocumentRow
from ui.pages.documents.export_model import DRAFT, ExportModel, ExportResult
from ui.pages.documents.heading_places import SECTION, HeadingPlaces
from ui.pages.documents.options import ExportOptions
from ui.pages.documents.page_panel import CONTENTS
from ui.pages.documents.preview_model import Preview
from ui.pages.documents.preview_pane import PreviewPane
from ui.pages.documents.symbols_dialog import SymbolsDialog
from ui.pages.page import Page
from ui.pages.steps import Step, step_name
from ui.shell import Breadth, GuideContext, Place
from ui.widgets.dialog import show
from ui.widgets.file_dialogs import choose_file, choose_folder, template_filter
from ui.widgets.frames import Hairline, column
from ui.widgets.label import Label

if TYPE_CHECKING:
    from app.checks.finding import Finding
    from ui.open_plan import OpenPlan
    from ui.shell import Shell

_LIST: Final = {Breadth.WIDE: 250, Breadth.MEDIUM: 214, Breadth.NARROW: 214}
_OPTIONS: Final = {Breadth.WIDE: 330, Breadth.MEDIUM: 310, Breadth.NARROW: 300}
_FOLDER: Final = "export_folder"
_TEMPLATE: Final = "word_template"
_WISHES: Final = "export_states"  # of each plan's documents
_PLANS: Final = 20  # whose wishes are kept
_REQUIREMENTS: Final = {"inventory": "7.1", "priorities": "7.4"}  # which requirement a document answers; else 7.5
_PANEL: Final = "preview_panel"  # whether contents, pictures or text lead to the pages


class DocumentsPage(Page):
    """Where the plan becomes documents."""

    step: ClassVar[Step] = Step.DOCUMENTS
    has_header: ClassVar[bool] = False

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        folder = Path(str(shell.settings.value(_FOLDER, "") or plan.path.parent))
        if not folder.is_dir():
            folder = plan.path.parent
        self.model = ExportModel(plan, shell.tasks, folder, self._kept_wishes(), self)
        kept = str(shell.settings.value(_TEMPLATE, "") or "")
        self.model.template = Path(kept) if kept else None
        order = (Language.FR, Language.EN) if plan.french_first else (Language.EN, Language.FR)
        self.preview = Preview(plan, shell.tasks, (language(), language().other), self)
        self.list = DocumentList()
        self.options = ExportOptions(plan, self.model)
        self._headings = HeadingPlaces(plan)
        self.pane = PreviewPane(self.preview, order, self._headings.is_known)
        self._is_shown = False
        self._lay_out()
        self._connect()
        self._refresh_list()
        self.fit(0)
        self.pane.refresh()

    def _lay_out(self) -> None:
        self.body.setSpacing(0)
        self._thirds = QHBoxLayout()
        self._thirds.setSpacing(0)
        self.body.addLayout(self._thirds, 1)
        self._left = QWidget()
        left = column(self._left, gap=10, margins=(0, 16, 0, 8))
        heading = Label(lambda: step_name(Step.DOCUMENTS), size=Size.TITLE, strong=True)
        heading.setContentsMargins(px(24), 0, px(8), 0)
        left.addWidget(heading)
        left.addWidget(self.list, 1)
        self._rule = Hairline(upright=True)
        self._thirds.addWidget(self._left)
        self._thirds.addWidget(self._rule)
        self._thirds.addWidget(self.options)
        self._thirds.addWidget(self.pane, 1)

    def _connect(self) -> None:
        self.list.picked.connect(self.choose)
        self.model.changed.connect(self._follow_choice)
        self.model.ended.connect(self._tell_end)
        self.preview.changed.connect(self._refresh_list)
        self.pane.refresh_asked.connect(self.make_pages)
        self.pane.open_asked.connect(self._open_heading)
        self.pane.panel_shown.connect(lambda _shown: self.fit(0))
        self.pane.panel.set_kind(str(self.shell.settings.value(_PANEL, CONTENTS)))
        self.pane.panel.kind_chosen.connect(partial(self.shell.settings.set_value, _PANEL))
        self.options.document_chosen.connect(self.choose)
        self.options.folder_asked.connect(self._ask_folder)
        self.options.template_asked.connect(self._ask_template)
        self.options.template_dropped.connect(lambda: self.set_template(None))
        self.options.symbols.asked.connect(self._ask_symbols)
        self.options.marking_chosen.connect(self._set_marking)
        self.options.state_chosen.connect(self._choose_state)
        self.options.finding_chosen.connect(self._go_to)
        self.options.path_opened.connect(self.shell.open_path)
        self.plan.changed.connect(lambda _change: self._after_change())

    # what is shown

    def choose(self, document: str) -> None:
        """Show another document."""
        self.model.choose(document=document)
        self._guide()

    def make_pages(self) -> None:
        """Render the pages of the chosen document as the plan is now."""
        self.preview.ask(self.model.choice.document, self.model.choice.year, draft=self.model.state == DRAFT)

    def _open_heading(self, name: str, spoken: Language) -> None:
        """Go to what a heading is about."""
        place = self._headings.place(name, spoken)
        if place is not None:
            self.shell.go(*place)

    def _follow_choice(self) -> None:
        self.pane.set_languages(self.model.choice.spoken)
        self._refresh_list()
        choice, draft = self.model.choice, self.model.state == DRAFT
        is_there = self.preview.is_of(choice.document, choice.year) and self.preview.is_marked(draft=draft)
        if self._is_shown and self.isVisible() and not is_there:
            self.make_pages()

    def _after_change(self) -> None:
        self.options.refresh()
        self.pane.refresh()
        self._refresh_list()

    def _refresh_list(self) -> None:
        rows = [DocumentRow(document, self._facts(document)) for document in MADE]
        self.list.set_rows(rows, self.model.choice.document)

    def _facts(self, document: str) -> str:
        year = self.model.choice.year
        if self.preview.is_of(document, year):
            return self._page_counts()
        done = exports(self.plan.workspace, document, 1)
        if not done:
            return _("Not exported yet")
        return _("Exported on {date}").format(date=format_date(done[0].at.date()))

    def _page_counts(self) -> str:
        english, french = (self.preview.page_count(spoken) for spoken in (Language.EN, Language.FR))
        if english and french and english != french:
            return _("Pages: {english} in English, {french} in French").format(english=english, french=french)
        count = english or french
        return ngettext("{count} page", "{count} pages", count).format(count=count)

    def _guide(self) -> None:
        self.tell_guide(self._context_of_document)

    def _context_of_document(self) -> GuideContext:
        return GuideContext(
            path=(step_name(Step.DOCUMENTS),),
            requirement=_REQUIREMENTS.get(self.model.choice.document, "7.5"),
            guidance=_(
                "Both official languages are published together. Each has its own title page and contents; "
                "a bilingual file holds one after the other."
            ),
        )

    # what is done

    def _tell_end(self, result: ExportResult) -> None:
        if result.files:
            count = len(result.files)
            words = ngettext("{count} file exported.", "{count} files exported.", count).format(count=count)
            self.shell.toast(words)
        self._refresh_list()

    def set_folder(self, folder: Path) -> None:
        """Export into another folder from now on."""
        self.model.folder = folder
        self.shell.settings.set_value(_FOLDER, str(folder))
        self.options.refresh()

    def _ask_folder(self) -> None:
        folder = choose_folder(self.shell.window_widget(), _("Choose a folder for the documents"), self.model.folder)
        if folder is not None:
            self.set_folder(folder)

    def set_template(self, template: Path | None) -> None:
        """Write Word documents over a template from now on, if it can be used; None takes the program's own again."""
        try:
            if template is not None:
                check_template(template)
        except REFUSALS as error:
            self.shell.refuse(error)
            return
        self.model.template = template
        self.shell.settings.set_value(_TEMPLATE, str(template or ""))
        self.options.refresh()

    def _ask_template(self) -> None:
        now = self.model.template
        folder = now.parent if now is not None else self.model.folder
        title = _("Choose a Word template of your department")
        template = choose_file(self.shell.window_widget(), title, template_filter(), folder)
        if template is not None:
            self.set_template(template)

    def _ask_symbols(self) -> None:
        dialog = SymbolsDialog(self.shell.window_widget(), self.plan)
        dialog.finished.connect(self._show_title_page)
        show(dialog, lambda: None)

    def _show_title_page(self) -> None:
        """Let the planner see what other pictures make of the title page, unless the pages are many."""
        if self._is_shown and self.isVisible() and not self.preview.is_long:
            self.make_pages()

    def _kept_wishes(self) -> dict[str, str]:
        """Return whether each document of this plan was last wanted as a draft or final."""
        kept = self.shell.settings.value(_WISHES, {})
        held = kept.get(str(self.plan.path), {}) if isinstance(kept, dict) else {}
        return {str(name): str(state) for name, state in held.items()} if isinstance(held, dict) else {}

    def _choose_state(self, state: str) -> None:
        self.model.wish(state)
        kept = self.shell.settings.value(_WISHES, {})
        others = {path: held for path, held in kept.items() if path != str(self.plan.path)} if kept else {}
        newest = [*others.items(), (str(self.plan.path), self.model.wishes)][-_PLANS:]
        self.shell.settings.set_value(_WISHES, dict(newest))

    def _set_marking(self, marking: str) -> None:
        try:
            set_marking(self.plan.workspace, marking)
        except REFUSALS as error:
            self.shell.refuse(error)
            self.options.refresh()

    def _go_to(self, finding: Finding) -> None:
        place = Place(finding.entity, finding.id, finding.field, finding.lang, finding.rule)
        if finding.year is not None:
            self.plan.set_year(finding.year)
        self.shell.go(Step(finding.step.value), place)

    # the window

    def title(self) -> str:
        """Return the page's name."""
        return step_name(Step.DOCUMENTS)

    def activate(self) -> None:
        """Bring findings and pages up to date."""
        super().activate()
        self._is_shown = True
        self.plan.findings.settle()
        self.options.refresh()
        self.pane.set_languages(self.model.choice.spoken)
        choice = self.model.choice
        if not (self.preview.is_long and self.preview.is_of(choice.document, choice.year)):
            self.make_pages()  # long ones are made anew when somebody asks
        self.pane.refresh()
        self._guide()

    def fit(self, width: float) -> None:  # noqa: ARG002  the window's breadth decides
        """Fold the list into the options when the window is narrow; show both languages abreast when it is wide."""
        breadth = self.shell.breadth()
        narrow = breadth is Breadth.NARROW
        reads = not self.pane.panel.isHidden()  # then the pages need the room
        self._left.setVisible(not narrow and not reads)
        self._rule.setVisible(not narrow and not reads)
        self.options.setVisible(not reads)
        self.options.set_folded(folded=narrow)
        self._left.setFixedWidth(px(_LIST[breadth]))
        self.options.set_column(_OPTIONS[breadth])
        self.pane.set_abreast(breadth is Breadth.WIDE)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Arrange anew for letters of another size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationFontChange:
            self.fit(0)

    def focus_place(self, place: Place) -> bool:
        """Choose the document that ``place`` names, or show the page of a section of the strategy."""
        if place.entity == SECTION and place.key:
            self.choose("strategy")
            self.pane.go_to_heading(place.key, place.language)
            return True
        if place.entity not in MADE:
            return False
        self.choose(place.entity)
        if self.list.isVisible():
            self.list.setFocus()
        return True

    def retranslate(self) -> None:
        """Say everything in the other language."""
        super().retranslate()
        self._refresh_list()
