"""The tree of each document, built from what the plan holds; what several parts need is read once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.documents.builders.assessment import build_assessment
from app.documents.builders.brief import ROOMS, Room, build_brief
from app.documents.builders.inventory import build_inventory
from app.documents.builders.priorities import build_priorities
from app.documents.builders.quality_report import build_quality_report
from app.documents.builders.strategy import build_strategy
from app.documents.progress_sources import brief_content, progress_content
from app.documents.quality import QualityContent, quality_content
from app.documents.selection_sources import selection_content
from app.documents.sources import inventory_content
from app.documents.strategy_sources import strategy_content

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.checks.finding import Finding
    from app.documents.builders.front import Request
    from app.documents.content import InventoryContent, StrategyContent
    from app.documents.progress_content import BriefContent, ProgressContent, SelectionContent
    from app.documents.tree import Document
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


class Trees:
    """Builds the documents of one plan, year and department."""

    def __init__(
        self,
        workspace: Workspace,
        findings: Sequence[Finding],
        year: FiscalYear,
        department: str | None,
        author: str = "",
    ) -> None:
        """Build from ``workspace``; ``findings`` are those of the year, for the report on quality."""
        self._workspace = workspace
        self._findings = findings
        self._year = year
        self._department = department
        self._author = author

    def build(self, document: str, request: Request) -> Document:
        """Return the tree of a document in the language that is asked for."""
        return self._builders[document](request)

    def brief(self, request: Request, room: Room) -> Document:
        """Return the brief with no more on it than ``room`` allows."""
        return build_brief(self._brief, request, room)

    @cached_property
    def _builders(self) -> dict[str, Callable[[Request], Document]]:
        return {
            "strategy": lambda request: build_strategy(self._strategy, request),
            "inventory": lambda request: build_inventory(self.inventory, request),
            "priorities": lambda request: build_priorities(self._selection, request),
            "assessment": lambda request: build_assessment(self._progress, request),
            "brief": lambda request: self.brief(request, ROOMS[0]),
            "quality-report": lambda request: build_quality_report(self._quality, request),
        }

    @cached_property
    def inventory(self) -> InventoryContent:
        """Return what the inventory holds, which the page of standards is made of as well."""
        return inventory_content(self._workspace, self._year, self._department, author=self._author)

    @cached_property
    def _strategy(self) -> StrategyContent:
        return strategy_content(self._workspace, self._year, self._department, author=self._author)

    @cached_property
    def _selection(self) -> SelectionContent:
        return selection_content(self._workspace, self._year, self._department, author=self._author)

    @cached_property
    def _progress(self) -> ProgressContent:
        return progress_content(self._workspace, self._year, self._department, author=self._author)

    @cached_property
    def _brief(self) -> BriefContent:
        return brief_content(self._workspace, self._year, self._department, author=self._author)

    @cached_property
    def _quality(self) -> QualityContent:
        return quality_content(self._workspace, self._findings, self._year, self._department, author=self._author)
