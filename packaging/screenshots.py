"""Takes a picture of every state of the window: both languages, light and dark, two sizes of screen, a large font.

    python packaging/screenshots.py out/screens [--state PATTERN…] [--size 1280x720] [--scale 2] [--jobs 2]

Pictures are named ``{language}/{state}-{theme}-{width}x{height}.png``, with ``-200`` before the end where the font is
twice as large. States are listed in ``screen_states.py``. Each picture's state is brought about in a process of its
own, which is ended after a while; it needs no display.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

from screen_scene import Kind
from screen_states import STATES, names_of

from app import sample
from app.workspace import NewPlan, Workspace
from model.language import Language
from ui.look.theme import ThemeChoice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT: Final = Path(__file__).parents[1]
SIZES: Final = ("1280x720", "1920x1080")
SCALES: Final = (1.0, 2.0)
THEMES: Final = (ThemeChoice.LIGHT.value, ThemeChoice.DARK.value)
LARGE_ON: Final = "1280x720"  # the screen on which a large font has the least room
PATIENCE: Final = 300.0  # seconds for one process: on a busy machine 20,000 records take long to check


@dataclass(frozen=True)
class Shot:
    """One process: a state in one language, on one screen, with one font, in every theme that is asked for."""

    state: str
    language: str
    size: str
    scale: float
    themes: tuple[str, ...]

    def picture(self, theme: str) -> str:
        """Return the file of its picture in a theme."""
        large = "" if self.scale == 1.0 else f"-{self.scale * 100:.0f}"
        return f"{self.language}/{self.state}-{theme}-{self.size}{large}.png"


def main(argv: Sequence[str] | None = None) -> int:
    """Take the pictures that were asked for; print the folder, and what could not be taken."""
    args = _arguments(argv)
    states = names_of(args.state)
    shots = [
        Shot(state, language, size, scale, tuple(args.theme))
        for state, language, size, scale in product(states, args.language, args.size, args.scale)
        if scale == 1.0 or size == LARGE_ON or len(args.size) == 1
    ]
    with tempfile.TemporaryDirectory(prefix="jalon-screens-") as folder:
        plans = make_plans(Path(folder), {STATES[state].kind for state in states})
        with ThreadPoolExecutor(args.jobs) as pool:
            told = list(pool.map(partial(_take, args.folder, plans), shots))
    for line in filter(None, told):
        print(line, file=sys.stderr)
    print(args.folder)
    return 1 if any(told) else 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("out/screens"))
    parser.add_argument("--state", nargs="*", default=[], help="patterns of names; all when none is given")
    parser.add_argument("--size", nargs="*", default=list(SIZES))
    parser.add_argument("--language", nargs="*", default=[language.value for language in Language])
    parser.add_argument("--theme", nargs="*", default=list(THEMES))
    parser.add_argument("--scale", nargs="*", type=float, default=list(SCALES))
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args(argv)


def make_plans(folder: Path, kinds: Iterable[Kind]) -> dict[Kind, Path]:
    """Make each plan that is needed once; every process gets a copy."""
    found: dict[Kind, Path] = {kind: folder / f"{kind.value}.jalon" for kind in kinds if kind is not Kind.NONE}
    for kind, path in found.items():
        if kind is Kind.SAMPLE:
            sample.build(path, author="Zoé Tremblay")
        elif kind is Kind.BLANK:
            names = ("Agriculture and Agri-Food Canada", "Agriculture et Agroalimentaire Canada")
            Workspace.create(path, NewPlan("aafc-aac", *names, "2024-2025")).close()
        else:
            many = [sys.executable, str(ROOT / "benchmarks" / "many.py"), str(path)]
            subprocess.run(many, check=True, timeout=PATIENCE)
    return found


def _take(folder: Path, plans: dict[Kind, Path], shot: Shot) -> str:
    """Run the process of one shot; return what went wrong, or nothing."""
    with tempfile.TemporaryDirectory(prefix="jalon-shot-") as work:
        own = Path(work)
        plan = own / "plan.jalon"
        if (kind := STATES[shot.state].kind) is not Kind.NONE:
            shutil.copy(plans[kind], plan)
        pictures = [f"{theme}={folder / shot.picture(theme)}" for theme in shot.themes]
        command = [sys.executable, str(ROOT / "packaging" / "screen_shot.py"), shot.state, str(plan)]
        command += [shot.language, shot.size, str(shot.scale), *pictures]
        try:
            done = subprocess.run(
                command, env=_environment(own, shot), capture_output=True, text=True, timeout=PATIENCE, check=False
            )
        except subprocess.TimeoutExpired:
            return f"{shot.picture('*')}: not there after {PATIENCE:.0f} s"
        return f"{shot.picture('*')}: {done.stderr.strip()}" if done.returncode else ""


def _environment(own: Path, shot: Shot) -> dict[str, str]:
    """Return surroundings in which nothing of the account is read, and the screen has the size of the picture."""
    width, height = (int(part) for part in shot.size.split("x"))
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1.0}
    config = own / "screen.json"
    config.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    folders = {"JALON_DATA": str(own / "data"), "JALON_SETTINGS": str(own / "settings")}
    return {**os.environ, **folders, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"}


if __name__ == "__main__":
    sys.exit(main())
