"""One text in both languages: what is said in each, what changed, and the declaration that they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.translation import State
from app.word_changes import word_changes
from model.language import Language
from ui.look.tokens import Role, Size
from ui.pages.pair_state import pair_pill
from ui.pages.strategy.state_words import language_name
from ui.pages.translation.changes_view import ChangesView
from ui.pages.translation.list_model import owner_name, place_words, plain
from ui.pages.translation.section_pair import SectionPair
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.frames import Scroll, column, row
from ui.widgets.label import Label
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from app.strategy.figures import LiveFigures
    from app.translation import PairRow
    from ui.open_plan import OpenPlan

_LINES: Final = 4


class TextDetail(Retranslated, QWidget):
    """Shows the text that is chosen in the list; says what was typed and what was declared."""

    committed = Signal(object, str)  # Language
    drafted = Signal(object, str)
    confirmed = Signal()
    step_asked = Signal(int)
    place_asked = Signal()

    def __init__(self, plan: OpenPlan, figures: LiveFigures) -> None:
        super().__init__()
        self._plan = plan
        self._row: PairRow | None = None
        whole = column(self)
        whole.addLayout(self._make_head())
        ground = QWidget()
        inner = column(ground, gap=16, margins=(20, 4, 20, 16))
        self.field = BilingualField(lambda: _("Text"), lines=_LINES, french_first=plan.french_first)
        self.field.setObjectName("translation_text")
        self.section = SectionPair(plan, figures)
        self.changes = ChangesView()
        self.field.committed.connect(self.committed)
        self.field.drafted.connect(self.drafted)
        self.section.committed.connect(self.committed)
        self.section.drafted.connect(self.drafted)
        inner.addWidget(self.field)
        inner.addWidget(self.section, 1)
        inner.addWidget(self.changes)
        self._rest = QWidget()
        inner.addWidget(self._rest, 1)
        whole.addWidget(Scroll(ground), 1)

    def _make_head(self) -> QVBoxLayout:
        whole = column(gap=6, margins=(20, 12, 20, 10))
        head = row(gap=6)
        words = column(gap=2)
        self.owner = Label("", size=Size.HEADING, strong=True, wrap=True)
        self.place = Button("", kind=Kind.LINK)
        words.addWidget(self.owner)
        words.addWidget(self.place, 0, Qt.AlignmentFlag.AlignLeft)
        head.addLayout(words, 1)
        self.before = IconButton(lambda: _("Text before (Alt+Up)"), "chevron-left")
        self.after = IconButton(lambda: _("Text after (Alt+Down)"), "chevron-right")
        for button, by in ((self.before, -1), (self.after, 1)):
            button.clicked.connect(lambda _checked=False, by=by: self.step_asked.emit(by))
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.confirm = Button(lambda: _("Confirm"), kind=Kind.PRIMARY, icon="check")
        self.confirm.setObjectName("confirm_translation")
        self.confirm.clicked.connect(self.confirmed)
        head.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignTop)
        self.place.clicked.connect(self.place_asked)
        whole.addLayout(head)
        self._said = Label("", role=Role.TEXT2, wrap=True)
        whole.addWidget(self._said)
        return whole

    def row(self) -> PairRow | None:
        """Return the text that is shown."""
        return self._row

    def show_row(self, shown: PairRow) -> None:
        """Show a text; what is being typed in the same one stays."""
        self._row = shown
        self.owner.say(owner_name(shown))
        self.place.say(lambda: place_words(shown))
        self.place.setToolTip(_("Open it where it is written"))
        is_section = shown.entity == "section"
        self.field.setVisible(not is_section)
        self.section.setVisible(is_section)
        self._rest.setVisible(not is_section)
        if is_section:
            self.section.show_row(shown)
        else:
            self.field.set_value(shown.text)
            self.field.set_state(pair_pill(shown))
            self.field.set_read_only(self._plan.read_only)
        self._show_changes(shown)
        self._offer(shown)

    def offer_draft(self, language: Language, text: str) -> None:
        """Show a text that was typed and not committed."""
        if self._row is not None and self._row.entity == "section":
            self.section.offer_draft(language, text)
        else:
            self.field.offer_draft(language, text)

    def commit(self) -> None:
        """Hand over what was typed."""
        self.field.commit()
        self.section.commit()

    def take_focus(self, language: Language | None = None) -> None:
        """Put the cursor into the side that has to be written."""
        if self._row is None:
            return
        wanted = language or _to_write(self._row)
        if self._row.entity == "section":
            self.section.take_focus(wanted)
        else:
            self.field.take_focus(wanted)

    def _show_changes(self, shown: PairRow) -> None:
        side, before = shown.changed, shown.confirmed
        if side is None or before is None:
            self.changes.show_changes("", ())
            return
        pieces = word_changes(plain(shown, before.text(side)), plain(shown, shown.text.text(side)))
        self.changes.show_changes(
            lambda: _("What changed since both languages were confirmed ({language})").format(
                language=language_name(side)
            ),
            pieces,
        )

    def _offer(self, shown: PairRow) -> None:
        self.confirm.say((lambda: _("Still good")) if shown.state is State.OUT_OF_DATE else (lambda: _("Confirm")))
        if self._plan.read_only:
            self.confirm.disable(lambda: _("The plan is open for reading only."))
        elif shown.text.missing:
            self.confirm.disable(lambda: _("Both languages must be written first."))
        elif shown.state is State.CONFIRMED:
            self.confirm.disable(lambda: _("Both languages are confirmed."))
        else:
            self.confirm.enable(lambda: _("Say that both languages say the same, and go to the next (Alt+Enter)"))
        self._said.say(lambda: _what_to_do(shown))
        self._said.setVisible(bool(_what_to_do(shown)))

    def retranslate(self) -> None:
        """Say everything in the other language."""
        super().retranslate()
        if self._row is not None:
            self.show_row(self._row)


def _to_write(shown: PairRow) -> Language | None:
    if shown.state is State.MISSING:
        return shown.text.missing[0]
    return shown.changed.other if shown.changed else None


def _what_to_do(shown: PairRow) -> str:
    if shown.state is State.MISSING:
        return {
            Language.EN: _("Write the English text."),
            Language.FR: _("Write the French text."),
        }[shown.text.missing[0]]
    if shown.state is State.OUT_OF_DATE and shown.changed is not None:
        return {
            Language.EN: _("The English text changed: bring the French text up to date, or say that it is still good."),
            Language.FR: _("The French text changed: bring the English text up to date, or say that it is still good."),
        }[shown.changed]
    if shown.state is State.DRAFT:
        return _("Compare both texts, then confirm that they say the same.")
    return ""
