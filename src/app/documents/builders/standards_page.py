"""Builds the web page of standards and results: what the policy asks to be published of each service."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from app.documents.builders.department_name import after_of
from app.documents.builders.front import Request, document_of
from app.documents.builders.names import code_label, list_of
from app.documents.builders.writing import Writing
from app.documents.tree import Align, Contents, Heading, ListBlock, ListItem, Paragraph, Table, Tone
from app.documents.web_words import WebWords
from app.i18n import N_, catalog
from app.inventory.links import link_fault
from app.registry.schema import Kind
from app.typography import sort_key
from model.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.documents.content import InventoryContent, ServiceEntry, StandardEntry
    from app.documents.tree import Block, Column, Document, Runs
    from model.bilingual import Bilingual

_TITLE: Final = N_("Service standards and results")
_LANGUAGES: Final = {"en": "English", "fr": "Français"}  # each in its own language, whatever the page's


def build_standards_page(content: InventoryContent, request: Request, scope: str = "") -> tuple[Document, WebWords]:
    """Return the page in the language that is asked for, and what stands around it.

    Args:
        content: the year's inventory.
        request: which edition.
        scope: ``external`` or ``internal`` services only; blank for both.
    """
    return _Page(content, request, scope).made()


class _Page:
    def __init__(self, content: InventoryContent, request: Request, scope: str) -> None:
        self._content = content
        self._request = request
        self._writing = Writing(request.language)
        year = content.years[content.frame.year]
        shown = [service for service in year.services if scope in {"", _scope_of(service)}]
        self._services = [service for service in sorted(shown, key=self._order) if service.standards]
        self._count = len(shown)

    def _order(self, service: ServiceEntry) -> tuple[object, str]:
        language = self._request.language
        return sort_key(service.name.text(language), language), service.text("service_id")

    def made(self) -> tuple[Document, WebWords]:
        """Return the whole page."""
        w, _ = self._writing, self._writing.gettext
        frame = self._content.frame
        title = catalog(w.language).gettext(_TITLE)
        document = document_of(
            w,
            frame,
            title,
            self._request,
            list(self._blocks()),
            kind="standards-page",
            approved=self._content.approved,
            period=_("Fiscal year {year}").format(year=w.year(frame.year)),
        )
        said = _("Service standards {of_department}, their targets and their results in {year}.")
        of_department = after_of(document.department, w.language)
        words = WebWords(
            skip=_("Skip to main content"),
            description=w.set(said.format(of_department=of_department, year=w.year(frame.year))),
            modified=w.set(_("Date modified: {date}")),
            modified_on=frame.changed_on.isoformat(),
            language=_("Language of this page"),
            other=_LANGUAGES[w.language.other],
            draft=w.set(_("This page is not final. It is not to be published.")),
        )
        return document, words

    def _blocks(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        yield Paragraph(w.runs(self._opening()))
        if not self._services:
            return
        yield ListBlock(tuple(ListItem(w.runs(text)) for text in self._reading()))
        yield Contents(w.runs(_("On this page")), depth=2)
        yield Heading(1, w.runs(_("Summary")), f"{w.language}-summary")
        yield self._summary()
        groups = self._groups()
        for name, (title, services) in groups.items():
            yield Heading(1, w.runs(title), f"{w.language}-{name}")
            for service in services:
                yield from self._service(service)

    def _opening(self) -> str:
        w, plural = self._writing, self._writing.ngettext
        _ = w.gettext
        year = w.year(self._content.frame.year)
        if not self._services:
            return _("No service standard was reported for {year}.").format(year=year)
        services, standards = len(self._services), sum(len(service.standards) for service in self._services)
        said = plural(
            "In {year}, {count} service standard applied to {services} of {all} services.",
            "In {year}, {count} service standards applied to {services} of {all} services.",
            standards,
        )
        numbers = {"services": w.number(services), "all": w.number(self._count), "count": w.number(standards)}
        return said.format(year=year, **numbers)

    def _reading(self) -> tuple[str, ...]:
        _ = self._writing.gettext
        return (
            _("A service standard says what level of service clients can expect under normal circumstances."),
            _("The target is how often the standard is to be met; the result is how often it was met in the year."),
            _("“Cannot be determined”: the target or a volume was not reported, or the target is zero."),
        )

    def _summary(self) -> Table:
        """Return how the standards of each type did."""
        w, _ = self._writing, self._writing.gettext
        counted: dict[str, Counter[bool | None]] = {}
        for service in self._services:
            for standard in service.standards:
                counted.setdefault(str(standard.record["type"] or ""), Counter())[standard.is_met] += 1
        rows = [(self._type(code), *self._results(counted[code])) for code in sorted(counted)]
        rows.append((w.runs(_("All standards")), *self._results(sum(counted.values(), Counter()))))
        columns = w.columns(
            (_("Type of standard"), 4),
            (_("Standards"), 2, Align.END),
            (_("Target met"), 2, Align.END),
            (_("Target not met"), 2, Align.END),
            (_("Cannot be determined"), 2, Align.END),
            (_("Share met"), 2, Align.END),
        )
        caption = _("Results of service standards by type, {year}").format(year=w.year(self._content.frame.year))
        return Table(w.runs(caption), columns, tuple(rows), total=True)

    def _results(self, counted: Counter[bool | None]) -> tuple[Runs, ...]:
        w = self._writing
        known = counted[True] + counted[False]
        cells = (known + counted[None], counted[True], counted[False], counted[None])
        return (*(w.runs(w.number(count)) for count in cells), w.runs(w.share(counted[True], known)))

    def _groups(self) -> dict[str, tuple[str, list[ServiceEntry]]]:
        """Return the services for the public, then those inside government; a group without any is left out."""
        _ = self._writing.gettext
        titles = {"external": _("External services"), "internal": _("Internal services")}
        groups = {name: [s for s in self._services if _scope_of(s) == name] for name in titles}
        return {name: (titles[name], services) for name, services in groups.items() if services}

    def _service(self, service: ServiceEntry) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        name = self._called(service.name)
        yield Heading(2, w.both(service.name), f"{w.language}-service-{service.key}")
        if not service.both("service_description").is_blank:
            yield from w.paragraphs(service.both("service_description"))
        yield from self._facts(service)
        caption = _("Standards and results: {service}, {year}")
        caption = caption.format(service=name, year=w.year(self._content.frame.year))
        rows = tuple(self._cells(standard) for standard in service.standards)
        yield Table(w.runs(caption), self._columns(), rows)
        comments = [standard for standard in service.standards if not standard.both("comments").is_blank]
        if comments:
            yield Paragraph(w.runs(_("Comments on the standards"), strong=True))
            yield ListBlock(
                tuple(
                    ListItem(w.labelled(self._called(one.both("service_standard")), w.both(one.both("comments"))))
                    for one in comments
                )
            )
        yield from self._links(service)

    def _called(self, name: Bilingual) -> str:
        text = " ".join(name.text(self._writing.language).split()).rstrip(".")
        return text or self._writing.gettext("[Text not written yet]")

    def _facts(self, service: ServiceEntry) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        if service.is_priority:
            yield Paragraph(w.runs(_("Priority service"), tone=Tone.ACCENT))
        if self._content.every_department:
            yield Paragraph(w.labelled(_("Department"), w.both(service.owner)))
        received = _("Applications received in {year}").format(year=w.year(self._content.frame.year))
        yield Paragraph(w.labelled(received, w.quantity(service.applications)))

    def _columns(self) -> tuple[Column, ...]:
        w, _ = self._writing, self._writing.gettext
        return w.columns(
            (_("Standard"), 8),
            (_("Type"), 3),
            (_("Channel"), 3),
            (_("Target"), 2, Align.END),
            (_("Result"), 2, Align.END),
            (_("Assessment of the result"), 3),
            (_("Volume that met the standard"), 3, Align.END),
            (_("Total volume"), 3, Align.END),
        )

    def _type(self, code: str) -> Runs:
        w = self._writing
        return w.both(code_label("standard_type", code)) if code else w.nothing()

    def _cells(self, standard: StandardEntry) -> tuple[Runs, ...]:
        w, _ = self._writing, self._writing.gettext
        channel = str(standard.record["channel"] or "")
        target, result = standard.target, standard.performance
        return (
            w.both(standard.both("service_standard")),
            self._type(str(standard.record["type"] or "")),
            w.both(code_label(list_of("channel", kind=Kind.STANDARD), channel)) if channel else w.nothing(),
            w.nothing() if target is None else w.runs(w.percent(float(target), 1)),
            w.runs(_("no data"), tone=Tone.MUTED) if result is None else w.runs(w.percent(float(result), 1)),
            self._met(standard.is_met),
            w.quantity(Quantity(str(standard.record["volume_meeting_target"] or ""))),
            w.quantity(Quantity(str(standard.record["total_volume"] or ""))),
        )

    def _met(self, is_met: bool | None) -> Runs:
        w, _ = self._writing, self._writing.gettext
        if is_met is None:
            return w.runs(_("Cannot be determined"), tone=Tone.MUTED)
        return w.runs(_("Target met"), tone=Tone.GOOD) if is_met else w.runs(_("Target not met"), tone=Tone.BAD)

    def _links(self, service: ServiceEntry) -> Iterator[Block]:
        """Return links to the service, its standards and its results in real time; only addresses are links."""
        w, _ = self._writing, self._writing.gettext
        name = self._called(service.name)
        asked = (
            (_("{service}: the service"), [service.both("service_uri")]),
            (_("{service}: service standards and targets"), self._uris(service, "standards_targets_uri")),
            (_("{service}: results in real time"), self._uris(service, "performance_results_uri")),
        )
        items: list[ListItem] = []
        for words, texts in asked:
            addresses = dict.fromkeys(text.text(w.language).strip() for text in texts)
            found = [address for address in addresses if address and link_fault(address) is None]
            for at, address in enumerate(found, 1):
                label = words.format(service=name)
                shown = f"{label} ({at})" if len(found) > 1 else label
                items.append(ListItem(w.runs(shown, href=address)))
        if items:
            yield ListBlock(tuple(items))

    def _uris(self, service: ServiceEntry, pair: str) -> Sequence[Bilingual]:
        return [standard.both(pair) for standard in service.standards]


def _scope_of(service: ServiceEntry) -> str:
    """Return whom a service is for: a service for the public is external, whatever else it is."""
    return "external" if "EXTERN" in service.codes("service_scope") else "internal"
