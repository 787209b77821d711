"""What a round of selection changed against the frozen one of an earlier year, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from app.documents.tree import Table, Tone
from app.typography import sort_key

if TYPE_CHECKING:
    from app.documents.builders.writing import Writing
    from app.documents.progress_content import SelectionContent
    from app.documents.tree import Runs
    from app.priorities.cards import RankRow
    from model.bilingual import Bilingual


class Change(Enum):
    """What became of a service that is, or was, a priority service."""

    ADDED = 0
    REMOVED = 1
    KEPT = 2


@dataclass(frozen=True, slots=True)
class _Changed:
    name: Bilingual
    change: Change
    row: RankRow | None


class Changes:
    """Compares a round with the frozen one of an earlier year; without one, nothing changed."""

    def __init__(self, writing: Writing, content: SelectionContent) -> None:
        """Compare the round of ``content``."""
        self._writing = writing
        self._content = content
        self._was = content.chosen_before
        self._rows = {row.service: row for row in content.ranking.rows}

    def of(self, row: RankRow) -> Change | None:
        """Return what became of a service; None when it never was chosen, or there is nothing to compare with."""
        if self._content.before is None or (row.decided is None and row.service not in self._was):
            return None
        if row.decided:
            return Change.KEPT if row.service in self._was else Change.ADDED
        return Change.REMOVED if row.service in self._was else None

    def mark(self, change: Change | None) -> Runs:
        """Return a change as a status word."""
        w = self._writing
        words = {
            Change.ADDED: (w.pgettext("priority service", "Added"), Tone.GOOD),
            Change.REMOVED: (w.pgettext("priority service", "Removed"), Tone.WARN),
            Change.KEPT: (w.pgettext("priority service", "Kept"), Tone.PLAIN),
        }
        return w.runs(words[change][0], tone=words[change][1]) if change else w.runs("—")

    def since(self, row: RankRow) -> str:
        """Return a chosen service's standing as part of a sentence; blank when there is nothing to compare with."""
        _, before, change = self._writing.gettext, self._content.before, self.of(row)
        if before is None or change is None:
            return ""
        year = self._writing.year(before.year)
        if change is Change.ADDED:
            return _("added since {year}").format(year=year)
        return _("already a priority service in {year}").format(year=year)

    def sentences(self) -> list[str]:
        """Return how many services were added, removed and kept; nothing when there is nothing to compare with."""
        w, _, plural = self._writing, self._writing.gettext, self._writing.ngettext
        if self._content.before is None:
            return []
        found = [item.change for item in self._changed()]
        counts = [found.count(change) for change in Change]
        said = [
            plural("{count} service added", "{count} services added", counts[0]),
            plural("{count} removed", "{count} removed", counts[1]),
            plural("{count} kept", "{count} kept", counts[2]),
        ]
        parts = [words.format(count=w.number(count)) for words, count in zip(said, counts, strict=True)]
        told = _("Compared with the approved round of {year}: {list}.")
        return [told.format(year=w.year(self._content.before.year), list=", ".join(parts))]

    def _changed(self) -> list[_Changed]:
        """Return every service that is or was chosen: first what was added, then removed, then kept."""
        found = [_Changed(row.name, change, row) for row in self._rows.values() if (change := self.of(row))]
        if self._content.before:
            found += [_Changed(name, Change.REMOVED, None) for key, name in self._was.items() if key not in self._rows]
        language = self._writing.language
        return sorted(found, key=lambda item: (item.change.value, sort_key(item.name.text(language), language)))

    def table(self) -> Table | None:
        """Return every service that is or was chosen, with the reason of what became of it."""
        w, _ = self._writing, self._writing.gettext
        before = self._content.before
        if before is None:
            return None
        rows = tuple(
            (
                w.both(item.name),
                w.runs(_("No") if item.change is Change.ADDED else _("Yes")),
                w.runs(_("Yes") if item.change is not Change.REMOVED else _("No")),
                self.mark(item.change),
                self._reason(item),
            )
            for item in self._changed()
        )
        now = self._content.ranking.round
        columns = w.columns(
            (_("Service"), 4),
            (_("Priority, {year}").format(year=w.year(before.year)), 2),
            (_("Priority, {year}").format(year=w.year(now.year if now else self._content.frame.year)), 2),
            (w.pgettext("priority service", "Change"), 2),
            (_("Reason"), 7),
        )
        return Table(w.runs(_("Priority services compared with the previous round")), columns, rows) if rows else None

    def _reason(self, item: _Changed) -> Runs:
        w, _ = self._writing, self._writing.gettext
        if item.row is None:
            return w.runs(_("The service is no longer reported."))
        return w.optional(item.row.rationale)
