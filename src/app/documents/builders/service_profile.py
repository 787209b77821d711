"""The profile of one service: its facts, those of one subject in one row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.documents.builders.names import POINTS, code_label, labels, list_of
from app.documents.tree import Run, Runs
from model.inventory import INTERACTION_POINTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.documents.builders.writing import Writing
    from app.documents.content import ServiceEntry

_BETWEEN = "\u00a0· "  # two facts of a row; the dot never begins a line
Fact = tuple[str, Runs]


def _looks(run: Run) -> tuple[object, ...]:
    return run.language, run.strong, run.emphasis, run.href, run.note, run.tone, run.page_of, run.raised


def _add(runs: list[Run], *more: Run) -> None:
    """Add runs to ``runs``; one that looks like the last is made one with it, which breaks into lines sooner."""
    for run in more:
        if runs and _looks(run) == _looks(runs[-1]):
            runs[-1] = replace(run, text=runs[-1].text + run.text)
        else:
            runs.append(run)


class ProfileWriter:
    """Writes the rows of a profile: a subject, and its facts one after the other, each with its name."""

    def __init__(self, writing: Writing, *, with_programs: bool) -> None:
        """Write in the language of ``writing``; ``with_programs`` names a service's only program as well."""
        self._writing = writing
        self._with_programs = with_programs
        w, _ = writing, writing.gettext
        self.columns = w.columns((_("Subject"), 2), (_("Facts"), 8))
        self._between = w.runs(_BETWEEN)
        self._labels: dict[str, Runs] = {}
        self._point_labels = {name: w.set(_(label)) for name, label in POINTS.items()}

    def rows(self, service: ServiceEntry) -> Iterator[tuple[Runs, Runs]]:
        """Return the rows of ``service``; a subject without any fact has none."""
        w, _ = self._writing, self._writing.gettext
        subjects = (
            (_("Identification"), self._identity(service)),
            (_("Clients"), self._of_codes(service, self._client_lists())),
            (_("Conditions"), self._conditions(service)),
            (_("Improvement"), self._improvement(service)),
            (_("Responsibility"), self._responsibility(service)),
        )
        for subject, facts in subjects:
            said = self._joined(facts)
            if said:
                yield w.runs(subject), said
        yield from self._points(service)
        address = service.both("service_uri")
        if not address.is_blank:
            yield w.runs(_("Web address")), self._address(address.text(w.language), has_other=True)

    def _joined(self, facts: Iterator[Fact]) -> Runs:
        runs: list[Run] = []
        for label, said in facts:
            if runs and said:
                _add(runs, *self._between)
            if label not in self._labels:
                self._labels[label] = self._writing.labelled(label, ())
            _add(runs, *self._labels[label], *said)
        return tuple(runs)

    def _client_lists(self) -> tuple[tuple[str, str], ...]:
        _ = self._writing.gettext
        return (
            ("service_recipient_type", _("Recipients")),
            ("client_target_groups", _("Client groups")),
            ("client_feedback_channel", _("Client feedback channels")),
        )

    def _of_codes(self, service: ServiceEntry, fields: tuple[tuple[str, str], ...]) -> Iterator[Fact]:
        w = self._writing
        for name, label in fields:
            said = w.listed(labels(list_of(name), service.codes(name), w.language))
            yield label, w.runs(said) or w.nothing()

    def _identity(self, service: ServiceEntry) -> Iterator[Fact]:
        w, _ = self._writing, self._writing.gettext
        yield _("Identifier"), w.runs(service.text("service_id")) or w.nothing()
        yield _("Priority service"), w.runs(_("Yes") if service.is_priority else _("No"))
        designations = [
            label
            for name, label in (("is_critical", _("critical")), ("is_essential", _("essential")))
            if service.text(name) == "Y"
        ]
        if designations:
            yield _("Designations"), w.runs(w.listed(designations))
        yield from self._of_codes(service, (("service_scope", _("Scope")), ("service_type", _("Type"))))
        if self._with_programs or len(service.programs) > 1:
            programs = w.listed(name.text(w.language) or code for code, name in service.programs)
            yield _("Programs"), w.runs(programs) or w.nothing()

    def _conditions(self, service: ServiceEntry) -> Iterator[Fact]:
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
            yield label, said

    def _improvement(self, service: ServiceEntry) -> Iterator[Fact]:
        w, _ = self._writing, self._writing.gettext
        for name, label in (
            ("last_service_review", _("Last review")),
            ("last_service_improvement", _("Last improvement from client feedback")),
        ):
            if service.text(name):
                yield label, w.runs(w.year_as_written(service.text(name)))

    def _responsibility(self, service: ServiceEntry) -> Iterator[Fact]:
        w, _ = self._writing, self._writing.gettext
        for pair, label in (("authority", _("Authority")), ("responsibility_area", _("Responsibility area"))):
            text = service.both(pair)
            if not text.is_blank:
                yield label, w.both(text)

    def _points(self, service: ServiceEntry) -> Iterator[tuple[Runs, Runs]]:
        """Return the interaction points by their state, with the reason for those that are not online."""
        w, _ = self._writing, self._writing.gettext
        named: dict[str, list[str]] = {}
        for point, state in zip(INTERACTION_POINTS, service.points, strict=True):
            named.setdefault(state if state in {"Y", "N", "NA"} else "", []).append(self._point_labels[point])
        online, offline = named.get("Y", []), named.get("N", [])
        if online or offline:
            count = _("{part} of {whole}").format(part=len(online), whole=len(online) + len(offline))
            said = w.runs(count, strong=True)
            yield w.runs(_("Points online")), (*said, *self._between, *w.runs(w.listed(online))) if online else said
        if offline:
            yield w.runs(_("Points not online")), (*w.runs(w.listed(offline)), *self._reason(service))
        for state, label in (("NA", _("Points not applicable")), ("", _("Points not provided"))):
            if state in named:
                yield w.runs(label), w.runs(w.listed(named[state]))

    def _reason(self, service: ServiceEntry) -> Runs:
        """Return why points are not online: the ground in the policy's word, and the reason as written."""
        w, _ = self._writing, self._writing.gettext
        ground = {"law": _("law"), "security": _("security"), "feasibility": _("feasibility")}.get(
            service.text("offline_reason"), ""
        )
        note = service.both("offline_note")
        said = w.runs(ground)
        if not note.is_blank:
            said += (*(w.runs(" – ") if said else ()), *w.both(note))
        return (*self._between, *w.labelled(_("Reason"), said)) if said else ()

    def _address(self, text: str, *, has_other: bool) -> Runs:
        """Return a web address as a link; published records also hold other words there."""
        w = self._writing
        if not text.strip():
            return w.gap(has_other=has_other)
        words = text.split()
        href = words[0] if len(words) == 1 and words[0].lower().startswith(("http://", "https://")) else ""
        return w.runs(text, href=href)
