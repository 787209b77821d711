"""The entry of one service: what it is, its volumes, its standards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.documents.builders.inventory_tables import standard_cells, standard_columns
from app.documents.builders.names import CHANNELS, COUNTS
from app.documents.builders.service_profile import ProfileWriter
from app.documents.tree import Align, Heading, ListBlock, ListItem, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.documents.builders.writing import Writing
    from app.documents.content import InventoryContent, ServiceEntry, StandardEntry
    from app.documents.tree import Block, Runs
    from model.quantity import QuantityState

_NAME_SHOWN = 90  # letters of a standard's name that stand before its comment


class ServiceWriter:
    """Writes the entries of an inventory: a heading, what the service is for, and at most three tables."""

    def __init__(self, writing: Writing, content: InventoryContent) -> None:
        """Write in the language of ``writing``; captions and labels are made once."""
        self._writing = writing
        self._content = content
        year = content.frame.year
        last = content.years.get(year - 1)
        self._last = last.by_key if last else {}
        w, _ = writing, writing.gettext
        named = _("{title}, {year}")
        self._captions = {
            name: w.runs(named.format(title=title, year=w.year(year)))
            for name, title in (
                ("profile", _("Profile of the service")),
                ("volumes", _("Applications by channel, enquiries and visits")),
                ("standards", _("Service standards and results")),
            )
        }
        self._profile = ProfileWriter(writing, with_programs=content.every_department)
        now = (w.year(year), 3, Align.END)
        self._columns = w.columns((_("Channel"), 6), now)
        self._columns_of_two_years = w.columns((_("Channel"), 6), (w.year(year - 1), 3, Align.END), now)
        self._standard_columns = w.columns(*standard_columns(w))
        self._channels = {name: w.set(_(label)) for name, label in CHANNELS.items()}
        self._others = {name: w.set(_(label)) for name, label in COUNTS.items() if name not in CHANNELS}
        self._total = w.runs(_("Total applications"), strong=True)

    def blocks(self, service: ServiceEntry) -> Iterator[Block]:
        """Return the entry of ``service``."""
        w, _ = self._writing, self._writing.gettext
        yield Heading(3, w.both(service.name), f"{w.language}-service-{service.text('id')}")
        yield from w.paragraphs(service.both("service_description"))
        yield Table(self._captions["profile"], self._profile.columns, tuple(self._profile.rows(service)))
        yield from self._remark(_("Comments on online services"), service, "os_comments_client_interaction")
        yield self._volumes(service)
        yield from self._remark(_("Explanation of the volume"), service, "volume_note")
        yield from self._standards(service)
        yield from self._remark(_("Special remarks"), service, "special_remarks")

    def _remark(self, label: str, service: ServiceEntry, pair: str) -> Iterator[Block]:
        w, text = self._writing, service.both(pair)
        if text.is_blank:
            return
        first, *others = w.paragraphs(text)
        yield Paragraph(w.labelled(label, first.runs))
        yield from others

    def _volumes(self, service: ServiceEntry) -> Table:
        """Return the volumes of the year and of the year before, if the service was reported then."""
        last = self._last.get(service.key)
        columns = self._columns_of_two_years if last else self._columns
        years = (last, service) if last else (service,)
        total = (self._total, *(_strong(self._writing.quantity(year.applications)) for year in years))
        rows = [*self._rows(self._channels, years), total, *self._rows(self._others, years)]
        return Table(self._captions["volumes"], columns, tuple(rows))

    def _rows(self, labels: Mapping[str, str], years: tuple[ServiceEntry, ...]) -> Iterator[tuple[Runs, ...]]:
        """Return a row a channel; those that have no number in any year share the row of the last of them."""
        w = self._writing
        found = {label: tuple(year.quantity(name) for year in years) for name, label in labels.items()}
        shared: dict[tuple[QuantityState, ...], list[str]] = {}
        for label, volumes in found.items():
            if all(volume.value is None for volume in volumes):
                shared.setdefault(tuple(volume.state for volume in volumes), []).append(label)
        for label, volumes in found.items():
            is_counted = any(volume.value is not None for volume in volumes)
            same = [label] if is_counted else shared[tuple(volume.state for volume in volumes)]
            if label == same[-1]:
                yield (w.runs(w.listed(same)), *map(w.quantity, volumes))

    def _standards(self, service: ServiceEntry) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        if not service.standards:
            yield Paragraph(w.runs(_("No service standard was reported for this service.")))
            return
        rows = tuple(standard_cells(w, standard) for standard in service.standards)
        yield Table(self._captions["standards"], self._standard_columns, rows)
        comments = [standard for standard in service.standards if not standard.both("comments").is_blank]
        if comments:
            yield Paragraph(w.runs(_("Comments on the standards"), strong=True))
            yield ListBlock(
                tuple(ListItem(w.labelled(self._called(one), w.both(one.both("comments")))) for one in comments)
            )

    def _called(self, standard: StandardEntry) -> str:
        """Return a standard's name as the table above has it, cut between words, with its identifier."""
        _ = self._writing.gettext
        name = " ".join(standard.both("service_standard").text(self._writing.language).split())
        code = str(standard.record["service_standard_id"] or "")
        if len(name) > _NAME_SHOWN:
            name = f"{name[:_NAME_SHOWN].rsplit(' ', 1)[0].rstrip(',;:.')}…"
        name = name.rstrip(".")
        return _("{name} ({code})").format(name=name, code=code) if name and code else name or code or "–"


def _strong(runs: Runs) -> Runs:
    return tuple(replace(run, strong=True) for run in runs)
