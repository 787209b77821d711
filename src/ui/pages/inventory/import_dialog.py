"""The preview of an import: what each file brings, what becomes of each row, and which rows are taken."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app import i18n
from app.formats import format_number
from app.i18n import _, ngettext
from app.registry.judging import Outcome
from app.registry.layouts import layout_title
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.pages.inventory.import_tables import rows_table, show_told, told_table
from ui.widgets.button import Button, Kind
from ui.widgets.check_box import CheckBox
from ui.widgets.choice import Option, Segments
from ui.widgets.dialog import Dialog
from ui.widgets.empty_state import EmptyState
from ui.widgets.frames import Hairline, Scroll, column, row
from ui.widgets.label import ElidedLabel, Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QModelIndex

    from ui.pages.inventory.import_preview import FileSummary, Preview, PreviewRow
    from ui.widgets.texts import Words

WIDTH: Final = 1120
_LEAST: Final = 580
_BESIDE: Final = 80  # of the window's width that stays to be seen beside the dialog
_CLOSE: Final = 16  # the same where there is little room
_FILES_HIGH: Final = 150
_LOW: Final = 560  # height of a window in which not all stands at once
_HEAD_SHARE: Final = 0.25
_TABLES_HIGH: Final = 96
_HIGH: Final = 700
_TITLE_BAR: Final = 36  # of the screen, above a dialog that is as high as the window
_ALL: Final = "all"
_TOLD: Final = "told"


class ImportDialog(Dialog):
    """Shows a preview; ``choices`` says which rows are taken.

    ``others`` are the rows of other departments that the files hold; the planner can ask for
    them, and the files are then judged again. ``report_asked`` asks for a report of the
    choices as they stand.
    """

    others_asked = Signal(bool)
    report_asked = Signal()

    def __init__(self, parent: QWidget, preview: Preview, *, others: int = 0, with_others: bool = False) -> None:
        count = len({file.name for file in preview.files})
        super().__init__(
            parent,
            lambda: ngettext("Import {count} file?", "Import {count} files?", count).format(count=format_number(count)),
            width=max(
                min(WIDTH, parent.width() / px(1) - (_BESIDE if parent.window().height() >= px(_LOW) else _CLOSE)),
                _LEAST,
            ),
        )
        self._preview = preview
        self.choices = preview.choices
        self._storable = [one for one in preview.rows if one.outcome is Outcome.REFUSED and one.is_choice]
        self._keep = self._keep_all_box()
        boxes = [self._others(others, with_others=with_others)] if others else []
        self._room = room = parent.window().height()
        if room < px(_LOW):  # everything above the rows scrolls together
            self.body.addWidget(self._low_head([*boxes, self._keep], room))
        else:
            self.body.addWidget(Label(self._told, role=Role.TEXT2, wrap=True))
            self.body.addWidget(self._files(round(px(_FILES_HIGH))))
            for box in boxes:
                self.body.addWidget(box)
        self.rows, self.told = rows_table(self.choices), told_table()
        self.filter = Segments(lambda: _("Rows to look at"), self._options())
        if not preview.is_whole_plan:
            self._add_rows()
        if room >= px(_LOW):
            self.body.addWidget(self._keep)
        self._done = Label("", size=Size.CAPTION, role=Role.TEXT2, wrap=True)
        self._done.hide()
        self.body.addWidget(self._done)
        self.report_button = self._add_report_button()
        self.accept_button = self.add_button(self._accept_words, accepts=True, primary=True)
        cancel = self.add_button(lambda: _("Cancel"), accepts=False)
        self.rows.rows_model.set_rows(preview.rows)
        first = Outcome.REFUSED if any(f.refused for f in preview.files) else _ALL
        self.filter.set_value(first)
        self._show(first)
        self._judge()
        self.focus_first(self.accept_button if self.accept_button.isEnabled() else cancel)

    def _add_rows(self) -> None:
        line = row(gap=10)
        line.addWidget(self.filter)
        line.addStretch(1)
        self.take_shown = Button(lambda: _("Take all shown"), kind=Kind.LINK)
        self.leave_shown = Button(lambda: _("Leave all shown"), kind=Kind.LINK)
        self.take_shown.clicked.connect(lambda: self._take_shown(taken=True))
        self.leave_shown.clicked.connect(lambda: self._take_shown(taken=False))
        line.addWidget(self.take_shown)
        line.addWidget(self.leave_shown)
        self.body.addLayout(line)
        tables = row(gap=14)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.rows)
        self._pages.addWidget(
            EmptyState("check", lambda: _("No such row"), lambda: _("The files hold no row with this outcome."))
        )
        tables.addWidget(self._pages, 5)
        tables.addWidget(self.told, 4)
        for table in (self._pages, self.told):
            table.setMinimumHeight(px(_TABLES_HIGH))
        self.body.addLayout(tables, 1)
        self.filter.chosen.connect(self._show)
        self.rows.marked.connect(self._toggle)
        self.rows.clicked.connect(self._click)
        self.rows.current_changed.connect(self._look_at)

    def _keep_all_box(self) -> CheckBox:
        self.keep_all = CheckBox(lambda: _("Keep refused rows as drafts where they can be stored"))
        self.keep_all.toggled_by_user.connect(self._keep_all)
        self.keep_all.setVisible(bool(self._storable))
        return self.keep_all

    def _low_head(self, boxes: Sequence[QWidget], room: int) -> QWidget:
        """Return what stands above the rows where there is little height."""
        head = QWidget()
        lines = column(head, gap=10, margins=(0, 0, 6, 0))
        lines.addWidget(Label(self._told, role=Role.TEXT2, wrap=True))
        lines.addWidget(self._files(0))
        for box in boxes:
            lines.addWidget(box)
        scroll = Scroll(head)
        scroll.setFixedHeight(round(room * _HEAD_SHARE))
        return scroll

    def _add_report_button(self) -> Button:
        button = Button(lambda: _("Save report…"), icon="download")
        button.clicked.connect(self.report_asked)
        button.setVisible(not self._preview.is_whole_plan)
        self._box.addButton(button, self._box.ButtonRole.ActionRole)
        return button

    def say_done(self, words: Words) -> None:
        """Say below the rows what was done, or why it was not."""
        self._done.say(words)
        self._done.show()

    def _told(self) -> str:
        is_known = self._preview.outcomes.get(Outcome.UNCHANGED, 0) == len(self._preview.rows)
        if is_known and not self._preview.is_whole_plan:
            return _("The plan holds all of it already: nothing would change.")
        return _("Nothing is written until you import. It is one change, and one undo takes it back.")

    def _files(self, most: int) -> QWidget:
        """Return a line for each file; more of them than ``most`` is high scroll, 0 lets them all stand."""
        ground = QFrame()
        ground.setObjectName("sunken")
        lines = column(ground, gap=0, margins=(14, 6, 14, 6))
        for index, file in enumerate(self._preview.files):
            if index:
                lines.addWidget(Hairline())
            lines.addWidget(_FileLine(file))
        for name, number, found in self._preview.about:
            told = _("{file}, row {row}: {told}").format(file=name, row=number, told=found.message)
            lines.addWidget(Label(told, size=Size.CAPTION, role=Role.TEXT2, wrap=True))
        if not most or ground.sizeHint().height() <= most:
            return ground
        scroll = Scroll(ground)
        scroll.setFixedHeight(most)
        return scroll

    def fit_words(self) -> None:
        """Be as high as the window lets it: the tables take what is left."""
        super().fit_words()
        room = self._room
        if not self._preview.is_whole_plan:
            self.resize(
                self.width(), max(self.minimumSizeHint().height(), min(round(px(_HIGH)), room - px(_TITLE_BAR)))
            )
            self.stay_on_screen()

    def _others(self, count: int, *, with_others: bool) -> CheckBox:
        self.others = CheckBox(
            lambda: ngettext(
                "Also take {count} row of other departments",
                "Also take {count} rows of other departments",
                count,
            ).format(count=format_number(count))
        )
        self.others.setChecked(with_others)
        self.others.toggled_by_user.connect(self.others_asked)
        return self.others

    def _options(self) -> list[Option]:
        counts = {outcome: self._preview.outcomes.get(outcome, 0) for outcome in Outcome}

        def counted(words: Callable[[], str], count: int) -> Callable[[], str]:
            return lambda: f"{words()} · {format_number(count)}"

        return [
            Option(_ALL, counted(lambda: _("All rows"), len(self._preview.rows))),
            Option(Outcome.ADDED, counted(lambda: _("Added"), counts[Outcome.ADDED])),
            Option(Outcome.CHANGED, counted(lambda: _("Changed"), counts[Outcome.CHANGED])),
            Option(Outcome.UNCHANGED, counted(lambda: _("Unchanged"), counts[Outcome.UNCHANGED])),
            Option(Outcome.REFUSED, counted(lambda: _("Refused"), counts[Outcome.REFUSED])),
            Option(_TOLD, counted(lambda: _("To check"), self._preview.told)),
        ]

    def _show(self, name: str) -> None:
        """Show the rows of one outcome."""
        if self._preview.is_whole_plan:
            return
        model = self.rows.rows_model
        if name == _ALL:
            model.filter(None)
        elif name == _TOLD:
            model.filter(lambda one: bool(one.row.warnings))
        else:
            model.filter(lambda one: one.outcome == name)
        self._pages.setCurrentIndex(0 if model.rowCount() else 1)
        self.rows.select_first()
        self._look_at(self.rows.current_key() if model.rowCount() else "")

    def _row(self, key: str) -> PreviewRow | None:
        return self._preview.rows[int(key)] if key else None

    def _look_at(self, key: str) -> None:
        show_told(self.told, self._row(key))

    def _click(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._toggle(self.rows.rows_model.key_of(index.row()))

    def _toggle(self, key: str) -> None:
        one = self._row(key)
        if one is not None:
            self.choices.toggle(one)
            self._judge()

    def _take_shown(self, *, taken: bool) -> None:
        self.choices.take(self.rows.rows_model.shown(), taken=taken)
        self._judge()

    def _keep_all(self, on: bool) -> None:
        self.choices.take(self._storable, taken=on)
        self._judge()

    def _judge(self) -> None:
        if not self._preview.is_whole_plan:
            self.keep_all.setChecked(
                bool(self._storable) and all(self.choices.is_taken(one.place) for one in self._storable)
            )
            self.rows.viewport().update()
        self.accept_button.say(self._accept_words)
        if self.taken:
            self.accept_button.enable()
        else:
            self.accept_button.disable(lambda: _("There is nothing to import."))

    @property
    def taken(self) -> int:
        """Return how many rows are taken over."""
        if self._preview.is_whole_plan:
            return sum(file.added for file in self._preview.files)
        return self.choices.count

    def _accept_words(self) -> str:
        count = self.taken
        return ngettext("Import {count} row", "Import {count} rows", count).format(count=format_number(count))


class _FileLine(QWidget):
    """One file: its name, what it holds, and how many rows are added, changed, unchanged and refused."""

    def __init__(self, file: FileSummary) -> None:
        super().__init__()
        line = row(self, gap=18, margins=(0, 6, 0, 6))
        names = column(gap=1)
        names.addWidget(ElidedLabel(file.name, strong=True))
        names.addWidget(Label(lambda: _kind_words(file), size=Size.CAPTION, role=Role.TEXT2))
        line.addLayout(names, 1)
        for count, told, role in (
            (file.added, lambda: _("added"), Role.GOOD),
            (file.changed, lambda: _("changed"), Role.TEXT),
            (file.unchanged, lambda: _("unchanged"), Role.TEXT2),
            (file.refused, lambda: _("refused"), Role.BAD),
        ):
            figure = column(gap=1)
            shown = Label(partial(format_number, count), role=role if count else Role.TEXT2, strong=True, tabular=True)
            for label in (shown, Label(told, size=Size.CAPTION, role=Role.TEXT2)):
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
                figure.addWidget(label)
            line.addLayout(figure)


def _kind_words(file: FileSummary) -> str:
    kind = {"services": _("Services"), "standards": _("Service standards")}.get(file.kind, _("Plan"))
    title = layout_title(file.layout).text(i18n.language())
    if not title:
        return kind
    return _("{kind} · {layout}, taken as drafts").format(kind=kind, layout=title)
