"""The page over a plan that holds a real department's records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.registry.importing import import_files
from app.registry.judging import Options
from app.workspace import NewPlan, Workspace
from tests.ui.pages.inventory.records import SERVICE, show_service
from ui.open_plan import OpenPlan
from ui.pages.inventory.page import InventoryPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.inventory.cards import ServiceCard
    from tests.fakes.shell import FakeShell
    from tests.ui.pages.stage import Stage

REAL = Path(__file__).parents[3] / "data" / "real"


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
def room() -> tuple[int, int]:
    """Return a room of middling width."""
    return 1280, 760


@pytest.fixture
def show(plan: OpenPlan, shell: FakeShell, stage: Stage) -> Callable[[], InventoryPage]:
    """Return what builds the page and shows it; a test may change the plan before."""
    return lambda: stage(InventoryPage(plan, shell))


@pytest.fixture
def page(show: Callable[[], InventoryPage]) -> InventoryPage:
    """Return the page, shown."""
    return show()


@pytest.fixture
def shown(page: InventoryPage) -> ServiceCard:
    """Return the card of a service that the record shows."""
    return show_service(page, SERVICE)
