"""The entry of one service: what it is, its volumes, its interaction points, its standards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.builders.inventory_tables import standard_cells, standard_columns
from app.documents.builders.names import COUNTS, POINTS, code_label, labels, list_of
from app.documents.tree import Align, Heading, ListBlock, ListItem, Paragraph, Table, Tone
from model.inventory import INTERACTION_POINTS
from model.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.documents.builders.writing import Writing
    from app.documents.content import InventoryContent, ServiceEntry
    from app.documents.tree import Block, Column, Runs

_ANSWERS = {"Y": Tone.GOOD, "N": Tone.BAD, "NA": Tone.MUTED}


class ServiceWriter:
    """Writes the entries of an inventory."""

    def __init__(self, writing: Writing, content: InventoryContent) -> None:
        """Write in the language of ``writing``; captions and labels are made once."""
        self._writing = writing
        self._content = content
        year = content.frame.year
        last = content.years.get(year - 1)
        self._last = last.by_key if last else {}
        self._has_last = bool(self._last)
        w, _ = writing, writing.gettext
        named = _("{title}, {year}")
        self._captions = {
            name: w.runs(named.format(title=title, year=w.year(year)))
            for name, title in (
                ("profile", _("Profile of the service")),
                ("volumes", _("Volumes by channel")),
                ("points", _("Client interaction points")),
                ("standards", _("Service standards and results")),
            )
        }
        self._answers = {"Y": _("Online"), "N": _("Not online"), "NA": _("Not applicable")}
        self._profile_columns = w.columns((_("Item"), 3), (_("Description"), 7))
        self._volume_columns = self._columns_of_volumes()
        self._point_columns = w.columns((_("Interaction point"), 7), (_("State"), 3))
        self._standard_columns = w.columns(*standard_columns(w))
        self._count_labels = {name: w.runs(_(label)) for name, label in COUNTS.items()}
        self._point_labels = {name: w.runs(_(label)) for name, label in POINTS.items()}
        self._total_label = w.runs(_("Total applications"))

    def _columns_of_volumes(self) -> tuple[Column, ...]:
        w, _ = self._writing, self._writing.gettext
        year = self._content.frame.year
        last = [(w.year(year - 1), 3, Align.END)] if self._has_last else []
        return w.columns((_("Channel"), 6), *last, (w.year(year), 3, Align.END))

    def blocks(self, service: ServiceEntry) -> Iterator[Block]:
        """Return the entry of ``service``."""
        w, _ = self._writing, self._writing.gettext
        yield Heading(3, w.both(service.name), f"{w.language}-service-{service.text('id')}")
        yield from w.paragraphs(service.both("service_description"))
        yield Table(self._captions["profile"], self._profile_columns, tuple(self._profile(service)))
        yield Table(self._captions["volumes"], self._volume_columns, tuple(self._volumes(service)), total=True)
        yield from self._remark(_("Explanation of the volume"), service, "volume_note")
        yield Table(self._captions["points"], self._point_columns, tuple(self._points(service)))
        yield from self._remark(_("Comments on online services"), service, "os_comments_client_interaction")
        yield from self._standards(service)
        yield from self._remark(_("Special remarks"), service, "special_remarks")

    def _remark(self, label: str, service: ServiceEntry, pair: str) -> Iterator[Block]:
        text = service.both(pair)
        if not text.is_blank:
            yield Paragraph(self._writing.labelled(label, self._writing.both(text)))

    def _profile(self, service: ServiceEntry) -> Iterator[tuple[Runs, Runs]]:
        w, _ = self._writing, self._writing.gettext
        lists = (
            ("service_scope", _("Scope")),
            ("service_type", _("Type")),
            ("service_recipient_type", _("Recipients")),
            ("client_target_groups", _("Client groups")),
            ("client_feedback_channel", _("Client feedback channels")),
        )
        yield w.runs(_("Identifier")), w.runs(service.text("service_id")) or w.nothing()
        if self._content.every_department:
            programs = w.listed(name.text(w.language) or code for code, name in service.programs)
            yield w.runs(_("Programs")), w.runs(programs) or w.nothing()
        elif len(service.programs) > 1:
            programs = w.listed(name.text(w.language) or code for code, name in service.programs)
            yield w.runs(_("Programs")), w.runs(programs)
        yield w.runs(_("Priority service")), w.runs(_("Yes") if service.is_priority else _("No"))
        for name, label in lists:
            said = w.listed(labels(list_of(name), service.codes(name), w.language))
            yield w.runs(label), w.runs(said) or w.nothing()
        yield from self._yes_no(service)
        for name, label in (
            ("last_service_review", _("Last review")),
            ("last_service_improvement", _("Last improvement from client feedback")),
        ):
            if service.text(name):
                yield w.runs(label), w.runs(w.year_as_written(service.text(name)))
        yield from self._more(service)

    def _yes_no(self, service: ServiceEntry) -> Iterator[tuple[Runs, Runs]]:
        w, _ = self._writing, self._writing.gettext
        fields = (
            ("service_fee", _("Service fee")),
            ("automated_decision_system", _("Automated decision system")),
            ("sin_usage", _("Use of the social insurance number")),
            ("cra_bn_identifier_usage", _("Use of the business number")),
        )
        for name, label in fields:
            code = service.text(name)
            said = w.both(code_label(list_of(name), code)) if code else w.nothing()
            if name == "automated_decision_system" and code == "Y":
                described = service.both("automated_decision_system_description")
                said = (*said, *w.runs(" – "), *w.both(described))
            yield w.runs(label), said

    def _more(self, service: ServiceEntry) -> Iterator[tuple[Runs, Runs]]:
        w, _ = self._writing, self._writing.gettext
        for pair, label in (
            ("authority", _("Legal authority")),
            ("responsibility_area", _("Responsibility area")),
        ):
            text = service.both(pair)
            if not text.is_blank:
                yield w.runs(label), w.both(text)
        designations = [
            label
            for name, label in (("is_critical", _("critical")), ("is_essential", _("essential")))
            if service.text(name) == "Y"
        ]
        if designations:
            yield w.runs(_("Designations")), w.runs(w.listed(designations))
        address = service.both("service_uri")
        if not address.is_blank:
            yield w.runs(_("Web address")), self._address(address.text(w.language), has_other=True)

    def _address(self, text: str, *, has_other: bool) -> Runs:
        """Return a web address as a link; published records also hold other words there."""
        w = self._writing
        if not text.strip():
            return w.gap(has_other=has_other)
        words = text.split()
        href = words[0] if len(words) == 1 and words[0].lower().startswith(("http://", "https://")) else ""
        return w.runs(text, href=href)

    def _volumes(self, service: ServiceEntry) -> Iterator[tuple[Runs, ...]]:
        w = self._writing
        last = self._last.get(service.key)
        for name, label in self._count_labels.items():
            before = (w.quantity(last.quantity(name) if last else Quantity("")),) if self._has_last else ()
            yield (label, *before, w.quantity(service.quantity(name)))
        before = (w.quantity(last.applications if last else Quantity("")),) if self._has_last else ()
        yield (self._total_label, *before, w.quantity(service.applications))

    def _points(self, service: ServiceEntry) -> Iterator[tuple[Runs, Runs]]:
        w = self._writing
        for name, state in zip(INTERACTION_POINTS, service.points, strict=True):
            said = w.runs(self._answers[state], tone=_ANSWERS[state]) if state in self._answers else w.nothing()
            yield self._point_labels[name], said

    def _standards(self, service: ServiceEntry) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        if not service.standards:
            yield Paragraph(w.runs(_("No service standard was reported for this service.")))
            return
        rows = tuple(standard_cells(w, standard) for standard in service.standards)
        yield Table(self._captions["standards"], self._standard_columns, rows)
        comments = [s for s in service.standards if not s.both("comments").is_blank]
        if comments:
            yield Paragraph(w.runs(_("Comments on the standards"), strong=True))
            yield ListBlock(
                tuple(
                    ListItem(
                        w.labelled(
                            s.record["service_standard_id"] or s.both("service_standard").text(w.language)[:80] or "–",
                            w.both(s.both("comments")),
                        )
                    )
                    for s in comments
                )
            )
