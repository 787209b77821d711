"""What of the inventory is exported, in which form and language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.formats import format_number, format_year
from app.i18n import _, language, ngettext, pgettext
from model.language import Language
from ui.look.tokens import Role
from ui.widgets.choice import Option, Segments
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.label import Label
from ui.widgets.labelled import Labelled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from model.fiscal_year import FiscalYear

SHOWN, YEAR, EVERY_YEAR = "shown", "year", "every"
WORKBOOK, CSV, PAGE = "workbook", "csv", "page"
_BOTH: Final = "both"


class ExportDialog(Dialog):
    """Asks what to export; the folder is asked for afterwards."""

    def __init__(self, parent: QWidget, year: FiscalYear, *, shown: int, every: int) -> None:
        super().__init__(parent, lambda: _("Export the inventory"), width=WIDE)
        self._year, self._shown, self._every = year, shown, every
        self.form = Segments(
            lambda: _("Form"),
            [
                Option(WORKBOOK, lambda: _("Workbook")),
                Option(CSV, lambda: _("CSV files")),
                Option(PAGE, lambda: _("Web page")),
            ],
        )
        self.extent = Segments(lambda: _("Services"), self._extents())
        self.extent.set_value(SHOWN if 0 < shown < every else YEAR)
        self.spoken = Segments(
            lambda: _("Language"),
            [
                Option(Language.EN.value, lambda: pgettext("content", "English")),
                Option(Language.FR.value, lambda: pgettext("content", "French")),
            ],
        )
        self.spoken.set_value(language().value)
        self._told = Label(self._told_words, role=Role.TEXT2, wrap=True)
        self.body.addWidget(Labelled(lambda: _("Form"), self.form))
        self.body.addWidget(self._told)
        self._extent_field = Labelled(lambda: _("Services"), self.extent)
        self._language_field = Labelled(lambda: _("Language of headings and messages"), self.spoken)
        self.body.addWidget(self._extent_field)
        self.body.addWidget(self._language_field)
        self.body.addStretch(1)
        self.accept_button = self.add_button(self._accept_words, accepts=True, primary=True, icon="file-down")
        self.add_button(lambda: _("Cancel"), accepts=False)
        for field in (self.form, self.extent, self.spoken):
            field.chosen.connect(lambda _value: self._judge())
        self.focus_first(self.accept_button)
        self._judge()

    @property
    def languages(self) -> str:
        """Return the language of the headings; of a web page both, as two pages."""
        return _BOTH if self.form.value() == PAGE else self.spoken.value()

    def file_count(self) -> int:
        """Return how many files are written."""
        return 1 if self.form.value() == WORKBOOK else 2

    def _extents(self) -> list[Option]:
        def counted(count: int) -> str:
            return ngettext("{count} service", "{count} services", count).format(count=format_number(count))

        return [
            Option(SHOWN, lambda: _("Shown in the table · {count}").format(count=format_number(self._shown))),
            Option(
                YEAR,
                lambda: _("{year} · {services}").format(year=format_year(self._year), services=counted(self._every)),
            ),
            Option(EVERY_YEAR, lambda: _("Every year")),
        ]

    def _judge(self) -> None:
        form = self.form.value()
        self._extent_field.setVisible(form != PAGE)
        self._language_field.setVisible(form == WORKBOOK)
        self._told.say(self._told_words)
        self.accept_button.say(self._accept_words)
        self.extent.set_refusals({} if self._shown else {SHOWN: lambda: _("The table shows no service.")})
        if form != PAGE and self.extent.value() == SHOWN and not self._shown:
            self.accept_button.disable(lambda: _("The table shows no service."))
        else:
            self.accept_button.enable()
        self.fit_words()

    def _told_words(self) -> str:
        told = {
            WORKBOOK: _(
                "The registry’s own template with services and standards: codes are chosen from lists, and what the "
                "registry would refuse is painted. It can be filled in, uploaded or imported again."
            ),
            CSV: _("Services and standards in the registry’s published form, every column, for exchange with others."),
            PAGE: _(
                "Standards and results of the year for the web or the intranet, one page in each language, which "
                "link to each other."
            ),
        }
        return told[self.form.value()]

    def _accept_words(self) -> str:
        count = self.file_count()
        return ngettext("Export {count} file…", "Export {count} files…", count).format(count=format_number(count))
