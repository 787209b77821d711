"""Opens an older plan for writing and dies at a chosen moment; run by ``test_migrations.py``.

Reads lines of a moment's number and a plan, forks a child for each, and tells the child's end:
``9`` when it died there, ``0`` when it came to the end first. Moments are those at which the
process asks the system for something in the plan's folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.workspace import Workspace

EVENTS = {"open", "os.rename", "os.link", "os.remove", "os.chmod", "sqlite3.connect", "shutil.copyfile", "os.utime"}


def open_and_die(moment: int, path: Path) -> None:
    """Open the plan; end without a farewell at the moment's turn."""
    folder, seen = str(path.parent), 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event in EVENTS and folder in str(arguments[0]):
            seen += 1
            if seen == moment:
                os._exit(9)

    sys.addaudithook(count)
    Workspace.open(path).close()
    os._exit(0)


def main() -> None:
    """Serve lines until the input ends."""
    for line in sys.stdin:
        moment, path = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            open_and_die(int(moment), Path(path))
        _child, status = os.waitpid(child, 0)
        os.write(1, f"{os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    main()
