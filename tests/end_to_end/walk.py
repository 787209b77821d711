"""What the walk through the window needs: the editor on the screen, and hands that find things by name."""

from __future__ import annotations

import csv
import html
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pypdfium2
from PySide6.QtWidgets import QPushButton, QWidget
from sqlalchemy import select

from app.plan_facts import working_year
from model.inventory import SERVICE_RECORD
from model.language import Language
from tests.ui.driver import click, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.workspace import Workspace
    from ui.application import Editor
    from ui.pages.page import Page
    from ui.pages.steps import Step
    from ui.window.plan_frame import PlanFrame

REAL = Path(__file__).parents[1] / "data" / "real"
PATIENCE = 60_000  # a bound on what a busy machine takes to start a process, not a pause
W = TypeVar("W", bound=QWidget)


def own_files(folder: Path, department: str) -> list[Path]:
    """Write the department's rows of the real excerpt as a department would have them; return the files."""
    made = []
    for name in ("service.csv", "service-std.csv"):
        with (REAL / name).open(encoding="utf-8-sig", newline="") as source:
            reader = csv.DictReader(source)
            rows = [row for row in reader if row["owner_org"] == department]
            names = list(reader.fieldnames or ())
        with (folder / name).open("w", encoding="utf-8-sig", newline="") as target:
            writer = csv.DictWriter(target, names, lineterminator="\r\n")
            writer.writeheader()
            writer.writerows(rows)
        made.append(folder / name)
    return made


class Hands:
    """Clicks and types in one window."""

    def __init__(self, editor: Editor, bot: QtBot) -> None:
        self.editor, self.bot = editor, bot

    @property
    def frame(self) -> PlanFrame:
        """Return the window of the open plan."""
        assert self.editor.window.frame is not None
        return self.editor.window.frame

    def go(self, step: Step) -> Page:
        """Click a step in the rail and return its page."""
        click(self.frame.rail.item(step))
        session = self.frame.session
        assert session is not None
        return session.page(step)

    def named(self, kind: type[W], name: str, within: QWidget | None = None) -> W:
        """Return the one visible widget of that kind with this object name."""
        found = [one for one in (within or self.editor.window).findChildren(kind, name) if one.isVisible()]
        assert found, f"no {name} is shown"
        return found[0]

    def button(self, words: str, within: QWidget | None = None) -> QPushButton:
        """Return the one visible button with these words."""
        place = within or self.editor.window
        buttons = [one for one in place.findChildren(QPushButton) if one.isVisible() and one.text() == words]
        assert buttons, (
            f"no button {words!r} among {[b.text() for b in place.findChildren(QPushButton) if b.isVisible()]}"
        )
        return buttons[0]

    def wait(self, true: Callable[[], object]) -> None:
        """Wait until something holds."""
        self.bot.waitUntil(lambda: bool(true()), timeout=PATIENCE)
        settle()


def text_of(path: Path) -> str:
    """Return what a reader of a Word or PDF file reads."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        try:
            return "".join(page.get_textpage().get_text_range() for page in document)
        finally:
            document.close()
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode()
    return html.unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", xml)))


def letters(text: str) -> str:
    """Return the letters and digits of a text: line ends and hyphens of a layout do not count."""
    return re.sub(r"[\W_]", "", text)


def service_names(plan: Workspace) -> dict[Language, list[str]]:
    """Return the names of the year's services in both languages, as the plan holds them."""
    year = str(working_year(plan))
    column = SERVICE_RECORD.c
    rows = plan.rows(select(column.service_name_en, column.service_name_fr).where(column.fiscal_yr == year))
    return {Language.EN: [row[0] for row in rows], Language.FR: [row[1] for row in rows]}
