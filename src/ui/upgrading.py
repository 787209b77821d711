"""An older plan is brought to today's form beside the window, which says how far it is and can call it off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import i18n
from app.formats import format_percent
from app.i18n import _
from app.opening import tidy_up
from ui.look.tokens import Role
from ui.tasks import Tasks
from ui.widgets.dialog import Dialog
from ui.widgets.label import Label
from ui.widgets.progress import ProgressBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.tasks import Outcome, Task


class UpgradeDialog(Dialog):
    """Says what is done to the plan and how far it is; Esc and its button call it off."""

    cancel_asked = Signal()

    def __init__(self, parent: QWidget, name: str, *, only_reads: bool = False) -> None:
        super().__init__(parent, _reading_title if only_reads else _upgrade_title)
        words = _reading_words if only_reads else _upgrade_words
        self.body.addWidget(Label(lambda: words(name), wrap=True))
        self.bind(self.setAccessibleDescription, lambda: words(name))
        self.bar = ProgressBar(grows=True)
        self.body.addWidget(self.bar)
        self.far = Label("", role=Role.TEXT2)
        self.body.addWidget(self.far)
        leave = (lambda: _("Do not open it")) if only_reads else (lambda: _("Leave the plan as it is"))
        self.cancel = self.add_button(leave, accepts=False)
        self.focus_first(self.cancel)
        self.set_done(0, 100)

    def reject(self) -> None:
        """Ask for the end, and stay until it has come: what was begun is removed first."""
        if self.cancel.isEnabled():
            self.cancel.setEnabled(False)
            self.far.say(lambda: _("Being called off…"))
            self.cancel_asked.emit()

    def set_done(self, done: int, total: int) -> None:
        """Show how far it is."""
        if not self.cancel.isEnabled():
            return
        share = done / total
        self.bar.set_share(share)
        self.far.say(lambda: _("{percent} done").format(percent=format_percent(share)))
        self.bar.bind(self.bar.setAccessibleName, lambda: _("{percent} done").format(percent=format_percent(share)))


def _upgrade_title() -> str:
    return _("Bringing the plan to today’s form")


def _reading_title() -> str:
    return _("Reading a plan of an earlier version")


def _reading_words(name: str) -> str:
    words = _(
        "An earlier version made {name}, and it can only be read now. A copy of it is brought to today’s form; "
        "the plan itself stays as it is."
    )
    return words.format(name=name)


def _upgrade_words(name: str) -> str:
    words = _(
        "An earlier version made {name}. It is copied into a new file, the copy is checked, "
        "and the old one stays beside it. Until that is done nothing is changed."
    )
    return words.format(name=name)


class Upgrading(QObject):
    """One plan after the other; the window stays alive meanwhile."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = Tasks(self)
        self.dialog: UpgradeDialog | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether a plan is being brought up."""
        return self.dialog is not None

    def start(self, window: QWidget, path: Path, author: str, then: Callable[[Path | None, str], object]) -> None:
        """Bring a plan up in a child process.

        Args:
            window: what the dialog lies over.
            path: the older plan; nobody in this process has it open.
            author: the planner's name; blank takes the account's.
            then: is called with where the old plan lies, or None and why it was not brought up; a plan that was
                left as it is calls nothing.
        """
        dialog = self.dialog = UpgradeDialog(window, path.name)
        named = [f"--author={author}"] if author else []
        task = self._tasks.run(
            _upgrade_title,
            ["upgrade", str(path), *named, "--ui-lang", i18n.language().value],
            lambda outcome: self._end(path, outcome, then),
            tidies_up=True,
        )
        self._follow(task, dialog)

    def copy(self, window: QWidget, path: Path, then: Callable[[Path | None, str], object]) -> None:
        """Bring a copy of a plan up in a child process: somebody else has the plan, or it cannot be written.

        Args:
            window: what the dialog lies over.
            path: the older plan, which stays as it is.
            then: is called with where the copy lies until it returns, or None and why there is none; nothing is
                called when the planner called it off.
        """
        dialog = self.dialog = UpgradeDialog(window, path.name, only_reads=True)
        task = self._tasks.run(
            _reading_title,
            ["upgrade", str(path), "--for-reading", "--ui-lang", i18n.language().value],
            lambda outcome: self._end(path, outcome, then),
        )
        self._follow(task, dialog)

    @staticmethod
    def _follow(task: Task, dialog: UpgradeDialog) -> None:
        task.progressed.connect(dialog.set_done)
        dialog.cancel_asked.connect(task.cancel)
        dialog.open()

    def stop(self) -> None:
        """End what runs; the window is closing. The plan is the old one or the new one."""
        self._tasks.cancel_all()

    def _end(self, path: Path, outcome: Outcome, then: Callable[[Path | None, str], object]) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()
        if outcome.cancelled:
            tidy_up(path)
        elif outcome.code == 0:
            kept = outcome.output.strip()
            then(Path(kept) if kept else None, "")
        else:
            then(None, outcome.errors.strip())
