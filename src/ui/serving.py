"""A child process that answers as long as it is asked, beside the tasks that the foot shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Server(QObject):
    """One process of our own command line; a line of JSON asks, a line of JSON answers.

    It starts when it is first asked, and again when it is asked after it was lost. It ends with ``stop``, and by
    itself when our own process is gone: then nobody can ask any more.
    """

    answered = Signal(object)  # a mapping
    lost = Signal()  # it ended though nobody told it to: what was asked last has no answer

    def __init__(self, program: str, arguments: Sequence[str], parent: QObject | None = None) -> None:
        """Serve with ``program`` and its arguments; nothing is started yet."""
        super().__init__(parent)
        self._program, self._arguments = program, list(arguments)
        self._rest = b""
        self._is_stopped = False
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONIOENCODING", "utf-8")
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardOutput.connect(self._hear)
        self._process.readyReadStandardError.connect(self._process.readAllStandardError)  # nobody reads it
        self._process.finished.connect(self._end)
        self._process.errorOccurred.connect(self._failed)

    @property
    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def ask(self, request: Mapping[str, Any]) -> None:
        """Ask for something; ``answered`` or ``lost`` comes later, unless it was stopped."""
        if self._is_stopped:
            return
        if not self.is_running:
            self._rest = b""
            self._process.start(self._program, self._arguments)
        self._process.write(json.dumps(request, ensure_ascii=False).encode() + b"\n")

    def stop(self, patience: int = 0) -> None:
        """End it for good, and wait so many milliseconds until it is gone."""
        self._is_stopped = True
        if self.is_running:
            self._process.kill()
            if patience:
                self._process.waitForFinished(patience)

    def _hear(self) -> None:
        self._rest += bytes(self._process.readAllStandardOutput().data())
        *lines, self._rest = self._rest.split(b"\n")
        for line in lines:
            self.answered.emit(json.loads(line))

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end()

    def _end(self, *_how: object) -> None:
        if self._is_stopped:
            self.deleteLater()
        else:
            self.lost.emit()
