"""The tables that the service inventory fills, by their ids in the framework."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from app.documents.builders import statuses
from app.documents.builders.names import CHANNELS, COUNTS, POINTS, code_label, labels, list_of
from app.documents.tree import Align, Runs, Table, Tone
from app.registry.schema import Kind
from app.typography import sort_key
from model.inventory import INTERACTION_POINTS
from model.quantity import Quantity, QuantityState, sum_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.documents.builders.writing import Writing
    from app.documents.content import ServiceEntry, StandardEntry, YearContent
    from app.framework.framework import Framework
    from model.fiscal_year import FiscalYear

END = Align.END
Rows = list[tuple[Runs, ...]]


class InventoryTables:
    """Tables of one fiscal year in one language; None where there is nothing to show."""

    def __init__(
        self, writing: Writing, framework: Framework, years: Mapping[FiscalYear, YearContent], year: FiscalYear
    ) -> None:
        """Make the tables of ``year``; ``years`` holds earlier ones too, for comparison."""
        self.writing = writing
        self.framework = framework
        self.years = years
        self.year = year

    def make(self, table_id: str) -> Table | None:
        """Return a table by its id; None when the inventory does not fill it or holds nothing for it."""
        makers: dict[str, Callable[[], Table | None]] = {
            "key-figures": self.key_figures,
            "services-by-program": self.services_by_program,
            "services-by-scope": lambda: self.by_codes("services-by-scope", "service_scope"),
            "services-by-type": lambda: self.by_codes("services-by-type", "service_type"),
            "client-groups": lambda: self.by_codes("client-groups", "client_target_groups"),
            "feedback-channels": lambda: self.by_codes("feedback-channels", "client_feedback_channel"),
            "volume-by-channel": self.volume_by_channel,
            "interaction-points": self.interaction_points,
            "offline-points": self.offline_points,
            "standards-results": self.standards_results,
            "standards-plan": self.standards_plan,
            "service-list": self.service_list,
        }
        if table_id not in makers or self.year not in self.years or not self.content.covered:
            return None
        return makers[table_id]()

    @property
    def content(self) -> YearContent:
        """Return what the inventory says of the year."""
        return self.years[self.year]

    @property
    def services(self) -> list[ServiceEntry]:
        """Return the services that the policy covers, by name."""
        language = self.writing.language
        return sorted(self.content.covered, key=lambda s: sort_key(s.name.text(language), language))

    def caption(self, table_id: str) -> Runs:
        """Return the title of a table with its year."""
        _ = self.writing.gettext
        title = self.framework.table(table_id).title.text(self.writing.language)
        return self.writing.runs(_("{title}, {year}").format(title=title, year=self.writing.year(self.year)))

    def key_figures(self) -> Table | None:
        """Return the key indicators as value and what it was computed from."""
        w, _ = self.writing, self.writing.gettext
        rows = [
            (
                w.both(indicator.title),
                w.runs(w.figure(figure)),
                w.runs(statuses.computed_from(w, figure)),
                w.runs(w.number(figure.unknown)),
            )
            for indicator in self.framework.key_indicators
            for figure in (self.content.figures.figure(indicator.id),)
        ]
        columns = w.columns(
            (_("Indicator"), 6), (_("Value"), 2, END), (_("Computed from"), 3, END), (_("Left out, no data"), 2, END)
        )
        return Table(self.caption("key-figures"), columns, tuple(rows)) if rows else None

    def services_by_program(self) -> Table | None:
        """Return the programs with their services counted."""
        w, _ = self.writing, self.writing.gettext
        counted: Counter[str] = Counter()
        priority: Counter[str] = Counter()
        names: dict[str, Runs] = {}
        for service in self.content.covered:
            for code, name in service.programs:
                counted[code] += 1
                priority[code] += service.is_priority
                names[code] = w.both(name)
        rows = [
            (names[code], w.runs(code), w.runs(w.number(counted[code])), w.runs(w.number(priority[code])))
            for code in sorted(counted, key=lambda c: sort_key(names[c][0].text, w.language))
        ]
        columns = w.columns(
            (_("Program"), 7), (_("Code"), 2), (_("Services"), 2, END), (_("Priority services"), 2, END)
        )
        return Table(self.caption("services-by-program"), columns, tuple(rows)) if rows else None

    def by_codes(self, table_id: str, field: str) -> Table | None:
        """Return how many services have each code of a field; a service may have several."""
        w, _ = self.writing, self.writing.gettext
        counted = Counter(code for service in self.content.covered for code in service.codes(field))
        whole = len(self.content.covered)
        title = {
            "service_scope": _("Scope"),
            "service_type": _("Type"),
            "client_target_groups": _("Client group"),
            "client_feedback_channel": _("Feedback channel"),
        }[field]
        list_id = list_of(field)
        rows = [
            (
                w.both(code_label(list_id, code)),
                w.runs(w.number(counted[code])),
                w.runs(w.share(counted[code], whole)),
            )
            for code in sorted(counted, key=lambda c: (-counted[c], c))
        ]
        columns = w.columns((title, 6), (_("Services"), 2, END), (_("Share of services"), 2, END))
        return Table(self.caption(table_id), columns, tuple(rows)) if rows else None

    def volume_by_channel(self) -> Table | None:
        """Return the volumes of each channel, last year's beside them, with how many services gave no number."""
        w, _ = self.writing, self.writing.gettext
        last = self.years.get(self.year - 1)
        rows: Rows = []
        for name, label in COUNTS.items():
            volumes = [summed(year.covered, name) for year in (last, self.content) if year and year.covered]
            unknown = sum(s.quantity(name).state in {QuantityState.NO_DATA, QuantityState.BLANK} for s in self.services)
            rows.append((w.runs(_(label)), *map(w.quantity, volumes), w.runs(w.number(unknown))))  # marked in names
        totals = [self._total(year) for year in (last, self.content) if year and year.covered]
        missing = sum(
            service.applications.state in {QuantityState.NO_DATA, QuantityState.BLANK} for service in self.services
        )
        total = (w.runs(_("Total applications")), *map(w.quantity, totals), w.runs(w.number(missing)))
        rows.insert(len(CHANNELS), tuple(tuple(replace(run, strong=True) for run in cell) for cell in total))
        years = [(w.year(year.year), 3, END) for year in (last, self.content) if year and year.covered]
        columns = w.columns((_("Channel"), 5), *years, (_("Services without data"), 3, END))
        return Table(self.caption("volume-by-channel"), columns, tuple(rows))

    def _total(self, content: YearContent) -> Quantity:
        return sum_of([summed(content.covered, name) for name in CHANNELS])

    def interaction_points(self) -> Table | None:
        """Return how many services have each point online, offline or not applicable."""
        w, _ = self.writing, self.writing.gettext
        rows: Rows = []
        for at, point in enumerate(INTERACTION_POINTS):
            counted = Counter(service.points[at] for service in self.content.covered)
            applicable = counted["Y"] + counted["N"]
            cells = (counted["Y"], counted["N"], counted["NA"])
            rows.append(
                (
                    w.runs(_(POINTS[point])),
                    *(w.runs(w.number(count)) for count in cells),
                    w.runs(w.share(counted["Y"], applicable)),
                )
            )
        columns = w.columns(
            (_("Interaction point"), 5),
            (_("Online"), 2, END),
            (_("Not online"), 2, END),
            (_("Not applicable"), 2, END),
            (_("Share online"), 2, END),
        )
        return Table(self.caption("interaction-points"), columns, tuple(rows))

    def offline_points(self) -> Table | None:
        """Return the services with points that are not online, and why."""
        w, _ = self.writing, self.writing.gettext
        reasons = {"law": _("law"), "security": _("security"), "feasibility": _("feasibility")}
        rows: Rows = []
        for service in self.services:
            offline = [
                _(POINTS[p]) for p, state in zip(INTERACTION_POINTS, service.points, strict=True) if state == "N"
            ]
            if not offline:
                continue
            reason = reasons.get(service.text("offline_reason"), "")
            note = service.both("offline_note")
            comment = service.both("os_comments_client_interaction")
            said = note if not note.is_blank else comment
            why = (w.runs(reason) if reason else w.nothing()) if said.is_blank else w.both(said)
            rows.append((w.both(service.name), w.runs(w.listed(offline)), why))
        columns = w.columns((_("Service"), 4), (_("Points not online"), 3), (_("Reason"), 4))
        return Table(self.caption("offline-points"), columns, tuple(rows)) if rows else None

    def standards_results(self) -> Table | None:
        """Return how the standards of each type did."""
        w, _ = self.writing, self.writing.gettext
        found: dict[str, Counter[bool | None]] = {}
        for service in self.content.covered:
            for standard in service.standards:
                found.setdefault(standard.record["type"], Counter())[standard.is_met] += 1
        rows: Rows = []
        for code in sorted(found):
            rows.append((w.both(code_label("standard_type", code)), *self._results(found[code])))
        if not rows:
            return None
        everything: Counter[bool | None] = sum(found.values(), Counter())
        rows.append((w.runs(_("All standards")), *self._results(everything)))
        columns = w.columns(
            (_("Type of standard"), 4),
            (_("Standards"), 2, END),
            (_("Target met"), 2, END),
            (_("Target not met"), 2, END),
            (_("Cannot be determined"), 2, END),
            (_("Share met"), 2, END),
        )
        return Table(self.caption("standards-results"), columns, tuple(rows), total=True)

    def _results(self, counted: Counter[bool | None]) -> tuple[Runs, ...]:
        w = self.writing
        known = counted[True] + counted[False]
        cells = (known + counted[None], counted[True], counted[False], counted[None])
        return (*(w.runs(w.number(count)) for count in cells), w.runs(w.share(counted[True], known)))

    def standards_plan(self) -> Table | None:
        """Return the priority services with what they have and lack of standards and publication."""
        w, _ = self.writing, self.writing.gettext
        rows: Rows = []
        for service in (s for s in self.services if s.is_priority):
            targets = sum(standard.target is not None for standard in service.standards)
            real_time = sum(not standard.both("performance_results_uri").is_blank for standard in service.standards)
            counts = (len(service.standards), targets, real_time)
            rows.append((w.both(service.name), *(w.runs(w.number(count)) for count in counts)))
        columns = w.columns(
            (_("Priority service"), 6),
            (_("Standards"), 2, END),
            (_("With a target"), 2, END),
            (_("With real-time results"), 2, END),
        )
        return Table(self.caption("standards-plan"), columns, tuple(rows)) if rows else None

    def service_list(self) -> Table | None:
        """Return every service in a line."""
        w, _ = self.writing, self.writing.gettext
        rows: Rows = []
        for service in self.services:
            online, applicable = service.points.count("Y"), service.points.count("Y") + service.points.count("N")
            points = w.runs(_("{part} of {whole}").format(part=online, whole=applicable))
            scope = labels(list_of("service_scope"), service.codes("service_scope"), w.language)
            rows.append(
                (
                    w.both(service.name),
                    w.runs(service.text("service_id")) or w.nothing(),
                    w.runs(w.listed(scope)) or w.nothing(),
                    w.quantity(service.applications),
                    points if applicable else w.runs(_("not applicable"), tone=Tone.MUTED),
                    w.runs(w.number(len(service.standards))),
                )
            )
        columns = w.columns(
            (_("Service"), 6),
            (_("ID"), 2),
            (_("Scope"), 3),
            (_("Applications"), 2, END),
            (_("Points online"), 2, END),
            (_("Standards"), 2, END),
        )
        return Table(self.caption("service-list"), columns, tuple(rows))

    def all_standards(self) -> Table | None:
        """Return every standard of the services that the policy covers, with its result."""
        w, _ = self.writing, self.writing.gettext
        rows = [
            (w.both(service.name), *standard_cells(w, standard))
            for service in self.services
            for standard in service.standards
        ]
        columns = w.columns((_("Service"), 4), *standard_columns(w))
        return Table(w.runs(_("Service standards and results of each service")), columns, tuple(rows)) if rows else None


