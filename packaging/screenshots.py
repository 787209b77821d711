"""Takes a picture of every screen of the sample plan: both languages, light and dark, two sizes of screen.

    python packaging/screenshots.py out/screens [--step STEP…] [--scale 1.5] [--size 1280x720]

Pictures are named ``{language}/{step}-{theme}-{width}x{height}.png``; a further screen of a step
is ``{step}-{view}``, such as ``inventory-readiness``. It needs no display.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from screen_states import prepare

from app import sample
from model.language import Language
from ui.application import FUSION, Editor
from ui.look.theme import ThemeChoice
from ui.pages.further_register import further_pages
from ui.pages.steps import Step
from ui.session import Session
from ui.settings import Settings
from ui.shell import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ui.window.plan_frame import PlanFrame

SIZES = ("1280x720", "1920x1080")
THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)
START = "start"
PATIENCE = 90.0  # seconds for the pages of a preview


def main(argv: Sequence[str] | None = None) -> int:
    """Take the pictures that were asked for; print the folder."""
    args = _arguments(argv)
    with tempfile.TemporaryDirectory(prefix="jalon-screens-") as folder:
        application = QApplication(["jalon", *FUSION])
        font = application.font()
        font.setPointSizeF(font.pointSizeF() * args.scale)
        application.setFont(font)
        settings = Settings(Path(folder) / "settings.json")
        settings.has_motion = False
        settings.author = "Zoé Tremblay"
        plan = Path(folder) / "sample.jalon"
        sample.build(plan, author=settings.author)
        editor = Editor(application, settings)
        editor.window.setMinimumSize(0, 0)
        editor.start()
        os.environ["JALON_DATA"] = folder  # the published inventory is loaded there
        for name in _pictures(editor, plan, args):
            picture = args.folder / name
            picture.parent.mkdir(parents=True, exist_ok=True)
            if not editor.window.grab().save(str(picture)):
                print(f"{picture} could not be written", file=sys.stderr)
                return 1
        editor.window.close()
    print(args.folder)
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("out/screens"))
    parser.add_argument("--step", nargs="*", default=[START, *(step.value for step in Step), *_further()])
    parser.add_argument("--size", nargs="*", default=list(SIZES))
    parser.add_argument("--language", nargs="*", default=[language.value for language in Language])
    parser.add_argument("--theme", nargs="*", default=[theme.value for theme in THEMES])
    parser.add_argument("--scale", type=float, default=1.0)
    return parser.parse_args(argv)


def _further() -> dict[str, tuple[Step, str]]:
    """Return the further screens by the names of their pictures."""
    return {f"{step.value}-{page.view}": (step, page.view) for step in Step for page in further_pages(step)}


def _pictures(editor: Editor, plan: Path, args: argparse.Namespace) -> Iterator[str]:
    """Bring the window into each state in turn, and yield the name of its picture."""
    steps = list(args.step)
    if START in steps:
        yield from _states(editor, args, START)
        steps.remove(START)
    if not steps:
        return
    if not editor.actions().open(plan):
        raise FileNotFoundError(plan)
    frame = editor.window.frame
    if frame is None or frame.session is None:
        raise RuntimeError("the plan did not open")
    if not isinstance(frame.session, Session):
        raise TypeError(frame.session)
    opened = frame.session.plan
    opened.findings.settle()
    further, year = _further(), opened.year
    for name in steps:
        undone = prepare(opened, further[name][1]) if name in further else 0
        if name in further:
            frame.go(further[name][0], Place(view=further[name][1]))
        else:
            frame.go(Step(name))
        for picture in _states(editor, args, name):
            _wait(frame)
            yield picture
        for _change in range(undone):
            opened.undo()
        opened.set_year(year)


def _states(editor: Editor, args: argparse.Namespace, step: str) -> Iterator[str]:
    for size in args.size:
        width, height = (int(part) for part in size.split("x"))
        editor.window.resize(width, height)
        for language in args.language:
            editor.languages.switch(Language(language))
            for theme in args.theme:
                editor.theme.choose(ThemeChoice(theme))
                _settle()
                yield f"{language}/{step}-{theme}-{size}.png"


def _wait(frame: PlanFrame) -> None:
    """Let background work end, such as the pages of a preview."""
    until = time.monotonic() + PATIENCE
    _settle()
    while frame.tasks.running() and time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.01)
    _settle()


def _settle() -> None:
    for _round in range(6):
        QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main())
