"""The questions that a new plan begins with: department, period, working language, marking, file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs
from PySide6.QtCore import Qt, Signal

from app import i18n
from app.formats import format_year
from app.framework.loading import load_framework
from app.i18n import _, ngettext, pgettext
from app.registry.code_lists import department, departments
from app.workspace import NewPlan
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.language import Language
from ui.look.tokens import Role
from ui.widgets.banner import Banner
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.button import Button
from ui.widgets.choice import Choice, Option, Segments
from ui.widgets.code_picker import Code, CodePicker
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.file_dialogs import name_file, plan_filter
from ui.widgets.frames import column, row
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.pill import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

    from app.framework.parts import Entry
    from app.registry.code_lists import Department
    from ui.settings import Settings
    from ui.widgets.texts import Words

FRAMEWORK: Final = "policy-on-service-2014"
_YEARS_OFFERED: Final = 4


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where the new plan shall lie, and what it is about."""

    path: Path
    plan: NewPlan


class NewPlanDialog(Dialog):
    """Asks what a new plan is about; names of a department come from the registry's list."""

    answered = Signal(object)  # Chosen

    def __init__(self, parent: QWidget, settings: Settings) -> None:
        super().__init__(parent, lambda: _("Make a new plan"), width=WIDE)
        self._settings = settings
        self._framework = load_framework(FRAMEWORK)
        self._path: Path | None = None
        self._build()
        self._refusal: Banner | None = None
        self.make = self.add_button(lambda: _("Make the plan"), accepts=True, primary=True)
        self.make.clicked.disconnect()
        self.make.clicked.connect(self._answer)
        self.add_button(lambda: _("Cancel"), accepts=False)
        self.focus_first(self.department.opener())
        self.department.committed.connect(self._name_department)
        self.names.drafted.connect(lambda _language, _text: self._judge())
        self._judge()

    def _build(self) -> None:
        self.department = CodePicker(lambda: _("Department"), [_code(entry) for entry in departments()])
        self.department.setObjectName("department")
        self.names = BilingualField(lambda: _("Name of the department"))
        self.names.setObjectName("department_name")
        first = FiscalYear.of(datetime.now(UTC).astimezone().date()) - 1
        years = [first + step for step in range(_YEARS_OFFERED)]
        self.first_year = Choice(lambda: _("First fiscal year"), [_year(year) for year in years])
        self.first_year.set_value(str(first + 1))
        self.length = Segments(lambda: _("Fiscal years"), [_length(count) for count in (2, 3, 4, 5)], folds=False)
        self.length.set_value("3")
        self.office = Segments(
            lambda: _("Working language of the office"),
            [Option("en", lambda: pgettext("content", "English")), Option("fr", lambda: pgettext("content", "French"))],
        )
        self.office.set_value(i18n.language().value)
        self.marking = Choice(lambda: _("Security marking"), [_marking(entry) for entry in self._framework.markings])
        self.body.addWidget(self.department)
        self.body.addWidget(self.names)
        self.body.addLayout(
            self._pair(self.first_year, lambda: _("First fiscal year"), self.length, lambda: _("Fiscal years"))
        )
        self.body.addLayout(
            self._pair(
                self.office,
                lambda: _("Working language of the office"),
                self.marking,
                lambda: _("Security marking"),
            )
        )
        self.body.addLayout(self._file())
        self.office.chosen.connect(lambda _value: self._judge())

    @staticmethod
    def _pair(left: QWidget, left_words: Words, right: QWidget, right_words: Words) -> QHBoxLayout:
        line = row(gap=20)
        for part, words in ((left, left_words), (right, right_words)):
            stack = column(gap=5)
            stack.addWidget(Label(words, strong=True))
            stack.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
            line.addLayout(stack, 1)
        return line

    def _file(self) -> QVBoxLayout:
        stack = column(gap=5)
        stack.addWidget(Label(lambda: _("File"), strong=True))
        line = row(gap=10)
        self.change = Button(lambda: _("Choose…"), icon="folder-open")
        self.change.clicked.connect(self._choose_file)
        self.file = ElidedLabel("", role=Role.TEXT2)
        line.addWidget(self.change)
        line.addWidget(self.file, 1)
        stack.addLayout(line)
        return stack

    def set_path(self, path: Path) -> None:
        """Put the plan at ``path`` instead of the place that is proposed."""
        self._path = path
        self._judge()

    def path(self) -> Path:
        """Return where the plan shall lie: what was chosen, else a free name among the documents."""
        if self._path is not None:
            return self._path
        code = self.department.codes()[0] if self.department.codes() else "plan"
        folder = Path(platformdirs.user_documents_dir()) / "Jalon"
        for number in range(1, 100):
            path = folder / (f"{code}.jalon" if number == 1 else f"{code}-{number}.jalon")
            if not path.exists():
                return path
        return folder / f"{code}.jalon"

    def refuse(self, words: str) -> None:
        """Say why the plan could not be made; what was entered stays."""
        if self._refusal is not None:
            self._refusal.deleteLater()
        self._refusal = Banner(words, tone=Tone.BAD, icon="circle-alert")
        self._refusal.closed.connect(self._refusal.hide)
        self.body.insertWidget(0, self._refusal)
        self.adjustSize()

    def _name_department(self, codes: Sequence[str]) -> None:
        found = department(codes[0]) if codes else None
        if found is not None:
            self.names.set_value(found.name)
        self._judge()

    def _names(self) -> Bilingual:
        return Bilingual(*(self.names.editor(language).text().strip() for language in Language))

    def _judge(self) -> None:
        self.file.say(str(self.path()))
        if not self.department.codes():
            self.make.disable(lambda: _("Choose the department first."))
        elif self._names().missing:
            self.make.disable(lambda: _("Give the name of the department in both languages."))
        else:
            self.make.enable()

    def _choose_file(self) -> None:
        chosen = name_file(self, _("Where shall the plan lie?"), plan_filter(), self.path())
        if chosen is not None:
            self.set_path(chosen)

    def _answer(self) -> None:
        names, path = self._names(), self.path()
        code = self.department.codes()[0]
        known = department(code)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            self.refuse(_("The folder {folder} cannot be made. Choose another place.").format(folder=path.parent))
            return
        period = f"{self.first_year.value()}"
        new = NewPlan(
            department=code,
            name_en=names.en,
            name_fr=names.fr,
            first_year=period,
            years=int(self.length.value()),
            framework=FRAMEWORK,
            framework_version=self._framework.version,
            abbreviation_en=known.abbreviation.en if known else "",
            abbreviation_fr=known.abbreviation.fr if known else "",
            marking=self.marking.value(),
            office_language=self.office.value(),
            parliamentary_office=any(entry.id == code for entry in self._framework.parliamentary_offices),
        )
        self.answered.emit(Chosen(path, new))


def _code(entry: Department) -> Code:
    return Code(entry.code, lambda: entry.name.text(i18n.language()))


def _year(year: FiscalYear) -> Option:
    return Option(str(year), lambda: format_year(year))


def _length(count: int) -> Option:
    return Option(str(count), lambda: ngettext("{count} year", "{count} years", count).format(count=count))


def _marking(entry: Entry) -> Option:
    return Option(entry.id, lambda: entry.title.text(i18n.language()))
