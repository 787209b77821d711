"""Findings as pages show them: at their fields, and as the list of what stands in an approval's way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.formats import format_number
from app.i18n import _, ngettext
from ui.look.measure import px
from ui.pages.steps import Step
from ui.shell import Place
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.finding_chip import FieldFinding, FindingChip, Level
from ui.widgets.frames import Scroll, column
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.checks.finding import Finding
    from ui.open_plan import OpenPlan
    from ui.shell import Shell
    from ui.widgets.texts import Words

_ALL_AT_ONCE = 4
"""So many findings are listed without scrolling."""


def field_findings(findings: Iterable[Finding]) -> list[FieldFinding]:
    """Return findings as fields show them; their sentences follow the interface language."""
    return [FieldFinding(Level(finding.level.value), finding.sentence) for finding in findings]


def found_on(plan: OpenPlan, entity: str, *keys: str) -> list[Finding]:
    """Return the findings on some records that bear on the window's year; blank keys have none."""
    found = (one for key in dict.fromkeys(keys) if key for one in plan.findings.of(entity, key))
    return [one for one in found if one.year in {None, plan.year}]


def go_to(finding: Finding, plan: OpenPlan, shell: Shell) -> None:
    """Put the cursor where a finding can be mended."""
    if finding.year is not None:
        plan.set_year(finding.year)
    place = Place(finding.entity, finding.id, finding.field, finding.lang, finding.rule)
    shell.go(Step(finding.step.value), place)


class BlockedDialog(Dialog):
    """Lists what must be mended before something can be approved; each line leads to its place."""

    def __init__(self, parent: QWidget, title: Words, findings: Sequence[Finding]) -> None:
        super().__init__(parent, title, width=WIDE)
        self.setObjectName("blocked")
        self.chosen: Finding | None = None
        count = len(findings)
        told = Label(
            lambda: ngettext(
                "{count} error must be mended first. Choose it to go there.",
                "{count} errors must be mended first. Choose one to go there.",
                count,
            ).format(count=format_number(count)),
            wrap=True,
        )
        self.body.addWidget(told)
        self.bind(self.setAccessibleDescription, told.text)
        self.chips: list[FindingChip] = []
        listed = QWidget()
        lines = column(listed, gap=8)
        for finding in findings:
            chip = FindingChip(Level(finding.level.value), finding.where, finding.sentence)
            chip.activated.connect(partial(self._choose, finding))
            lines.addWidget(chip)
            self.chips.append(chip)
        if count <= _ALL_AT_ONCE:
            listed.setMinimumHeight(1)  # else it keeps the height of sentences that wrap in a narrower dialog
            self.body.addWidget(listed)
        else:
            lines.addStretch(1)
            scroll = Scroll(listed)
            scroll.setMinimumHeight(px(300))
            self.body.addWidget(scroll, 1)
        self.add_button(lambda: _("Close"), accepts=False)
        if self.chips:
            self.focus_first(self.chips[0])

    def _choose(self, finding: Finding) -> None:
        self.chosen = finding
        self.accept()


def tell_blocked(title: Words, findings: Sequence[Finding], plan: OpenPlan, shell: Shell) -> None:
    """Say what keeps something from being approved, and go where the planner wants to mend it."""
    dialog = BlockedDialog(shell.window_widget(), title, findings)
    dialog.exec()
    chosen = dialog.chosen
    dialog.deleteLater()
    if chosen is not None:
        go_to(chosen, plan, shell)
