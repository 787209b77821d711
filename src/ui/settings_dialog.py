"""The settings: name, language, theme, row height, motion. Each acts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app import i18n
from app.i18n import _
from model.language import Language
from ui.look.theme import ThemeChoice
from ui.look.tokens import Role, Size
from ui.settings import ROW_HEIGHTS
from ui.widgets.check_box import CheckBox
from ui.widgets.choice import Option, Segments
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.frames import column
from ui.widgets.label import Label
from ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from ui.program import Program
    from ui.widgets.texts import Words


class SettingsDialog(Dialog):
    """What the planner sets for this account; no plan is touched."""

    def __init__(self, editor: Program) -> None:
        super().__init__(editor.window, lambda: _("Settings"), width=WIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._editor = editor
        self.body.setSpacing(self.body.spacing() + 4)
        self._add_author()
        self._add_language()
        self._add_theme()
        self._add_rows()
        self.motion = CheckBox(lambda: _("Let panels slide and notices fade"))
        self.motion.setChecked(editor.settings.has_motion)
        self.motion.toggled_by_user.connect(self._set_motion)
        self.body.addWidget(self.motion)
        self.add_button(lambda: _("Close"), accepts=False)
        self.focus_first(self.author.editor())

    def _labelled(self, words: Words, part: QWidget, hint: Words = "") -> QVBoxLayout:
        stack = column(gap=5)
        stack.addWidget(Label(words, strong=True))
        stack.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        if hint:
            stack.addWidget(Label(hint, size=Size.CAPTION, role=Role.TEXT2, wrap=True))
        self.body.addLayout(stack)
        return stack

    def _add_author(self) -> None:
        hint = lambda: _("The history of a plan names you with each change from the next opening on.")  # noqa: E731
        self.author = TextField(lambda: _("Your name"), hint=hint)
        self.author.setObjectName("author")
        self.author.set_value(self._editor.settings.author)
        self.author.committed.connect(self._set_author)
        self.body.addWidget(self.author)

    def _add_language(self) -> None:
        names = [Option(Language.EN.value, "English"), Option(Language.FR.value, "Français")]
        self.language = Segments(lambda: _("Language of the window"), names)
        self.language.set_value(i18n.language().value)
        self.language.chosen.connect(lambda code: self._editor.languages.switch(Language(code)))
        self._labelled(lambda: _("Language of the window"), self.language)

    def _add_theme(self) -> None:
        options = [
            Option(ThemeChoice.SYSTEM.value, lambda: _("As the system")),
            Option(ThemeChoice.LIGHT.value, lambda: _("Light")),
            Option(ThemeChoice.DARK.value, lambda: _("Dark")),
        ]
        self.theme = Segments(lambda: _("Colours"), options)
        self.theme.set_value(self._editor.theme.choice().value)
        self.theme.chosen.connect(self._set_theme)
        self._labelled(lambda: _("Colours"), self.theme, lambda: _("High contrast always follows the system."))

    def _add_rows(self) -> None:
        words: dict[str, Words] = {
            ROW_HEIGHTS[0]: lambda: _("Two lines"),
            ROW_HEIGHTS[1]: lambda: _("One line"),
            ROW_HEIGHTS[2]: lambda: _("Compact"),
        }
        self.rows = Segments(lambda: _("Rows of tables"), [Option(name, words[name]) for name in ROW_HEIGHTS])
        self.rows.set_value(self._editor.settings.row_height)
        self.rows.chosen.connect(self._set_rows)
        self._labelled(lambda: _("Rows of tables"), self.rows)

    def _set_author(self, name: str) -> None:
        self._editor.settings.author = name

    def _set_theme(self, choice: str) -> None:
        self._editor.settings.theme = ThemeChoice(choice)
        self._editor.theme.choose(ThemeChoice(choice))

    def _set_rows(self, name: str) -> None:
        self._editor.settings.row_height = name

    def _set_motion(self, moves: bool) -> None:
        self._editor.settings.has_motion = moves
