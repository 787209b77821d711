"""What an import would do, as the window shows it: figures by file, every row, and what is told of it.

It is read in pieces: a window with 20,000 rows to show goes on painting meanwhile.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from app.documents.import_report import ReportFile, change_label, record_name
from app.registry.errors import ResultError
from app.registry.judging import Outcome
from app.registry.result_file import Finding, iterate_result
from ui.pages.inventory.value_words import value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from app.registry.result_file import ResultRow

PLAN: Final = "plan"  # kind of a file that is a plan's JSON


@dataclass(frozen=True, slots=True)
class FileSummary:
    """What one file or sheet brings."""

    name: str
    kind: str  # services, standards or plan
    layout: str
    added: int
    changed: int
    unchanged: int
    refused: int


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of a file; ``place`` is its place in the result, ``name`` what a planner knows its record by."""

    place: int
    row: ResultRow
    name: str
    file: str

    @property
    def key(self) -> str:
        """Return its lasting name in the table."""
        return str(self.place)

    @property
    def outcome(self) -> Outcome:
        """Return what an import does with it."""
        return self.row.outcome

    @property
    def is_choice(self) -> bool:
        """Whether the planner can take or leave it."""
        if self.outcome is Outcome.REFUSED:
            return self.row.storable
        return self.outcome is not Outcome.UNCHANGED

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return all that is told of it, reasons of a refusal first."""
        return (*self.row.finding, *self.row.warnings)


@dataclass(frozen=True, slots=True)
class Told:
    """One line beside a row: a value that changes, or something that is told; ``is_value`` says which."""

    key: str
    is_value: bool
    field: str  # as the planner knows it
    column: str  # as the file calls it
    before: str
    after: str
    sentence: str


@dataclass(frozen=True)
class Preview:
    """All of it; nothing is written yet."""

    files: tuple[FileSummary, ...]
    reported: tuple[ReportFile, ...]
    rows: Sequence[PreviewRow]
    owners: Mapping[str, int]  # how many rows each department has
    outcomes: Mapping[Outcome, int]
    told: int  # rows of which something is told
    choices: Choices

    @property
    def is_whole_plan(self) -> bool:
        """Whether the file is a plan, which is taken over as it is."""
        return any(file.kind == PLAN for file in self.files)

    @property
    def about(self) -> tuple[tuple[str, int, Finding], ...]:
        """Return what is told of whole files: name, row, what."""
        return tuple((file.name, number, found) for file in self.reported for number, found in file.about)


class PreviewReader:
    """Reads what the child process found, row by row; ``preview`` holds it at the end."""

    def __init__(self, overview: Path, result: Path, names: Mapping[str, str]) -> None:
        self._overview, self._result, self._names = overview, result, names
        self.preview: Preview | None = None

    def run(self) -> Iterator[None]:
        """Read a row at each step.

        Raises:
            app.registry.errors.ResultError: the files were not written by a dry run of this version.
        """
        reported = _reported(self._overview)
        rows: list[PreviewRow] = []
        refused: Counter[tuple[str, str]] = Counter()
        owners: Counter[str] = Counter()
        labels = {(file.path, file.sheet): file.name for file, _figures in reported}
        outcomes: Counter[Outcome] = Counter()
        choices, told = Choices(rows), 0
        for place, row in enumerate(iterate_result(self._result)):
            source = row.path, row.sheet
            one = PreviewRow(place, row, record_name(row, self._names), labels.get(source, ""))
            rows.append(one)
            choices.add(one)
            owners[row.key[0]] += 1
            outcomes[row.outcome] += 1
            told += bool(row.warnings)
            refused[source] += row.outcome is Outcome.REFUSED
            yield
        files = tuple(
            FileSummary(
                name=file.name,
                kind=file.kind,
                layout=file.layout,
                added=figures["added"],
                changed=figures["changed"],
                unchanged=figures["unchanged"],
                refused=refused[file.path, file.sheet],
            )
            for file, figures in reported
        )
        names = tuple(file for file, _figures in reported)
        self.preview = Preview(files, names, rows, owners, outcomes, told, choices)


def _reported(overview: Path) -> list[tuple[ReportFile, Mapping[str, Any]]]:
    try:
        found = json.loads(overview.read_bytes().decode("utf-8", "surrogatepass"))
        return [(_file(file), file) for file in found["files"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ResultError(overview) from error


def _file(found: Mapping[str, Any]) -> ReportFile:
    about = tuple((item["row"], _finding(item)) for item in found["about"])
    return ReportFile(found["path"], found["sheet"] or "", found["kind"], found["layout"], found["unchanged"], about)


def _finding(item: Mapping[str, Any]) -> Finding:
    facts = tuple(item["facts"])
    return Finding(item["rule"], item["column"], item["value"], item["cell"] or "", item["message"], facts)


def told_of(row: PreviewRow) -> tuple[Told, ...]:
    """Return what stands beside a row: why it is refused, what changes, what else is told, what is noted."""
    found = row.row
    lines = [_told(f"r{place}", row, finding) for place, finding in enumerate(found.finding)]
    before = found.before or {}
    lines += [
        Told(
            f"v{field}",
            True,
            change_label(found, field),
            field,
            _shown(found, field, before.get(field, "")),
            _shown(found, field, after),
            "",
        )
        for field, after in found.after.items()
        if after != before.get(field, "")
    ]
    lines += [_told(f"w{place}", row, finding) for place, finding in enumerate(found.warnings)]
    return tuple(lines)


def _shown(row: ResultRow, field: str, value: str) -> str:
    """Return a value as the record shows it: official labels for codes; what is no value of its field as it is."""
    try:
        return value_words(row.kind.table, field, value, str)
    except ValueError:
        return value


def _told(key: str, row: PreviewRow, finding: Finding) -> Told:
    label = change_label(row.row, finding.column) if finding.column else ""
    return Told(key, False, label, finding.column, finding.value, "", finding.message)


class Choices:
    """Which rows are taken: what an import adds or changes unless it is left, and refused rows kept as drafts.

    Rows of the same record go together: the later one builds on the earlier.
    """

    def __init__(self, rows: Sequence[PreviewRow]) -> None:
        self._rows = rows
        self._taken: set[int] = set()
        self._of_record: dict[tuple[str, ...], list[int]] = {}

    def add(self, row: PreviewRow) -> None:
        """Know of another row; what an import adds or changes is taken until it is left."""
        if row.is_choice:
            self._of_record.setdefault((row.row.kind, *row.row.key), []).append(row.place)
            if row.outcome is not Outcome.REFUSED:
                self._taken.add(row.place)

    @property
    def count(self) -> int:
        """Return how many rows are taken."""
        return len(self._taken)

    @property
    def drafts(self) -> frozenset[int]:
        """Return the places of refused rows that are kept as drafts."""
        return frozenset(place for place in self._taken if self._rows[place].outcome is Outcome.REFUSED)

    @property
    def left(self) -> frozenset[int]:
        """Return the places of rows that would be taken and are not."""
        wanted = {Outcome.ADDED, Outcome.CHANGED}
        return frozenset(r.place for r in self._rows if r.outcome in wanted and r.place not in self._taken)

    def is_taken(self, place: int) -> bool:
        """Whether a row is taken."""
        return place in self._taken

    def take(self, rows: Sequence[PreviewRow], *, taken: bool) -> None:
        """Take rows or leave them, with the other rows of their records."""
        for row in rows:
            if row.is_choice:
                together = self._of_record[row.row.kind, *row.row.key]
                if taken:
                    self._taken.update(together)
                else:
                    self._taken.difference_update(together)

    def toggle(self, row: PreviewRow) -> None:
        """Take a row that is left, or leave one that is taken."""
        self.take([row], taken=not self.is_taken(row.place))
