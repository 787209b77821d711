"""What is asked before a service is merged, split or given to another department."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from app import i18n
from app.formats import format_year
from app.i18n import _
from app.registry.code_lists import departments
from app.typography import fold, sort_key
from model.language import Language
from ui.look.measure import px
from ui.look.tokens import Role
from ui.tables.cells import two_lines
from ui.tables.column import Column
from ui.tables.rows_model import RowsModel
from ui.tables.table_view import TableView
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.button import Button, Kind
from ui.widgets.check_box import CheckBox
from ui.widgets.code_list import Code
from ui.widgets.code_picker import CodePicker
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.frames import column
from ui.widgets.label import Label
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from app.inventory.succession import OfferedService
    from app.registry.code_lists import Department
    from model.bilingual import Bilingual
    from model.fiscal_year import FiscalYear
    from ui.widgets.texts import Words

_NAME_LENGTH: Final = 350
_MOST_PARTS: Final = 6


class SuccessionDialog(Dialog):
    """Base of the three: what follows, the question itself, and a note in both languages."""

    def __init__(self, parent: QWidget, title: Words, follows: Words, accept: Words, *, french_first: bool) -> None:
        super().__init__(parent, title, width=WIDE)
        self._french_first = french_first
        self.body.addWidget(Label(follows, role=Role.TEXT2, wrap=True))
        self.question = column(gap=10)
        self.body.addLayout(self.question)
        self._note = BilingualField(lambda: _("Why (optional)"), lines=2, french_first=french_first)
        self._note.setObjectName("succession_note")
        self.body.addWidget(self._note)
        self._accept = self.add_button(accept, accepts=True, primary=True)
        self.add_button(lambda: _("Cancel"), accepts=False)

    def note(self) -> Bilingual:
        """Return what was written as the reason."""
        return self._note.written()

    def judge(self, *, ready: bool, why: Words) -> None:
        """Offer to do it once the question is answered; ``why`` says what is missing."""
        if ready:
            self._accept.enable()
        else:
            self._accept.disable(why)


class MergeDialog(SuccessionDialog):
    """Asks which service goes on."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        year: FiscalYear,
        offered: Sequence[OfferedService],
        shown: Callable[[Bilingual], str],
        *,
        french_first: bool,
    ) -> None:
        super().__init__(
            parent,
            lambda: _("Merge “{name}” into another service as of {year}").format(name=name, year=format_year(year)),
            lambda: _(
                "Its records of {year} and later leave the inventory and its standards of those years go over. "
                "Volumes are not added up. Earlier years stay."
            ).format(year=format_year(year)),
            lambda: _("Merge"),
            french_first=french_first,
        )
        self.search = SearchField(lambda: _("Search the services"), lambda: _("Which service goes on?"))
        self.rows: RowsModel[OfferedService] = RowsModel(
            _service_columns(shown),
            key=lambda one: one.key,
            folded=lambda one: fold(f"{one.name.en}\n{one.name.fr}\n{one.service_id}"),
        )
        self.rows.set_rows(sorted(offered, key=lambda one: sort_key(shown(one.name), i18n.language())))
        self.table = TableView(self.rows, lambda: _("Services"))
        self.table.setObjectName("merge_into")
        self.table.setMinimumHeight(px(190))
        self.search.searched.connect(self._search)
        self.search.left_down.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.table.current_changed.connect(lambda _key: self._judge())
        self.table.opened.connect(lambda _key: self.accept())
        self.question.addWidget(self.search)
        self.question.addWidget(self.table)
        self.focus_first(self.search.editor)
        self._judge()

    def into(self) -> str:
        """Return the key of the service that goes on; blank while none is chosen."""
        key = self.table.current_key()
        return key if self.rows.line_of(key) >= 0 else ""

    def _search(self, text: str) -> None:
        self.rows.search(text)
        if self.rows.rowCount():
            self.table.select_first()
        self._judge()

    def _judge(self) -> None:
        self.judge(ready=bool(self.into()), why=lambda: _("Choose the service that goes on."))


