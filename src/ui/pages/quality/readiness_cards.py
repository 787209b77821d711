"""How far a year's inventory can be handed in, and what stands in the way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal

from app.formats import format_number
from app.i18n import _, ngettext
from ui.look.tokens import Role, Size
from ui.widgets.button import Button, Kind
from ui.widgets.finding_chip import FindingChip, Level
from ui.widgets.frames import Card, column, row
from ui.widgets.label import Label
from ui.widgets.ring import Ring

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.checks.finding import Finding
    from app.checks.readiness import Readiness
    from ui.widgets.texts import Words

_RING: Final = 44
LISTED: Final = 4  # findings of a group that are listed at once


class StateCard(Card):
    """Whether the year's inventory can be handed in, and how much of it."""

    def __init__(self) -> None:
        super().__init__()
        line = row(gap=16)
        words = column(gap=4)
        self.said = Label("", size=Size.HEADING, strong=True, wrap=True)
        self.counts = Label("", role=Role.TEXT2, wrap=True)
        self.mended = Label("", role=Role.GOOD, wrap=True)
        for label in (self.said, self.counts, self.mended):
            words.addWidget(label)
        self.ring = Ring(self.said.text, size=_RING)
        line.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(words, 1)
        self.body.addLayout(line)

    def wait(self) -> None:
        """Say that it is being checked: nothing is known yet."""
        self.said.say(lambda: _("Being checked…"))
        for widget in (self.ring, self.counts, self.mended):
            widget.hide()

    def show_state(self, held: Readiness, mended: int) -> None:
        """Show how far the inventory is, and what was mended since the page was opened."""
        self.ring.show()
        self.ring.set_share(held.accepted / held.records if held.records else 0.0, complete=held.is_ready)
        self.said.say(partial(_said, held))
        self.counts.say(partial(_counts, held))
        self.counts.setVisible(held.services > 0)
        self.mended.say(
            lambda: ngettext(
                "{count} record was mended since you came here.",
                "{count} records were mended since you came here.",
                mended,
            ).format(count=format_number(mended))
        )
        self.mended.setVisible(mended > 0)


class GroupCard(Card):
    """What stands in the way under one rule or of one service; each line leads to its place."""

    mend_asked = Signal(object)  # Finding
    list_asked = Signal(str)  # id of a rule whose findings are too many for the card

    def __init__(
        self, heading: Words, note: Words, findings: Sequence[Finding], where: Callable[[Finding], str]
    ) -> None:
        super().__init__(heading)
        self._findings, self._where = findings, where
        self.header.addWidget(Label(format_number(len(findings)), role=Role.TEXT2), 0, Qt.AlignmentFlag.AlignTop)
        self._note = Label(note, role=Role.TEXT2, wrap=True)
        self.body.addWidget(self._note)
        self._note.setVisible(bool(self._note.text()))
        self.chips: list[FindingChip] = []
        self._list(findings[:LISTED])
        self.rest = Button(self._rest_words, kind=Kind.LINK)
        self.rest.clicked.connect(self._show_rest)
        self.body.addWidget(self.rest, 0, Qt.AlignmentFlag.AlignLeft)
        self.rest.setVisible(len(findings) > LISTED)

    def _rest_words(self) -> str:
        left = len(self._findings) - LISTED
        return ngettext("{count} more", "{count} more", left).format(count=format_number(left))

    def _list(self, findings: Sequence[Finding]) -> None:
        for finding in findings:
            chip = FindingChip(Level(finding.level.value), partial(self._where, finding), finding.sentence)
            chip.activated.connect(partial(self.mend_asked.emit, finding))
            self.body.insertWidget(1 + len(self.chips), chip)
            self.chips.append(chip)

    def _show_rest(self) -> None:
        if len(self._findings) > 5 * LISTED:  # too many for a page: the list of findings shows them all
            self.list_asked.emit(self._findings[0].rule)
            return
        first = len(self.chips)
        self._list(self._findings[LISTED:])
        self.rest.hide()
        self.chips[first].setFocus(Qt.FocusReason.OtherFocusReason)


def _said(held: Readiness) -> str:
    if not held.services:
        return _("Nothing to hand in yet")
    if held.is_ready:
        return _("Ready to submit")
    refused = held.records - held.accepted
    return ngettext("{count} record would be refused", "{count} records would be refused", refused).format(
        count=format_number(refused)
    )


def _counts(held: Readiness) -> str:
    return _(
        "{services} of {all_services} services and {standards} of {all_standards} standards would be taken"
    ).format(
        services=format_number(held.services - held.refused_services),
        all_services=format_number(held.services),
        standards=format_number(held.standards - held.refused_standards),
        all_standards=format_number(held.standards),
    )
