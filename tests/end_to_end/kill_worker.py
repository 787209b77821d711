"""Edits and imports into a plan until it is killed; run by ``test_kills.py``.

Reads a line for each worker that it shall start, forks it, and tells its process number. A
worker writes what it did, and its number, once that is on disk.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from app.inventory.editing import edit_record
from app.inventory.services import add_service
from app.registry.importing import apply_rows, judge_sources
from app.registry.judging import Options
from app.registry.reading import read_files
from app.workspace import Workspace
from model import journal
from model.bilingual import Bilingual
from model.change_set import ChangeKind
from model.fiscal_year import FiscalYear

YEAR = FiscalYear(2023)


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def edit(workspace: Workspace, number: int) -> None:
    service = add_service(workspace, YEAR, Bilingual(f"Service {number}", f"Service {number}"))
    edit_record(workspace, service, YEAR, {"service_description_en": f"Described {number}"})


def work(plan: Path, files: list[Path], seed: int) -> None:
    chance = random.Random(seed)
    sources = read_files(files)
    with Workspace.open(plan) as workspace:
        say("open")
        for number in range(seed * 1000, seed * 1000 + 1000):
            if chance.random() < 0.2:
                apply_rows(workspace, judge_sources(workspace, sources, Options(department="aafc-aac")).writes)
                say(f"import {number}")
                if journal.history(workspace.database, limit=1)[0].kind is ChangeKind.IMPORT:  # else nothing was new
                    workspace.undo()
            else:
                edit(workspace, number)
                say(f"edit {number}")


def main() -> None:
    plan, files = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            work(plan, files, int(line))
            os._exit(0)
        say(f"worker {child}")
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
