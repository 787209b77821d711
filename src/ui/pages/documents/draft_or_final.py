"""The choice between a draft and a final document, and why it cannot be final yet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from ui.look.tokens import Role
from ui.pages.documents.export_model import DRAFT, FINAL
from ui.pages.strategy.state_words import language_name
from ui.widgets import pill
from ui.widgets.button import Button, Kind
from ui.widgets.choice import Option, Segments
from ui.widgets.frames import clear, column, row
from ui.widgets.label import Label
from ui.widgets.pill import Pill, StatusPill, Tone
from ui.widgets.texts import Retranslated, say

if TYPE_CHECKING:
    from model.language import Language
    from ui.pages.documents.export_model import ExportModel
    from ui.widgets.texts import Words


def state_pill(state: str) -> Pill:
    """Return the pill of a draft or of a final document."""
    if state == FINAL:
        return Pill(lambda: _("Final"), Tone.GOOD, "circle-check")
    return Pill(lambda: _("Draft"), Tone.WARN, "pencil")


class DraftOrFinal(Retranslated, QWidget):
    """Two segments, a sentence, and a line a language while something stands in the way of one."""

    chosen = Signal(str)
    errors_asked = Signal(object)  # the language in which they stand

    def __init__(self, model: ExportModel) -> None:
        super().__init__()
        self._model = model
        self._counts: dict[Language, int] = {}
        whole = column(self, gap=5)
        whole.addWidget(Label(lambda: _("Draft or final"), role=Role.TEXT2))
        self.segments = Segments(
            lambda: _("Draft or final"),
            [Option(DRAFT, lambda: _("Draft")), Option(FINAL, lambda: _("Final"))],
        )
        self.segments.setObjectName("export_state")
        line = row()
        line.addWidget(self.segments)
        line.addStretch(1)
        whole.addLayout(line)
        self.sentence = Label("", role=Role.TEXT2, wrap=True)
        whole.addWidget(self.sentence)
        self._languages = column(gap=4)
        whole.addLayout(self._languages)
        self.segments.chosen.connect(self.chosen)

    def refresh(self) -> None:
        """Show the choice, and what stands in the way of the other one."""
        errors = len(self._model.errors())
        self.segments.set_refusals({FINAL: partial(_refusal, errors)} if errors else {})
        self.segments.set_value(self._model.state)
        self.sentence.say(partial(_sentence, self._model.state, errors))
        self._show_languages()

    def _show_languages(self) -> None:
        """Say of each language whether it could be final; a way leads to what keeps it from that."""
        standing = self._model.standing()
        counts = {language: len(findings) for language, findings in standing.items()}
        if counts == self._counts:
            return
        self._counts = counts
        now = self.window().focusWidget()
        if isinstance(now, Button) and self.isAncestorOf(now):  # it goes, the focus stays here
            self.segments.take_focus()
        clear(self._languages)
        for language, count in counts.items() if any(counts.values()) else ():
            name = partial(language_name, language)
            line = row(gap=8)
            line.addWidget(StatusPill(_blocked(name, count) if count else _free(name)))
            if count:
                line.addWidget(self._make_way(language, count))
            line.addStretch(1)
            self._languages.addLayout(line)

    def _make_way(self, language: Language, count: int) -> Button:
        show = Button(lambda: _("Show"), kind=Kind.LINK)
        show.setObjectName(f"show_errors_{language.value}")
        show.bind(show.setAccessibleName, partial(_way, partial(language_name, language), count))
        show.clicked.connect(partial(self.errors_asked.emit, language))
        return show

    def retranslate(self) -> None:
        """Say everything in the other language."""
        super().retranslate()
        self.refresh()


def _blocked(name: Words, count: int) -> Pill:
    def words() -> str:
        template = ngettext("{language}: {count} error", "{language}: {count} errors", count)
        return template.format(language=say(name), count=count)

    return Pill(words, Tone.BAD, pill.error().icon)


def _free(name: Words) -> Pill:
    def words() -> str:
        return _("{language}: can be final").format(language=say(name))

    return Pill(words, Tone.GOOD, "circle-check")


def _way(name: Words, count: int) -> str:
    template = ngettext(
        "{language}: show the error that must be mended first",
        "{language}: show the {count} errors that must be mended first",
        count,
    )
    return template.format(language=say(name), count=count)


def _refusal(errors: int) -> str:
    return ngettext(
        "It cannot be final while an error bears on it. Mend it, or export a draft.",
        "It cannot be final while {count} errors bear on it. Mend them, or export a draft.",
        errors,
    ).format(count=errors)


def _sentence(state: str, errors: int) -> str:
    if errors:
        return ngettext(
            "The export is marked as a draft until the error is fixed.",
            "The export is marked as a draft until the {count} errors are fixed.",
            errors,
        ).format(count=errors)
    if state == FINAL:
        return _("No error bears on this document: its pages carry no draft mark.")
    return _("Every page carries the draft mark.")
