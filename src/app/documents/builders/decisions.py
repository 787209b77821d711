"""What needs a decision of the deputy head: acts that are open, gaps, delays, targets that were missed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents.builders import statuses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.assessment.cards import RequirementCard
    from app.documents.builders.writing import Writing
    from app.documents.content import InitiativeEntry
    from app.documents.progress_content import BriefContent

_LONGEST = 90  # letters of a name; the rest is cut


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to decide: what, and what must be known for it."""

    what: str
    facts: str


class Decisions:
    """Finds what needs a decision, the acts of approval first."""

    def __init__(self, writing: Writing, content: BriefContent) -> None:
        """Look through ``content``."""
        self._writing = writing
        self._content = content
        self._progress = content.progress
        self._year = writing.year(content.progress.frame.year)

    def all(self) -> list[Decision]:
        """Return everything that needs a decision, in the order of a meeting."""
        return [*self._approvals(), *self._requirements(), *self._late(), *self._initiatives(), *self._targets()]

    def _approvals(self) -> Iterator[Decision]:
        yield from self._strategy()
        yield from self._assessment()
        yield from self._selection()
        yield from self._inventory()

    def _strategy(self) -> Iterator[Decision]:
        w, _, version = self._writing, self._writing.gettext, self._content.strategy
        if not version.name:
            yield Decision(_("Approve the service management strategy"), _("no version has been approved yet."))
        elif version.is_changed and version.approved.on:
            said = _("it has changed since version {name} was approved on {date}.")
            name = short(version.name.strip())
            yield Decision(_("Approve the updated strategy"), said.format(name=name, date=w.date(version.approved.on)))

    def _assessment(self) -> Iterator[Decision]:
        w, _, card = self._writing, self._writing.gettext, self._progress.card
        lead = _("Attest the self-assessment of {year}").format(year=self._year)
        if card is None:
            yield Decision(lead, _("it has not been started."))
        elif not card.is_attested:
            rated, whole = sum(row.is_rated for row in card.requirements), len(card.requirements)
            if rated == whole:
                yield Decision(lead, _("all requirements are rated."))
            else:
                said = w.ngettext(
                    "{count} of {whole} requirements is rated.", "{count} of {whole} requirements are rated.", rated
                )
                yield Decision(lead, said.format(count=w.number(rated), whole=w.number(whole)))

    def _selection(self) -> Iterator[Decision]:
        w, _, held = self._writing, self._writing.gettext, self._content.selection.ranking.round
        rows = self._content.selection.ranking.rows
        if held is None:
            lead = _("Choose the priority services")
            yield Decision(lead, _("no round of selection has been started."))
        elif not held.is_frozen:
            lead = _("Approve the priority services of {year}").format(year=w.year(held.year))
            chosen = sum(row.decided is True for row in rows)
            waiting = sum(row.decided is None and row.eligible for row in rows)
            said = [
                w.ngettext("{count} service is proposed.", "{count} services are proposed.", chosen).format(
                    count=w.number(chosen)
                )
            ]
            if waiting:
                words = w.ngettext(
                    "{count} service still awaits a decision.", "{count} services still await a decision.", waiting
                )
                said.append(words.format(count=w.number(waiting)))
            yield Decision(lead, " ".join(said))

    def _inventory(self) -> Iterator[Decision]:
        w, _, state = self._writing, self._writing.gettext, self._content.inventory
        count = len(self._progress.years[self._progress.frame.year].services)
        if not count or state.is_in_force:
            return
        lead = _("Approve the service inventory of {year}").format(year=self._year)
        if state.approved_on:
            said = _("it has changed since its approval on {date}.").format(date=w.date(state.approved_on))
        else:
            said = w.ngettext("it holds {count} service.", "it holds {count} services.", count).format(
                count=w.number(count)
            )
        yield Decision(lead, said)

    def _requirements(self) -> Iterator[Decision]:
        """Return the requirements that call for action, the worst first."""
        framework, language = self._progress.framework, self._writing.language
        steps = {step.code: step for step in framework.ratings if step.action_needed}
        found = [row for row in self._progress.requirements if row.rating in steps]
        for row in sorted(found, key=lambda row: steps[row.rating].points or 0):
            _ = self._writing.gettext
            lead = _("Requirement {clause}, {title}").format(clause=row.clause, title=row.title.text(language))
            label = steps[row.rating].label.text(language).lower()
            yield Decision(lead, _("{label}; {facts}").format(label=label, facts=self._action(row)))

    def _action(self, row: RequirementCard) -> str:
        w, _ = self._writing, self._writing.gettext
        open_ones = [action for action in row.actions if action.is_open]
        if not open_ones:
            return _("no corrective action is planned.")
        due = min((action.due for action in open_ones if action.due), default=None)
        count = len(open_ones)
        if due is None:
            said = w.ngettext(
                "{count} corrective action is open, without a date.",
                "{count} corrective actions are open, without a date.",
                count,
            )
            return said.format(count=w.number(count))
        said = w.ngettext(
            "{count} corrective action is open, due on {date}.",
            "{count} corrective actions are open, the first due on {date}.",
            count,
        )
        return said.format(count=w.number(count), date=w.date(due))

    def _late(self) -> Iterator[Decision]:
        w, _ = self._writing, self._writing.gettext
        late = [action for action in self._progress.actions if action.is_overdue]
        if late:
            count = len(late)
            said = w.ngettext("{count} is past its due date.", "{count} are past their due dates.", count)
            yield Decision(_("Corrective actions"), said.format(count=w.number(count)))

    def _initiatives(self) -> Iterator[Decision]:
        """Return the initiatives that are off track, the reddest first."""
        states = [state.id for state in self._progress.framework.progress_states if state.counts and not state.on_track]
        found = [entry for entry in self._progress.initiatives if entry.status in states]
        for entry in sorted(found, key=lambda entry: -states.index(entry.status)):
            yield self._initiative(entry)

    def _initiative(self, entry: InitiativeEntry) -> Decision:
        w, _ = self._writing, self._writing.gettext
        language = w.language
        name = short(w.label(entry.name))
        label = self._progress.framework.progress_state(entry.status).label.text(language).lower()
        facts = [label, "" if entry.responsible.is_blank else short(w.label(entry.responsible))]
        if entry.completion_on:
            facts.append(_("expected by {date}").format(date=w.date(entry.completion_on)))
        return Decision(_("Initiative “{name}”").format(name=name), f"{w.listed(facts)}.")

    def _targets(self) -> Iterator[Decision]:
        w, _ = self._writing, self._writing.gettext
        content = self._progress
        due = {target.indicator for target in content.targets if target.year == content.frame.year}
        for figure in content.years[content.frame.year].figures.figures:
            if figure.id in due and figure.is_met is False:
                title = content.framework.indicator(figure.id).title.text(w.language)
                lead = _("Target for “{title}”").format(title=title)
                said = _("not met; {value} against a target of {target}.")
                yield Decision(lead, said.format(value=w.figure(figure), target=statuses.aim(w, figure)))


def short(text: str) -> str:
    """Return a text of the plan on one line, cut at a word when it is long."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    return line[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:.") + "…"
