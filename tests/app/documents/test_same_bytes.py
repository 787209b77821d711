"""The same plan gives the same files, whenever and however the program runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from app.documents.export import MADE
from app.documents.symbols import change_symbols
from app.workspace import Workspace
from tests.app.documents import drawn

RUN = "import sys; from app.cli.main import main; sys.exit(main(sys.argv[1:], lambda *_rest, **_more: 99))"


def _exported(plan: Path, out: Path, seed: str) -> dict[str, bytes]:
    """Return what is written for every document in a process of its own, whose sets are in an order of their own."""
    subprocess.run(
        [sys.executable, "-c", RUN, "export", str(plan), "all", "--lang", "bilingual", "-o", str(out)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_two_exports_of_a_plan_are_the_same_bytes_under_another_hash_seed(sample_path: Path, tmp_path: Path) -> None:
    plan = Path(shutil.copy(sample_path, tmp_path / "plan.jalon"))
    with Workspace.open(plan) as opened:
        change_symbols(opened, drawn.kept(tmp_path))

    first = _exported(plan, tmp_path / "first", "1")
    second = _exported(plan, tmp_path / "second", "20261124")

    assert len(first) == 2 * len(MADE)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
