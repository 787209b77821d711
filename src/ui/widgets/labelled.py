"""A label, a control that has none of its own, and what is found at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ui.widgets.finding_chip import FieldFinding, FieldFindings
from ui.widgets.frames import column, row
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.language import Language
    from ui.widgets.texts import Words


class Labelled(QWidget):
    """Stands like a field: the label above the control, or at its left for short nouns."""

    focused = Signal()

    def __init__(self, label: Words, control: QWidget, *, beside: bool = False) -> None:
        super().__init__()
        self.control = control
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        whole = column(self, gap=5)
        name = Label(label, strong=not beside, wrap=True)
        self._head = row(gap=8)
        self._head.addWidget(name, 1, Qt.AlignmentFlag.AlignVCenter)
        whole.addLayout(self._head)
        if beside:
            self._head.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            whole.addWidget(control)
        self._findings = FieldFindings()
        whole.addWidget(self._findings)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]  # there is one

    def show_findings(self, findings: Sequence[FieldFinding]) -> None:
        """Show what is found at this field, below it."""
        self._findings.show_findings(findings)

    def add_tool(self, tool: QWidget) -> None:
        """Put something beside the label, before a control that stands at its right."""
        self._head.insertWidget(1, tool, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_read_only(self, read_only: bool) -> None:
        """Take no answer, or take one again."""
        self.control.setEnabled(not read_only)

    def take_focus(self, _language: Language | None = None) -> None:
        """Give the control the focus."""
        take = getattr(self.control, "take_focus", None)
        if take is not None:
            take()
        else:
            self.control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now) and not (old is not None and self.isAncestorOf(old)):
            self.focused.emit()
