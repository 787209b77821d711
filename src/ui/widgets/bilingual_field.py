"""One text in both languages: two frames side by side, or one below the other where it is narrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.i18n import _
from model.bilingual import Bilingual
from model.language import Language
from ui.look.measure import letters, px
from ui.look.tokens import Role, Size
from ui.widgets.editors import LineEditor, TextEditor
from ui.widgets.field_frame import FieldFrame
from ui.widgets.finding_chip import FieldFinding, FieldFindings
from ui.widgets.frames import column, row
from ui.widgets.label import Label
from ui.widgets.length import tell_length
from ui.widgets.pill import Pill, StatusPill
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_LEAST_SIDE: Final = 28 * 7.2  # 28 letters a side, in units of length


@dataclass(slots=True)
class _Side:
    """One language's frame and what is in it."""

    frame: FieldFrame
    editor: LineEditor | TextEditor
    count: Label


class BilingualField(Retranslated, QWidget):
    """A label, a state, and an editor for each official language.

    What is being typed is never overwritten: a change made elsewhere waits until the side
    was committed, by Enter or by leaving it.
    """

    committed = Signal(object, str)  # Language
    drafted = Signal(object, str)  # Language
    focused = Signal()

    def __init__(
        self,
        label: Words,
        *,
        lines: int = 1,
        french_first: bool = False,
        max_length: int | None = None,
        hint: Words | None = None,
        is_name: bool = False,
    ) -> None:
        super().__init__()
        self._name, self._lines, self._max = label, lines, max_length
        self._is_name = is_name
        self._content = "both"
        self._value = Bilingual()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        whole = column(self, gap=5)
        head = row(gap=8)
        self._label = Label(label, strong=True, wrap=True)
        self._pill = StatusPill()
        head.addWidget(self._label, 1)
        head.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        self._head = head
        whole.addLayout(head)
        if hint is not None:
            whole.addWidget(Label(hint, size=Size.CAPTION, role=Role.TEXT2, wrap=True))
        self._sides: dict[Language, _Side] = {}
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(px(8))
        order = (Language.FR, Language.EN) if french_first else (Language.EN, Language.FR)
        for language in order:
            self._sides[language] = self._side(language)
            self._pair.addWidget(self._sides[language].frame, 1)
        whole.addLayout(self._pair)
        self._findings = FieldFindings()
        whole.addWidget(self._findings)
        self.setTabOrder(self._sides[order[0]].editor, self._sides[order[1]].editor)

    def _side(self, language: Language) -> _Side:
        frame = FieldFrame()
        plain = self._lines == 1 and not self._is_name
        editor: LineEditor | TextEditor = LineEditor() if plain else TextEditor(self._lines, is_name=self._is_name)
        editor.setObjectName(language.value)
        frame.lead_to(editor)
        line = row(frame, gap=8, margins=(9, 4, 8, 4) if plain else (9, 5, 7, 5))
        tag = Label(language.value.upper(), size=Size.CAPTION, role=Role.TEXT2, strong=True)
        line.addWidget(tag, 0, Qt.AlignmentFlag.AlignVCenter if plain else Qt.AlignmentFlag.AlignTop)
        line.addWidget(editor, 1)
        count = Label("", size=Size.CAPTION, role=Role.TEXT2, tabular=True)
        count.hide()
        line.addWidget(count, 0, Qt.AlignmentFlag.AlignBottom)
        if isinstance(editor, LineEditor):
            frame.setMinimumHeight(max(px(30), editor.sizeHint().height() + px(8)))
        else:
            editor.height_wanted.connect(self._level)
        self.bind(editor.setAccessibleName, lambda: self._spoken(language))
        editor.committed.connect(lambda text: self._commit(language, text))
        editor.drafted.connect(lambda text: self._draft(language, text))
        editor.entered.connect(self.focused)
        return _Side(frame, editor, count)

    def value(self) -> Bilingual:
        """Return both sides as they were last stored or committed."""
        return self._value

    def written(self) -> Bilingual:
        """Return both sides as they stand in the editors now, without the space around them."""
        return Bilingual(*(self._sides[language].editor.text().strip() for language in (Language.EN, Language.FR)))

    def set_value(self, value: Bilingual) -> None:
        """Show what the plan holds; a side that is being typed keeps what was typed."""
        self._value = value
        for language, side in self._sides.items():
            side.editor.store(value.text(language))
            self._count(language)
        self._level()

    def set_state(self, pill: Pill | None) -> None:
        """Show the translation state of the pair."""
        self._pill.set_pill(pill)

    def set_content(self, content: str) -> None:
        """Show one language (``en`` or ``fr``) or ``both``."""
        self._content = content
        for language, side in self._sides.items():
            side.frame.setVisible(content in {"both", language.value})
        self._fold()

    def set_read_only(self, read_only: bool) -> None:
        """Take no text, or take it again."""
        for side in self._sides.values():
            side.editor.setReadOnly(read_only)
            side.frame.set_locked(read_only)

    def add_tool(self, tool: QWidget) -> None:
        """Put something beside the label, before the state."""
        self._head.insertWidget(1, tool, 0, Qt.AlignmentFlag.AlignTop)

    def set_placeholder(self, words: Words) -> None:
        """Show a hint in empty sides."""
        for side in self._sides.values():
            self.bind(side.editor.setPlaceholderText, words)

    def show_findings(self, findings: Sequence[FieldFinding]) -> None:
        """Show what is found at this field, below it."""
        self._findings.show_findings(findings)

    def offer_draft(self, language: Language, text: str) -> None:
        """Put a recovered draft in, as if it had just been typed."""
        self._sides[language].editor.draft(text)

    def is_being_typed(self, language: Language) -> bool:
        """Whether a side holds text that was not committed."""
        return self._sides[language].editor.is_being_typed()

    def commit(self) -> None:
        """Hand over what was typed in either side."""
        for side in self._sides.values():
            side.editor.commit()

    def editor(self, language: Language) -> LineEditor | TextEditor:
        """Return the editor of one language."""
        return self._sides[language].editor

    def take_focus(self, language: Language | None = None) -> None:
        """Put the cursor into a side, by default the first that is shown."""
        chosen = language or next(iter(self._sides))
        if self._content in {Language.EN.value, Language.FR.value}:
            chosen = Language(self._content)
        self._sides[chosen].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Stand side by side where each side has room for 28 letters."""
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Be at least one side wide."""
        return QSize(px(150), super().minimumSizeHint().height())

    def _fold(self) -> None:
        narrow = letters(self.width()) < 2 * _LEAST_SIDE + 8
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._pair.direction() is not wanted:
            self._pair.setDirection(wanted)
        self._level()

    def _level(self) -> None:
        shown = [side for side in self._sides.values() if not side.frame.isHidden()]
        editors = [side.editor for side in shown if isinstance(side.editor, TextEditor)]
        if not editors:
            return
        if self._pair.direction() is QBoxLayout.Direction.TopToBottom:
            for editor in editors:
                editor.share_height(editor.lines_wanted())
            return
        tallest = max(editor.lines_wanted() for editor in editors)
        for editor in editors:
            editor.share_height(tallest)

    def _spoken(self, language: Language) -> str:
        if language is Language.FR:
            return _("{field}, in French").format(field=say(self._name))
        return _("{field}, in English").format(field=say(self._name))

    def _commit(self, language: Language, text: str) -> None:
        self._value = self._value.with_text(language, text)
        self.committed.emit(language, text)

    def _draft(self, language: Language, text: str) -> None:
        self._count(language)
        self.drafted.emit(language, text)

    def _count(self, language: Language) -> None:
        if self._max is not None:
            side = self._sides[language]
            tell_length(side.count, side.editor.text(), self._max)
