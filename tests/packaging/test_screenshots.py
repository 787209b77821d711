"""Pictures of further screens: taken without a display, each at work, in both languages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
VIEWS = ("review", "compare", "collection")
SIZE = (1280, 720)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the pictures of the screens that are filled before."""
    folder = tmp_path_factory.mktemp("screens")
    names = [f"inventory-{view}" for view in VIEWS]
    command = [sys.executable, str(ROOT / "packaging" / "screenshots.py"), str(folder), "--size", "1280x720"]
    done = subprocess.run(
        [*command, "--theme", "light", "--scale", "1", "--state", *names],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def picture(folder: Path, language: str, view: str) -> QImage:
    return QImage(str(folder / language / f"inventory-{view}-light-1280x720.png"))


@pytest.mark.parametrize("view", VIEWS)
def test_a_further_screen_has_its_picture_in_both_languages(pictures: Path, view: str) -> None:
    english, french = picture(pictures, "en", view), picture(pictures, "fr", view)

    assert (english.width(), english.height()) == SIZE
    assert (french.width(), french.height()) == SIZE
    assert english != french


def test_no_two_screens_have_the_same_picture(pictures: Path) -> None:
    shown = [picture(pictures, "en", view) for view in VIEWS]

    assert [one for at, one in enumerate(shown) if one in shown[:at]] == []
