"""The page over a plan that holds a real department's records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.registry.importing import import_files
from app.registry.judging import Options
from app.workspace import NewPlan, Workspace
from tests.fakes.shell import FakeShell
from tests.ui.driver import settle
from ui.look.measure import px
from ui.look.theme import Theme, ThemeChoice
from ui.open_plan import OpenPlan
from ui.pages.inventory.page import InventoryPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

REAL = Path(__file__).parents[3] / "data" / "real"
CONTACT_CENTRE = "2224"


@pytest.fixture(scope="session")
def real_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed plan with the real excerpt of one department, made once."""

    path = tmp_path_factory.mktemp("real") / "plan.jalon"
    new = NewPlan("aafc-aac", "Agriculture and Agri-Food Canada", "Agriculture et Agroalimentaire Canada", "2023-2024")
    Workspace.create(path, new).close()
    import_files(path, [REAL / "service.csv", REAL / "service-std.csv"], Options("aafc-aac", drafts=False))
    return path


@pytest.fixture
def plan(real_plan: Path, tmp_path: Path) -> Iterator[OpenPlan]:
    """Yield a fresh copy of the real plan, open in the window."""
    path = tmp_path / "plan.jalon"
    path.write_bytes(real_plan.read_bytes())
    opened = OpenPlan(Workspace.open(path, author="Test Author"))
    yield opened
    opened.close()


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication) -> FakeShell:
    """Return a window of 1280 units, in light colours."""
    Theme(qapp, ThemeChoice.LIGHT)
    window = FakeShell()
    window.resize(px(1280), px(760))
    qtbot.addWidget(window)
    return window


@pytest.fixture
def show(plan: OpenPlan, shell: FakeShell, qtbot: QtBot) -> Callable[[], InventoryPage]:
    """Return what builds the page and shows it; a test may change the plan before."""

    def build() -> InventoryPage:
        page = InventoryPage(plan, shell)
        shell.hold(page)
        with qtbot.waitExposed(shell):
            shell.show()
        shell.activateWindow()
        page.activate()
        settle()
        return page

    return build


@pytest.fixture
def page(show: Callable[[], InventoryPage]) -> InventoryPage:
    """Return the page, shown."""
    return show()