def _service_columns(shown: Callable[[Bilingual], str]) -> tuple[Column[OfferedService], ...]:
    def name(one: OfferedService) -> str:
        return shown(one.name) or _("No name yet")

    def caption(one: OfferedService) -> str:
        return one.service_id or _("No identifier yet")

    return (
        Column(
            "service",
            lambda: _("Service"),
            lambda one: f"{name(one)}, {caption(one)}",
            lambda painter, box, one: two_lines(painter, box, name(one), caption(one)),
        ),
    )


class SplitDialog(SuccessionDialog):
    """Asks what the new services are called, and whether the old one goes on beside them."""

    def __init__(self, parent: QWidget, name: str, year: FiscalYear, *, french_first: bool) -> None:
        super().__init__(
            parent,
            lambda: _("Split “{name}” as of {year}").format(name=name, year=format_year(year)),
            lambda: _(
                "Each new service begins with a record of {year} like this one; volumes and identifiers are its own "
                "and begin blank. Standards stay here."
            ).format(year=format_year(year)),
            lambda: _("Split"),
            french_first=french_first,
        )
        self.parts: list[BilingualField] = []
        self._list = column(gap=10)
        self.question.addLayout(self._list)
        self.more = Button(lambda: _("Another new service"), kind=Kind.LINK, icon="plus")
        self.more.clicked.connect(self._add_part)
        self.question.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.ends = CheckBox(lambda: _("The service itself is no longer given"))
        self.question.addWidget(self.ends)
        self._add_part()
        self.focus_first(self.parts[0].editor(Language.FR if french_first else Language.EN))

    def names(self) -> tuple[Bilingual, ...]:
        """Return the names that were given."""
        written = (part.written() for part in self.parts)
        return tuple(name for name in written if not name.is_blank)

    def _add_part(self) -> None:
        field = BilingualField(
            lambda: _("Name of the new service"), french_first=self._french_first, max_length=_NAME_LENGTH
        )
        field.setObjectName(f"part_{len(self.parts)}")
        field.drafted.connect(lambda _language, _text: self._judge())
        field.committed.connect(lambda _language, _text: self._judge())
        self.parts.append(field)
        self._list.addWidget(field)
        self.more.setVisible(len(self.parts) < _MOST_PARTS)
        if self.isVisible():
            field.editor(Language.FR if self._french_first else Language.EN).setFocus()
            self.fit_words()
        self._judge()

    def _judge(self) -> None:
        self.judge(ready=bool(self.names()), why=lambda: _("Name one new service at least, in one language."))


class TransferDialog(SuccessionDialog):
    """Asks which department gives the service from now on."""

    def __init__(self, parent: QWidget, name: str, year: FiscalYear, owner: str, *, french_first: bool) -> None:
        super().__init__(
            parent,
            lambda: _("Transfer “{name}” as of {year}").format(name=name, year=format_year(year)),
            lambda: _(
                "Records of {year} and later are the other department’s; earlier years stay with this one. "
                "The service keeps its history and its identifier."
            ).format(year=format_year(year)),
            lambda: _("Transfer"),
            french_first=french_first,
        )
        listed = [Code(one.code, _department_words(one)) for one in departments() if one.code != owner]
        self.picker = CodePicker(lambda: _("Department"), listed)
        self.picker.setObjectName("transfer_to")
        self.picker.committed.connect(self._take)
        self._code = ""
        self.question.addWidget(self.picker)
        self.judge(ready=False, why=lambda: _("Choose the department."))

    def department(self) -> str:
        """Return the code of the department that was chosen, or blank."""
        return self._code

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Begin with the department."""
        super().showEvent(event)
        self.picker.take_focus(None)

    def _take(self, codes: Sequence[str]) -> None:
        self._code = codes[0] if codes else ""
        self.judge(ready=bool(self._code), why=lambda: _("Choose the department."))


def _department_words(one: Department) -> Callable[[], str]:
    return lambda: one.name.text(i18n.language())
