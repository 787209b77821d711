"""Background work: child processes, and how they ended.

No threads: a collection of garbage in one would delete widgets, and a signal from one may
meet an object that the window has deleted. One ``Tasks`` object owns everything that runs.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from ui.serving import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.widgets.texts import Words

_PROGRESS: Final = re.compile(r"@progress (\d+) (\d+)\s*")
KILL_AFTER: Final = 3000  # milliseconds between asking a child to end and ending it


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a child process ended.

    ``code`` is the command line's exit code, -1 when it was ended; ``work`` is the folder for
    its files, removed once the answer was taken.
    """

    code: int
    output: str
    errors: str
    cancelled: bool
    work: Path


def child_command() -> tuple[str, list[str]]:
    """Return program and first arguments of our own command line.

    Frozen, the console program lies beside the editor; in a checkout it is this interpreter.
    """
    if getattr(sys, "frozen", False):
        return str(Path(sys.executable).with_name("jalon" + Path(sys.executable).suffix)), []
    return sys.executable, ["-m", "ui"]


class Task(QObject):
    """One piece of work that the foot shows."""

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, words: Words, parent: QObject, *, tidies_up: bool = False) -> None:
        super().__init__(parent)
        self.words = words
        self.done, self.total = 0, 0
        self.process: QProcess | None = None
        self.is_cancelled = False
        self._patience = QTimer(self, singleShot=True, interval=KILL_AFTER) if tidies_up else None
        if self._patience is not None:
            self._patience.timeout.connect(self.kill)

    def cancel(self) -> None:
        """End the child process; one that tidies up after itself is asked first, and has a moment to do it."""
        if self._patience is None:
            self.kill()
        elif self.process is not None and not self.is_cancelled:
            self.is_cancelled = True
            self.process.terminate()
            self._patience.start()

    def kill(self) -> None:
        """End the child process at once."""
        self.is_cancelled = True
        if self.process is not None:
            self.process.kill()

    def advance(self, done: int, total: int) -> None:
        """Say how far it is."""
        self.done, self.total = done, total
        self.progressed.emit(done, total)


class Tasks(QObject):
    """Owns all background work."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: list[Task] = []
        self._servers: list[Server] = []

    def running(self) -> tuple[Task, ...]:
        """Return what runs now, oldest first."""
        return tuple(self._running)

    def run(
        self, words: Words, arguments: Sequence[str], done: Callable[[Outcome], object], *, tidies_up: bool = False
    ) -> Task:
        """Run our own command line as a child process.

        ``--progress`` and ``--work DIR`` are added; the folder is removed after ``done`` returned.

        Args:
            words: what it does, for the foot.
            arguments: verb and options.
            done: gets how it ended, cancelled or not.
            tidies_up: whether it leaves something behind when it is ended without being asked.
        """
        task = self._new(words, tidies_up=tidies_up)
        child = _Child(task, Path(tempfile.mkdtemp(prefix="jalon-")))
        child.ended.connect(lambda outcome: self._finish_child(task, child, done, outcome))
        child.start([*arguments, "--progress", "--work", str(child.work)])
        return task

    def serve(self, arguments: Sequence[str]) -> Server:
        """Return a child process that answers as long as it is asked; the foot does not show it.

        Whoever asked for it stops it; the window does when it closes.
        """
        program, first = child_command()
        server = Server(program, [*first, *arguments], self)
        self._servers.append(server)
        server.destroyed.connect(lambda: self._servers.remove(server))
        return server

    def cancel_all(self) -> None:
        """End everything; the window is closing."""
        for server in tuple(self._servers):
            server.stop(KILL_AFTER)
        for task in self.running():
            task.kill()
            if task.process is not None:
                task.process.waitForFinished(KILL_AFTER)

    def _new(self, words: Words, *, tidies_up: bool) -> Task:
        task = Task(words, self, tidies_up=tidies_up)
        task.progressed.connect(lambda _done, _total: self.changed.emit())
        self._running.append(task)
        self.changed.emit()
        return task

    def _finish_child(self, task: Task, child: _Child, done: Callable[[Outcome], object], outcome: Outcome) -> None:
        self._running.remove(task)
        self.changed.emit()
        task.ended.emit()
        try:
            done(outcome)
        finally:
            shutil.rmtree(child.work, ignore_errors=True)
            child.deleteLater()
            task.deleteLater()


class _Child(QObject):
    """One child process, and what it said."""

    ended = Signal(object)  # Outcome

    def __init__(self, task: Task, work: Path) -> None:
        super().__init__(task)
        self.work = work
        self._task = task
        self._errors, self._rest, self._output = "", "", ""
        self._is_over = False
        self._process = QProcess(self)
        task.process = self._process
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONIOENCODING", "utf-8")
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardError.connect(self._hear)
        self._process.readyReadStandardOutput.connect(self._collect)
        self._process.finished.connect(self._end)  # a method: it goes with its object, a lambda would not
        self._process.errorOccurred.connect(self._failed)

    def start(self, arguments: Sequence[str]) -> None:
        """Begin."""
        program, first = child_command()
        self._process.start(program, [*first, *arguments])

    def _collect(self) -> None:
        self._output += bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")

    def _hear(self) -> None:
        self._rest += bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        *lines, self._rest = self._rest.split("\n")
        for line in lines:
            if found := _PROGRESS.fullmatch(line):
                self._task.advance(int(found[1]), int(found[2]))
            else:
                self._errors += line + "\n"

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._errors += self._process.errorString()
            self._end(-1)

    def _end(self, code: int, _status: object = None) -> None:
        if self._is_over:
            return
        self._is_over = True
        self._collect()
        self._hear()
        crashed = self._process.exitStatus() is QProcess.ExitStatus.CrashExit
        told = self._errors + self._rest
        ended = -1 if crashed else code
        self.ended.emit(Outcome(ended, self._output, told, self._task.is_cancelled, self.work))
