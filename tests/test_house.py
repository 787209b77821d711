"""Guards of the house's own rules, which no linter knows."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

ROOT = Path(__file__).parents[1]
MOST_LINES = 500
# written in two parts, so that this file does not hold what it looks for
FORBIDDEN = ("/wo" + "rk/", "/sha" + "red/", "/ro" + "ot/", "pypi" + ".org", "python" + "hosted", "registry.npm" + "js")


def tracked(*folders: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "-c", "core.quotepath=off", "ls-files", "-z", "--", *folders],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def named(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def test_no_source_file_is_longer_than_agreed() -> None:
    files = [path for path in tracked("src", "packaging", "benchmarks") if path.suffix == ".py"]

    long = [path for path in files if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES]

    assert files
    assert named(long) == []


def test_no_tracked_file_names_a_machine_or_a_package_registry() -> None:
    files = [path for path in tracked() if "data" not in path.parts]
    places = [
        f"{path.relative_to(ROOT).as_posix()}: {word}"
        for path in files
        for word in FORBIDDEN
        if word.encode() in path.read_bytes()
    ]

    assert files
    assert places == []


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in tracked("tests") if path.suffix == ".py"}
    parents = {parent for folder in folders for parent in folder.parents if parent.is_relative_to(ROOT / "tests")}

    bare = [folder for folder in folders | parents if not (folder / "__init__.py").is_file()]

    assert named(sorted(bare)) == []


def test_a_package_file_holds_a_docstring_and_nothing_else() -> None:
    packages = [path for path in tracked("src", "tests") if path.name == "__init__.py"]
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in packages}

    other = [path for path, tree in trees.items() if len(tree.body) != 1 or not ast.get_docstring(tree)]

    assert packages
    assert named(other) == []


class Bell(QObject):
    """Something that rings."""

    rung = Signal(bool)


def test_emitting_a_signal_keeps_the_reference_count_of_its_value() -> None:
    """PySide6 6.12.0 drops a reference at each emit and aborts Python 3.11 after some 570 of them."""
    bell = Bell()
    heard: list[int] = []
    bell.rung.connect(lambda on: heard.append(int(on)))
    before = sys.getrefcount(True)

    for _ in range(400):
        bell.rung.emit(True)

    assert len(heard) == 400
    assert abs(sys.getrefcount(True) - before) < 40


@pytest.mark.parametrize("name", ["lock.txt", "lock-dev.txt"])
def test_a_lock_holds_exact_versions_with_hashes_and_no_address(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    entries = [line for line in text.splitlines() if line[:1].isalnum()]

    loose = [line for line in entries if "==" not in line or not line.endswith("\\")]

    assert "pyside6-essentials==6.11.3" in text
    assert loose == []
    assert "://" not in text
    assert text.count("--hash=sha256:") >= len(entries)
