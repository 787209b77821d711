"""The built wheel holds what the program needs and speaks French when it is installed alone."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel and nothing of the checkout; other packages are those of this one."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    [packages] = home.rglob("site-packages")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", "--no-index", str(wheel)],
        check=True,
        capture_output=True,
    )
    # a path added like this does not run the other environment's own .pth files, so the checkout stays out
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts


def test_the_wheel_holds_every_resource_and_the_compiled_catalog(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "resources"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\0")
    wanted = {name.replace("resources/", "app/_resources/", 1) for name in listed if name and (ROOT / name).is_file()}
    wanted.add("app/_resources/i18n/fr/LC_MESSAGES/jalon.mo")

    held = set(zipfile.ZipFile(wheel).namelist())

    assert len(wanted) > 50
    assert wanted - held == set()


def test_the_installed_wheel_speaks_french(installed: Path, tmp_path: Path) -> None:
    told = subprocess.run(
        [installed / "jalon", "--ui-lang", "fr", "--help"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )

    assert told.stdout.startswith("utilisation\u00a0: jalon")
    assert told.stderr == ""


def test_the_installed_wheel_runs_its_own_code_and_resources(installed: Path, tmp_path: Path) -> None:
    told = subprocess.run(
        [installed / "python", "-c", "import app; from app.resources import resource; print(resource('i18n'))"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )

    assert Path(told.stdout.strip()).is_relative_to(installed.parent)
