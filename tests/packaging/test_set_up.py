"""The set-up names what it cannot install, and leaves alone what is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "packaging" / "system_libraries.sh"
LIBRARIES = (
    "libGL.so.1",
    "libEGL.so.1",
    "libglib-2.0.so.0",
    "libdbus-1.so.3",
    "libfontconfig.so.1",
    "libxkbcommon.so.0",
)
FOR_X = (
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-shape.so.0",
    "libxkbcommon-x11.so.0",
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell script for Linux")


def program(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def run(folder: Path, *libraries: str) -> subprocess.CompletedProcess[str]:
    """Run the script on a machine that has these libraries and the programs of ``folder`` only."""
    listed = "\n".join(f"echo '\t{name} (libc6,x86-64) => /usr/lib/{name}'" for name in libraries)
    program(folder, "ldconfig", listed or ":")
    program(folder, "uname", "echo Linux")
    return subprocess.run(
        ["/bin/sh", str(SCRIPT), "run"], env={"PATH": str(folder)}, capture_output=True, text=True, check=False
    )


def test_missing_libraries_are_named_where_they_cannot_be_installed(tmp_path: Path) -> None:
    told = run(tmp_path, *LIBRARIES, *FOR_X[1:])

    assert told.returncode == 1
    assert told.stderr.splitlines()[-1].split()[-1] == "libxcb-cursor0"


def test_a_planner_without_rights_is_told_the_command(tmp_path: Path) -> None:
    program(tmp_path, "apt-get", "echo must not run >&2; exit 9")
    program(tmp_path, "id", "echo 1000")

    told = run(tmp_path)

    assert told.returncode == 1
    assert "sudo apt-get install --no-install-recommends libgl1 libegl1" in told.stderr
    assert "must not run" not in told.stderr


def test_missing_libraries_are_installed_where_that_is_allowed(tmp_path: Path) -> None:
    program(tmp_path, "apt-get", f'echo "$*" >>"{tmp_path}/asked"')
    program(tmp_path, "id", "echo 0")
    for name in ("env", "mktemp", "rm"):
        (tmp_path / name).symlink_to(f"/usr/bin/{name}")

    told = run(tmp_path, *LIBRARIES[1:], *FOR_X)

    assert told.returncode == 0
    assert (tmp_path / "asked").read_text(encoding="utf-8").splitlines()[-1].endswith("install-recommends libgl1")


def test_nothing_is_asked_for_where_everything_is_there(tmp_path: Path) -> None:
    told = run(tmp_path, *LIBRARIES, *FOR_X)

    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
