"""Gives one field of several services a value: says how many change before anything is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app import i18n
from app.cli.messages import sentence
from app.formats import format_number
from app.i18n import _, ngettext
from app.inventory.bulk import How, Wish, judging
from app.inventory.list_fields import IDENTIFIER, Nature, code_words, field_codes, list_fields, nature
from app.registry.code_lists import programs_with
from ui.idle_work import IdleWork
from ui.look.tokens import Role
from ui.pages.inventory.field_columns import field_group, field_title, group_words, groups
from ui.widgets.choice import Option, Segments
from ui.widgets.code_list import Code
from ui.widgets.code_picker import CodePicker
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.frames import column
from ui.widgets.label import Label
from ui.widgets.labelled import Labelled
from ui.widgets.text_field import DateField, TextField
from ui.widgets.volume_field import VolumeField

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.errors import PlanError
    from app.inventory.bulk import Edit
    from ui.open_plan import OpenPlan

_LONG: Final = ("description", "remarks", "comments", "note", "authority")
_FEW: Final = 500  # services for which an edit is judged in a blink
_WAIT: Final = 120  # milliseconds after a key until a text is judged


class BulkDialog(Dialog):
    """Choose a field, give it a value; the verb says how many services it will change."""

    def __init__(self, parent: QWidget | None, plan: OpenPlan, services: Sequence[str], field: str = "") -> None:
        count = len(services)
        super().__init__(
            parent,
            lambda: ngettext("Edit {count} service", "Edit {count} services", count).format(count=format_number(count)),
            width=WIDE,
        )
        self._plan, self._services = plan, tuple(services)
        self.edits: tuple[Edit, ...] = ()
        self._asked: tuple[str, str, How] | None = None  # what the edits come of
        self._accepts = False  # as soon as all of them are counted
        self._judging = IdleWork(self)
        self.field = CodePicker(lambda: _("Field"), _field_codes())
        self.field.setObjectName("bulk_field")
        self.body.addWidget(self.field)
        self._place = QWidget()
        self._inner = column(self._place, gap=10)
        self.body.addWidget(self._place)
        self.how = Segments(lambda: _("What happens to what is there"), _hows())
        self._how = Labelled(lambda: _("What happens to what is there"), self.how)
        self.editor: QWidget | None = None
        self.told = Label("", role=Role.TEXT2, wrap=True)
        self.body.addWidget(self.told)
        self.button = self.add_button(lambda: _("Edit"), accepts=True, primary=True)
        self.add_button(lambda: _("Cancel"), accepts=False)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT)
        self._later.timeout.connect(self.judge)
        self.field.committed.connect(lambda codes: self._choose(codes[0] if codes else ""))
        self.how.chosen.connect(lambda _value: self.judge())
        self.focus_first(self.field.opener())
        if field and field != IDENTIFIER:
            self.field.set_codes((field,))
        self._choose(field if field != IDENTIFIER else "")

    def chosen_field(self) -> str:
        """Return the field that is chosen; blank before one is."""
        return next(iter(self.field.codes()), "")

    def _choose(self, field: str) -> None:
        while (item := self._inner.takeAt(0)) is not None:
            if (old := item.widget()) is not None and old is not self._how:
                old.hide()
                old.deleteLater()
        self.editor = self._editor(field) if field else None
        if self.editor is not None:
            self.editor.setObjectName("bulk_value")
            self._inner.addWidget(self.editor)
        several = bool(field) and nature(field) is Nature.CODES
        self.how.set_value(How.REPLACE)
        self._inner.addWidget(self._how)
        self._how.setVisible(several)
        self.judge()
        self.fit_words()
        if self.editor is not None and self.isVisible():
            QTimer.singleShot(0, self.editor, partial(_focus, self.editor))  # a list that closes takes it back first

    def _editor(self, field: str) -> QWidget:
        kind = nature(field)
        words = lambda: _("New value")  # noqa: E731  one use for each editor
        if kind in {Nature.CODE, Nature.CODES}:
            picker = CodePicker(words, self._codes(field), multiple=kind is Nature.CODES)
            picker.committed.connect(lambda _codes: self.judge())
            return picker
        if kind is Nature.COUNT:
            volume = VolumeField(words).alone()
            volume.last.hide()
            volume.change.hide()
            volume.committed.connect(lambda _value: self.judge())
            return volume
        if kind is Nature.DAY:
            day = DateField(words)
            day.dated.connect(lambda _day: self.judge())
            return day
        text = TextField(words, lines=3 if any(part in field for part in _LONG) else 1)
        text.drafted.connect(lambda _text: self._later.start())
        text.committed.connect(lambda _text: self.judge())
        return text

    def _codes(self, field: str) -> tuple[Code, ...]:
        if field == "program_id":
            listed = programs_with(self._plan.workspace).of(self._plan.card.department, str(self._plan.year))
            return tuple(Code(one.code, self._plan.shown(one.name, i18n.language())) for one in listed)
        return tuple(Code(code, code_words(field, code)) for code in field_codes(field))

    def value(self) -> str:
        """Return the value as it was given."""
        editor = self.editor
        if isinstance(editor, CodePicker):
            return ",".join(editor.codes())
        if isinstance(editor, VolumeField):
            return editor.value().written
        return editor.value() if isinstance(editor, TextField) else ""

    def judge(self) -> None:
        """Find out what would change, and say it."""
        self._later.stop()
        field = self.chosen_field()
        if not field:
            self._judging.stop()
            self.edits, self._asked = (), None
            self.told.say(lambda: _("Choose the field that gets the same value in all of them."))
            self.button.say(lambda: _("Edit"))
            self.button.disable(lambda: _("Choose a field first."))
            return
        asked = (field, self.value(), How(self.how.value() or How.REPLACE))
        if asked != self._asked:  # else it is judged, or is being so: a click must not begin anew
            self._asked, self.edits = asked, ()
            self._judging.ask("judge", self._judge(*asked), whole=len(self._services) <= _FEW)
            if self._judging.waits_for("judge"):
                self.told.say(lambda: _("Counting what would change…"))
                self.button.disable(lambda: _("What would change is still being counted."))
                self.fit_words()

    def _judge(self, field: str, value: str, how: How) -> Iterator[None]:
        wishes = (Wish(service, field, value, how) for service in self._services)
        self.edits = yield from judging(self._plan.workspace, self._plan.year, wishes)
        outcome = _outcome(self.edits)
        self.told.say(lambda: _told(outcome))
        self.button.say(lambda: _verb(outcome.changing))
        if outcome.changing:
            self.button.enable()
        else:
            self.button.disable(lambda: _("Nothing would change."))
        self.fit_words()
        if self._accepts and outcome.changing:
            super().accept()

    def accept(self) -> None:
        """Take what is being typed before the dialog closes; what is still being counted is waited for."""
        self.judge()
        self._accepts = self._judging.waits_for("judge")
        if any(edit.changes for edit in self.edits):
            super().accept()

    def done(self, result: int) -> None:
        """Count nothing more."""
        self._judging.stop()
        super().done(result)


def _field_codes() -> tuple[Code, ...]:
    fields = [field for group in groups() for field in list_fields() if field_group(field) == group]
    return tuple(
        Code(field, field_title(field), group_words(field_group(field))) for field in fields if field != IDENTIFIER
    )


def _hows() -> tuple[Option, ...]:
    return (
        Option(How.REPLACE, lambda: _("Replace")),
        Option(How.ADD, lambda: _("Add to it")),
        Option(How.TAKE_AWAY, lambda: _("Take away")),
    )


class _Outcome(NamedTuple):
    """How many services change, stay and cannot, and the reason of the first that cannot."""

    changing: int
    same: int
    refused: int
    reason: PlanError | None


def _outcome(edits: Sequence[Edit]) -> _Outcome:
    changing = sum([edit.changes for edit in edits])
    reasons = [edit.error for edit in edits if edit.error is not None]
    return _Outcome(changing, len(edits) - changing - len(reasons), len(reasons), reasons[0] if reasons else None)


def _verb(changing: int) -> str:
    if not changing:
        return _("Edit")
    return ngettext("Edit {count} service", "Edit {count} services", changing).format(count=format_number(changing))


def _told(outcome: _Outcome) -> str:
    """Return in sentences what will happen."""
    changing, same, refused, reason = outcome
    parts = []
    if changing:
        parts.append(
            ngettext("{count} service will change.", "{count} services will change.", changing).format(
                count=format_number(changing)
            )
        )
    if same:
        parts.append(
            ngettext("{count} has this value already.", "{count} have this value already.", same).format(
                count=format_number(same)
            )
        )
    if reason is not None:
        parts.append(
            ngettext("{count} cannot: {reason}", "{count} cannot: {reason}", refused).format(
                count=format_number(refused), reason=sentence(reason)
            )
        )
    return " ".join(parts)


def _focus(editor: QWidget) -> None:
    if isinstance(editor, CodePicker | TextField | VolumeField):
        editor.take_focus()
