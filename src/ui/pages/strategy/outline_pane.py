"""The left half of the strategy page: the outline, and below it the versions that were approved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.formats import format_date
from app.i18n import _, ngettext
from app.versions import versions
from model.language import Language
from ui.look.icons import NORMAL
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.pages.strategy.outline_view import OutlineView, section_title
from ui.pages.strategy.versions import VersionDialog, VersionList, approve
from ui.widgets.aside import Aside
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.choice import Choice, Option
from ui.widgets.frames import Hairline, column, row
from ui.widgets.label import Label
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from app.strategy.sections import SectionRow
    from app.versions import VersionCard
    from model.change_set import ChangeSet
    from ui.open_plan import OpenPlan
    from ui.shell import Shell

_WIDE: Final = 356
_MEDIUM: Final = 236
_TAGS: Final = {Language.EN: "EN", Language.FR: "FR"}


class OutlinePane(Retranslated, Aside, QWidget):
    """Lists the headings; narrow, it is a list to choose from with a button to each side."""

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, plan: OpenPlan, shell: Shell, order: tuple[Language, Language]) -> None:
        super().__init__()
        self._plan, self._shell = plan, shell
        self._rows: tuple[SectionRow, ...] = ()
        whole = column(self)
        whole.addWidget(self._make_head(order))
        self.view = OutlineView(order)
        self.view.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._align_tags())
        self.view.picked.connect(self.picked)
        self.view.opened.connect(self.opened)
        whole.addWidget(self.view, 1)
        whole.addWidget(self._make_chooser())
        whole.addWidget(self._make_foot())
        plan.changed.connect(self._follow)

    def _make_head(self, order: tuple[Language, Language]) -> QWidget:
        self._head = QWidget()
        line = row(self._head, margins=(14, 14, 14, 8), gap=0)
        line.addWidget(Label(lambda: _("Outline"), role=Role.TEXT2, strong=True), 1)
        self._tags = QWidget()
        tags = row(self._tags)
        for language in order:
            tag = Label(_TAGS[language], size=Size.CAPTION, role=Role.TEXT2, strong=True)
            tag.setFixedWidth(px(22))
            tag.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
            tags.addWidget(tag)
        line.addWidget(self._tags)
        self._head_line = line
        return self._head

    def _align_tags(self) -> None:
        """Let the names of the languages stand over their icons, beside the scroll bar or without one."""
        bar = self.view.verticalScrollBar()
        beside = bar.sizeHint().width() if bar.maximum() > 0 else 0
        right = px(14) - (px(22) - px(NORMAL)) // 2 + beside
        self._head_line.setContentsMargins(px(14), px(14), right, px(8))

    def _make_chooser(self) -> QWidget:
        self._chooser = QWidget()
        line = row(self._chooser, margins=(14, 10, 14, 4), gap=6)
        self.before = IconButton(lambda: _("Section before"), "chevron-left")
        self.after = IconButton(lambda: _("Section after"), "chevron-right")
        self.choice = Choice(lambda: _("Section"))
        self.choice.chosen.connect(self.picked)
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        line.addWidget(self.before)
        line.addWidget(self.after)
        line.addWidget(self.choice)
        line.addStretch(1)
        self._chooser.hide()
        return self._chooser

    def _make_foot(self) -> QWidget:
        self._foot = QWidget()
        lines = column(self._foot, gap=6)
        lines.addWidget(Hairline())
        inner = column(gap=6, margins=(14, 8, 14, 10))
        lines.addLayout(inner)
        self._newest = Label("", size=Size.CAPTION, role=Role.TEXT2, wrap=True)
        inner.addWidget(self._newest)
        self.approve = Button(lambda: _("Approve a version…"), icon="check")
        self.approve.setObjectName("approve_version")
        self.approve.clicked.connect(self._ask_approval)
        inner.addWidget(self.approve, 0, Qt.AlignmentFlag.AlignLeft)
        self.all = Button("", kind=Kind.LINK)
        self.all.clicked.connect(self._list_versions)
        inner.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        return self._foot

    def set_rows(self, rows: tuple[SectionRow, ...]) -> None:
        """Show these headings."""
        self._rows = tuple(row for row in rows if row.number or row.is_written)
        self.view.set_rows(self._rows)
        self.choice.set_options([Option(row.id, partial(section_title, row)) for row in self._rows])

    def select(self, outline_id: str) -> None:
        """Show which heading is open."""
        self.view.select(outline_id)
        self.choice.set_value(outline_id)

    def fold(self, *, narrow: bool, wide: bool) -> None:
        """Be a list to choose from, or a column of headings with one or both states."""
        self._head.setVisible(not narrow)
        self.view.setVisible(not narrow)
        self._foot.setVisible(not narrow)
        self._chooser.setVisible(narrow)
        self._tags.setVisible(wide)
        self.view.set_shows_both(wide)
        self.set_column(None if narrow else _WIDE if wide else _MEDIUM)

    def take_focus(self) -> None:
        """Put the focus on the way to approve a version."""
        self.approve.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        ids = [row.id for row in self._rows]
        at = ids.index(self.choice.value()) + by
        if 0 <= at < len(ids):
            self.picked.emit(ids[at])

    # versions

    def refresh(self) -> None:
        """Say which version was approved last."""
        found = versions(self._plan.workspace)
        self._newest.say(version_words(found[0]) if found else _("No version approved yet."))
        count = ngettext("{count} version", "{count} versions", len(found)).format(count=len(found))
        self.all.say(count)
        self.all.setVisible(len(found) > 1)
        if self._plan.read_only:
            self.approve.disable(lambda: _("The plan is open for reading only."))

    def _follow(self, change: ChangeSet) -> None:
        if change.touches("version"):
            self.refresh()

    def _ask_approval(self) -> None:
        dialog = VersionDialog(self._shell.window_widget(), self._plan.card)
        dialog.accepted.connect(lambda: approve(self._plan, self._shell, dialog))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _list_versions(self) -> None:
        dialog = VersionList(self._shell.window_widget(), versions(self._plan.workspace))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def retranslate(self) -> None:
        """Say the versions in the other language."""
        super().retranslate()
        self.refresh()


def version_words(version: VersionCard) -> str:
    """Return a version and who approved it, in a line."""
    if version.approved_on is None:
        return version.name
    return _("{name}, approved on {date}").format(name=version.name, date=format_date(version.approved_on))
