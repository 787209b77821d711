"""Builds the service inventory: summary tables and charts, then an entry a service by program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.builders.front import Request, contents, document_of, front_matter
from app.documents.builders.inventory_tables import InventoryTables
from app.documents.builders.pictures import Pictures, years_shown
from app.documents.builders.service_entry import ServiceWriter
from app.documents.builders.writing import Writing
from app.documents.tree import Heading, ListBlock, ListItem, Paragraph
from app.i18n import N_, catalog
from app.typography import sort_key
from model.bilingual import Bilingual
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.documents.content import InventoryContent, ServiceEntry
    from app.documents.tree import Block, Document

_SUMMARY = (
    ("services-by-scope", ""),
    ("services-by-type", "services-by-type"),
    ("client-groups", ""),
    ("volume-by-channel", "volume-by-channel"),
    ("interaction-points", "channel-mix"),
    ("standards-results", ""),
    ("feedback-channels", ""),
)
_TITLE = N_("Service Inventory")


def build_inventory(content: InventoryContent, request: Request) -> Document:
    """Return the inventory document in the language that is asked for."""
    return _Inventory(content, request).document()


class _Inventory:
    def __init__(self, content: InventoryContent, request: Request) -> None:
        self._content = content
        self._request = request
        self._writing = Writing(request.language)
        year = content.frame.year
        self._year = content.years[year]
        self._tables = InventoryTables(self._writing, content.framework, content.years, year)
        self._pictures = Pictures(self._writing, content.framework, content.years, year)
        self._ids = 0

    def document(self) -> Document:
        """Return the whole document."""
        frame, w = self._content.frame, self._writing
        title = Bilingual(catalog(Language.EN).gettext(_TITLE), catalog(Language.FR).gettext(_TITLE))
        period = w.year(frame.year)
        blocks: list[Block] = front_matter(
            w, frame, title, self._request, approved=self._content.approved, period=period
        )
        blocks += self._approval()
        blocks += contents(w, depth=3, lists=False, new_page=False)
        blocks += self._summary()
        blocks += self._entries()
        return document_of(
            w,
            frame,
            title.text(w.language),
            self._request,
            blocks,
            kind="inventory",
            approved=self._content.approved,
            period=period,
        )

    def _heading(self, level: int, text: str, number: str = "", *, new_page: bool = False) -> Heading:
        self._ids += 1
        return Heading(level, self._writing.runs(text), f"{self._writing.language}-{self._ids}", number, new_page)

    def _approval(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        if self._content.custodian:
            yield Paragraph(w.labelled(_("Custodian of the inventory"), w.person(self._content.custodian)))
        approved = self._content.approved
        if approved.name and approved.on:
            yield Paragraph(w.labelled(_("Approved by"), w.person_on(approved.name, approved.on)))

    def _summary(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        year = self._content.frame.year
        yield self._heading(1, _("Summary"), "1", new_page=True)
        yield Paragraph(w.runs(self._opening()))
        if self._year.covered:
            yield from self._reading()
        key_figures = self._tables.make("key-figures")
        if key_figures:
            yield self._heading(2, _("Key figures"), "1.1")
            yield key_figures
            yield w.source(year)
        if self._year.covered:
            yield self._heading(2, _("Services, clients, channels and standards"), "1.2")
        for table_id, chart_id in _SUMMARY:
            picture = self._pictures.make(chart_id) if chart_id else None
            table = self._tables.make(table_id)
            for block, own in ((picture, chart_id), (table, table_id)):
                if block:
                    yield block
                    yield w.source(year, earlier=years_shown(own, block, self._content.years, year))

    def _opening(self) -> str:
        w, plural = self._writing, self._writing.ngettext
        _ = w.gettext
        services, covered = len(self._year.services), len(self._year.covered)
        if not services:
            return _("The plan holds no service for {year}.").format(year=w.year(self._year.year))
        priority = sum(service.is_priority for service in self._year.covered)
        said = [
            plural(
                "In {year}, the inventory holds {count} service.",
                "In {year}, the inventory holds {count} services.",
                services,
            ).format(year=w.year(self._year.year), count=w.number(services)),
            self._reach(services, covered),
        ]
        if priority:
            said.append(
                plural(
                    "Of these, {count} is a priority service.", "Of these, {count} are priority services.", priority
                ).format(count=w.number(priority))
            )
        elif covered:
            said.append(_("No priority service has been chosen yet."))
        return " ".join(said)

    def _reach(self, services: int, covered: int) -> str:
        """Return how many of the services the policy covers, in a sentence."""
        w, plural = self._writing, self._writing.ngettext
        if covered == services:
            return plural(
                "The policy covers it: it is an external or an internal enterprise service.",
                "The policy covers all of them: they are external or internal enterprise services.",
                services,
            )
        if not covered:
            return plural(
                "The policy does not cover it: it is neither an external nor an internal enterprise service.",
                "The policy covers none of them: they are neither external nor internal enterprise services.",
                services,
            )
        return plural(
            "The policy covers {count} of them, an external or an internal enterprise service.",
            "The policy covers {count} of them: external and internal enterprise services.",
            covered,
        ).format(count=w.number(covered))

    def _reading(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        yield Paragraph(w.runs(_("How to read the figures"), strong=True))
        items = (
            _("“not applicable”: the service is not offered on that channel, or that step does not exist;"),
            _("“no data”: the channel exists, but its volume was not counted; it is never taken as zero;"),
            _("“not provided”: the department has not answered yet;"),
            _("tables and charts of this part count the services that the policy covers;"),
            _("a service may have several client groups and channels: their shares may add up to more than 100%."),
        )
        yield ListBlock(tuple(ListItem(w.runs(item)) for item in items))

    def _entries(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        if not self._year.services:
            return
        by_group: dict[tuple[str, str], list[ServiceEntry]] = {}
        for service in self._year.services:
            by_group.setdefault(self._group(service), []).append(service)
        by_department = self._content.every_department
        yield self._heading(
            1, _("Services by department") if by_department else _("Services by program"), "2", new_page=True
        )
        writer = ServiceWriter(w, self._content)
        order = sorted(by_group, key=lambda group: (group[0] == "", sort_key(group[0], w.language), group[1]))
        for at, group in enumerate(order, 1):
            name, code = group
            title = name or _("Program not indicated")
            shown = _("{name} ({code})").format(name=title, code=code) if code and not by_department else title
            yield self._heading(2, shown, f"2.{at}")
            services = by_group[group]
            services.sort(key=lambda s: (sort_key(s.name.text(w.language), w.language), s.text("service_id")))
            for service in services:
                yield from writer.blocks(service)
        yield w.source(self._year.year)

    def _group(self, service: ServiceEntry) -> tuple[str, str]:
        """Return name and code of what the entry stands under: its department or its first program."""
        language = self._writing.language
        if self._content.every_department:
            return service.owner.text(language), service.text("owner_org")
        if not service.programs:
            return "", ""
        code, name = service.programs[0]
        return name.text(language) or code, code
