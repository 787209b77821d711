"""What is exported, where to, what should be mended first, and what was written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.documents.export import MADE
from app.documents.symbols import kept_symbols
from app.export_log import exports
from app.formats import format_date, format_time, format_year
from app.i18n import _, language, ngettext
from app.plan_facts import framework_of, years_with_records
from model.language import Language
from ui.look.tokens import Role, Size
from ui.pages.documents.document_list import document_name
from ui.pages.documents.draft_or_final import DraftOrFinal, state_pill
from ui.pages.documents.export_model import BILINGUAL, BOTH, ExportModel, ExportResult
from ui.pages.documents.symbols_field import SymbolsField
from ui.pages.documents.template_field import TemplateField
from ui.pages.strategy.state_words import language_name
from ui.widgets import pill
from ui.widgets.aside import Aside
from ui.widgets.button import Button, Kind
from ui.widgets.choice import Choice, Option, Segments
from ui.widgets.file_link import FileLink
from ui.widgets.finding_chip import FindingChip, Level
from ui.widgets.frames import Hairline, Scroll, Sunken, clear, column, row
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.pill import Pill, StatusPill, Tone
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QBoxLayout

    from app.checks.finding import Finding
    from ui.open_plan import OpenPlan

_CHIPS: Final = 6
_PAST: Final = 6


class ExportOptions(Retranslated, Aside, QWidget):
    """The column between the list of documents and their pages."""

    document_chosen = Signal(str)
    folder_asked = Signal()
    marking_chosen = Signal(str)
    template_asked = Signal()
    template_dropped = Signal()
    state_chosen = Signal(str)
    finding_chosen = Signal(object)  # Finding
    path_opened = Signal(object)  # Path

    def __init__(self, plan: OpenPlan, model: ExportModel) -> None:
        super().__init__()
        self._plan, self.model = plan, model
        self._result: ExportResult | None = None
        self._of = ""  # the document of that result
        self._first: Language | None = None  # whose errors were asked for
        outer = column(self)
        ground = QWidget()
        whole = column(ground, margins=(20, 14, 20, 12), gap=10)
        self.heading = Label("", size=Size.HEADING, strong=True, wrap=True)
        whole.addWidget(self.heading)
        self.document = Choice(
            lambda: _("Document"), [Option(document, partial(document_name, document)) for document in MADE]
        )
        self.document.setObjectName("export_document")
        self.document.hide()
        whole.addWidget(self.document, 0, Qt.AlignmentFlag.AlignLeft)
        self.document.chosen.connect(self.document_chosen)
        self._written = Sunken(margins=(12, 8, 12, 8))
        whole.addWidget(self._written)
        self._make_choices(whole)
        self._rule = Hairline()
        whole.addWidget(self._rule)
        self._findings = column(gap=8)
        whole.addLayout(self._findings)
        self._past = column(gap=4)
        whole.addLayout(self._past)
        whole.addStretch(1)
        self._scroll = Scroll(ground)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(Hairline())
        foot = column(margins=(20, 10, 20, 14), gap=8)
        self._make_export(foot)
        outer.addLayout(foot)
        model.changed.connect(self.refresh)
        model.ended.connect(self._show_result)
        self.refresh()

    def _make_choices(self, whole: QBoxLayout) -> None:
        self.languages = Segments(
            lambda: _("Languages"),
            [
                Option("en", lambda: language_name(Language.EN)),
                Option("fr", lambda: language_name(Language.FR)),
                Option(BOTH, lambda: _("Both")),
                Option(BILINGUAL, lambda: _("Bilingual")),
            ],
        )
        self.languages.setObjectName("export_languages")
        self.formats = Segments(
            lambda: _("Format"),
            [Option("pdf", "PDF"), Option("docx", "Word"), Option(BOTH, lambda: _("Both"))],
        )
        self.formats.setObjectName("export_formats")
        self.year = Choice(lambda: _("Fiscal year"))
        self.year.setObjectName("export_year")
        self.marking = Choice(lambda: _("Security marking"))
        self.marking.setObjectName("export_marking")
        for name, field in (
            (lambda: _("Languages"), self.languages),
            (lambda: _("Format"), self.formats),
            (lambda: _("Fiscal year"), self.year),
            (lambda: _("Security marking"), self.marking),
        ):
            group = column(gap=5)
            group.addWidget(Label(name, role=Role.TEXT2))
            line = row()
            line.addWidget(field)
            line.addStretch(1)
            group.addLayout(line)
            whole.addLayout(group)
        self.symbols = SymbolsField()
        whole.addWidget(self.symbols)
        self.template = TemplateField()
        whole.addWidget(self.template)
        self.template.asked.connect(self.template_asked)
        self.template.dropped.connect(self.template_dropped)
        self.draft_or_final = DraftOrFinal(self.model)
        whole.insertWidget(whole.count() - 4, self.draft_or_final)  # the others are seldom changed
        self.draft_or_final.chosen.connect(self.state_chosen)
        self.draft_or_final.errors_asked.connect(self.show_errors)
        self.languages.chosen.connect(lambda value: self.model.choose(languages=value))
        self.formats.chosen.connect(lambda value: self.model.choose(formats=value))
        self.year.chosen.connect(self._choose_year)
        self.marking.chosen.connect(self.marking_chosen)

    def _make_export(self, whole: QBoxLayout) -> None:
        self.state = StatusPill()
        whole.addWidget(self.state)
        place = row(gap=8)
        place.addWidget(Label(lambda: _("Folder"), role=Role.TEXT2))
        self.folder = ElidedLabel("")
        place.addWidget(self.folder, 1)
        change = Button(lambda: _("Change…"), kind=Kind.LINK)
        change.setObjectName("change_folder")
        change.clicked.connect(self.folder_asked)
        place.addWidget(change)
        whole.addLayout(place)
        buttons = row(gap=8)
        self.export = Button("", kind=Kind.PRIMARY, icon="file-down")
        self.export.setObjectName("export")
        self.export.clicked.connect(self.model.export)
        self.cancel = Button(lambda: _("Cancel"))
        self.cancel.setObjectName("cancel_export")
        self.cancel.clicked.connect(self.model.cancel)
        buttons.addWidget(self.export)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        whole.addLayout(buttons)

    def set_folded(self, *, folded: bool) -> None:
        """Offer the documents here, because there is no room for their list."""
        self.heading.setVisible(not folded)
        self.document.setVisible(folded)

    # what is shown

    def refresh(self) -> None:
        """Show the choice, the findings and the log as they are now."""
        choice = self.model.choice
        self.heading.say(lambda: document_name(choice.document))
        self.document.set_value(choice.document)
        self.languages.set_value(choice.languages)
        self.formats.set_value(choice.formats)
        self._offer_years()
        self._offer_markings()
        self.symbols.show_symbols(kept_symbols(self._plan.workspace))
        self.template.show_template(self.model.template)
        self.template.setVisible("docx" in choice.kinds)
        errors, warnings = self.model.errors(), self.model.warnings()
        self._show_findings((*sorted(errors, key=self._is_later), *warnings))
        self.draft_or_final.refresh()
        self.state.set_pill(state_pill(self.model.state))
        self._show_past()
        self.folder.say(str(self.model.folder))
        count = choice.file_count
        self.export.say(lambda: ngettext("Export {count} file", "Export {count} files", count).format(count=count))
        self.cancel.setVisible(self.model.is_exporting)
        if self.model.is_exporting:
            self.export.disable(lambda: _("An export is under way."))
        else:
            self.export.enable()
        self._written.setVisible(self._result is not None and self._of == choice.document)

    def _offer_years(self) -> None:
        known = {*years_with_records(self._plan.workspace), self.model.choice.year, *self._plan.card.period}
        self.year.set_options([Option(str(year), partial(format_year, year)) for year in sorted(known, reverse=True)])
        self.year.set_value(str(self.model.choice.year))

    def _choose_year(self, value: str) -> None:
        known = {*years_with_records(self._plan.workspace), *self._plan.card.period, self.model.choice.year}
        self.model.choose(year=next(year for year in known if str(year) == value))

    def _offer_markings(self) -> None:
        markings = framework_of(self._plan.workspace).markings
        self.marking.set_options(
            [Option(marking.id, lambda marking=marking: marking.title.text(language())) for marking in markings]  # type: ignore[misc]
        )
        self.marking.set_value(self._plan.card.marking)
        self.marking.setEnabled(not self._plan.read_only)

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        clear(self._findings)
        self._rule.setVisible(bool(findings))
        if not findings:
            return
        head = row(gap=8)
        head.addWidget(Label(lambda: _("Fix first"), strong=True), 1)
        head.addWidget(Label(str(len(findings)), role=Role.TEXT2))
        self._findings.addLayout(head)
        for finding in findings[:_CHIPS]:
            chip = FindingChip(Level(finding.level.value), finding.where, finding.message)
            chip.activated.connect(partial(self.finding_chosen.emit, finding))
            self._findings.addWidget(chip)
        left = len(findings) - _CHIPS
        if left > 0:
            words = ngettext("and {count} more", "and {count} more", left).format(count=left)
            self._findings.addWidget(Label(words, size=Size.CAPTION, role=Role.TEXT2))

    def show_errors(self, language: Language) -> None:
        """Lead to the errors that keep one language from being final: they come first."""
        self._first = language
        self.refresh()
        QTimer.singleShot(0, self, self._take_first_finding)  # when the new order has its places

    def _take_first_finding(self) -> None:
        for at in range(self._findings.count()):
            item = self._findings.itemAt(at)
            chip = item.widget() if item is not None else None
            if isinstance(chip, FindingChip):
                chip.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _is_later(self, finding: Finding) -> bool:
        return self._first is not None and finding.lang not in {None, self._first}

    def _show_result(self, result: ExportResult) -> None:
        self._result = result if result.files or result.problem else None
        clear(self._written.body)
        if result.problem:
            shown = StatusPill(Pill(lambda: _("Nothing was exported"), Tone.BAD, pill.error().icon))
            self._written.body.addWidget(shown)
            self._written.body.addWidget(Label(result.problem, wrap=True))
        elif result.files:
            self._list_files(result.files)
        self._of = self.model.choice.document
        self.refresh()
        self._scroll.verticalScrollBar().setValue(0)

    def _list_files(self, files: tuple[Path, ...]) -> None:
        count = len(files)
        done = Pill(
            lambda: ngettext("{count} file exported", "{count} files exported", count).format(count=count),
            Tone.GOOD,
            "circle-check",
        )
        self._written.body.addWidget(StatusPill(done))
        for path in files:
            opener = FileLink(path)
            opener.clicked.connect(partial(self.path_opened.emit, path))
            self._written.body.addWidget(opener)
        folder = Button(lambda: _("Open the folder"), icon="folder-open")
        folder.setObjectName("open_folder")
        folder.clicked.connect(partial(self.path_opened.emit, files[0].parent))
        self._written.body.addWidget(folder, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_past(self) -> None:
        clear(self._past)
        done = exports(self._plan.workspace, self.model.choice.document, _PAST)
        if not done:
            return
        self._past.addWidget(Hairline())
        self._past.addWidget(Label(lambda: _("Earlier exports"), strong=True))
        for one in done:
            edition = _("Bilingual") if one.language == BILINGUAL else language_name(Language(one.language))
            state = _("final") if one.is_final else _("draft")
            words = _("{date}, {time} · {language}, {format}, {state}").format(
                date=format_date(one.at.date()),
                time=format_time(one.at),
                language=edition,
                format="PDF" if one.format == "pdf" else "Word",
                state=state,
            )
            role = Role.TEXT if one.is_current else Role.TEXT2
            self._past.addWidget(Label(words, size=Size.CAPTION, role=role, wrap=True))

    def retranslate(self) -> None:
        """Say everything in the other language."""
        super().retranslate()
        self.refresh()