def summed(services: Sequence[ServiceEntry], name: str) -> Quantity:
    """Return the sum of a volume over some services."""
    return sum_of([service.quantity(name) for service in services])


def standard_columns(writing: Writing) -> tuple[tuple[str, int] | tuple[str, int, Align], ...]:
    """Return the columns of a standard's result."""
    _ = writing.gettext
    return (
        (_("Standard"), 8),
        (_("Channel"), 3),
        (_("Target"), 2, END),
        (_("Result"), 2, END),
        (_("Target met"), 2),
    )


def standard_cells(writing: Writing, standard: StandardEntry) -> tuple[Runs, ...]:
    """Return the cells of a standard's result."""
    w, _ = writing, writing.gettext
    channel = standard.record["channel"]
    name = standard.both("service_standard")
    return (
        w.optional(name),
        w.both(code_label(list_of("channel", kind=Kind.STANDARD), channel)) if channel else w.nothing(),
        w.runs(w.percent(float(standard.target), 1)) if standard.target is not None else w.nothing(),
        w.runs(w.percent(float(standard.performance), 1))
        if standard.performance is not None
        else w.runs(_("no data"), tone=Tone.MUTED),
        met_cell(w, standard.is_met),
    )


def met_cell(writing: Writing, is_met: bool | None) -> Runs:
    """Return whether a target was met, in a word."""
    _ = writing.gettext
    if is_met is None:
        return writing.runs(_("cannot be determined"), tone=Tone.MUTED)
    return writing.runs(_("Yes"), tone=Tone.GOOD) if is_met else writing.runs(_("No"), tone=Tone.BAD)
