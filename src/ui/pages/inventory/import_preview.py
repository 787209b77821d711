"""What an import would do, as the window shows it: figures by file, differences, refused rows, warnings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.registry.judging import Outcome
from app.registry.result_file import read_result
from app.registry.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.registry.result_file import ResultRow

PLAN: Final = "plan"  # kind of a file that is a plan's JSON
_LONG: Final = 400  # characters of a text that a difference shows


@dataclass(frozen=True, slots=True)
class FileSummary:
    """What one file or sheet brings."""

    name: str
    kind: str  # services, standards or plan
    added: int
    changed: int
    unchanged: int
    refused: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that the import would change; an added record is one line without a field."""

    key: str
    kind: Kind
    year: str
    record: str  # identifiers, as the registry writes them
    name: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a row is refused; ``place`` is the row's in the result, -1 when it cannot be kept at all."""

    key: str
    place: int
    kind: Kind | None
    file: str
    row: int
    cell: str
    column: str
    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that a planner should know of a row that is taken."""

    key: str
    kind: Kind | None
    file: str
    row: int
    column: str
    value: str
    sentence: str


@dataclass(frozen=True)
class Preview:
    """All of it; nothing is written yet."""

    files: tuple[FileSummary, ...]
    differences: tuple[Difference, ...]
    refusals: tuple[Refusal, ...]
    warnings: tuple[Warned, ...]
    owners: Mapping[str, int]  # how many rows each department has

    @property
    def is_whole_plan(self) -> bool:
        """Whether the file is a plan, which is taken over as it is."""
        return any(file.kind == PLAN for file in self.files)

    @property
    def taken(self) -> int:
        """Return how many records the import adds or changes."""
        return sum(file.added + file.changed for file in self.files)

    @property
    def storable(self) -> frozenset[int]:
        """Return the places of refused rows that can be kept as drafts."""
        return frozenset(refusal.place for refusal in self.refusals if refusal.place >= 0)


def preview_of(report: Mapping[str, Any], result: Path, names: Mapping[str, str]) -> Preview:
    """Return what the child process found.

    Args:
        report: the JSON document that ``import --dry-run --json`` prints.
        result: the file that it wrote a line a row to.
        names: what the plan calls each service, by its identifier.

    Raises:
        app.registry.errors.ResultError: the file was not written by a dry run of this version.
    """
    rows = read_result(result)
    return Preview(
        files=tuple(_summary(file) for file in report["files"]),
        differences=tuple(_differences(rows, names)),
        refusals=tuple(_refusals(rows)),
        warnings=tuple(_warnings(report["files"])),
        owners=Counter(row.key[0] for row in rows),
    )


def _name(file: Mapping[str, Any]) -> str:
    name = Path(file["path"]).name
    return f"{name} · {file['sheet']}" if file["sheet"] else name


def _summary(file: Mapping[str, Any]) -> FileSummary:
    refused = len({item["row"] for item in file["rejected"]})
    warned = len(file["warnings"])
    return FileSummary(_name(file), file["kind"], file["added"], file["changed"], file["unchanged"], refused, warned)


def _differences(rows: Sequence[ResultRow], names: Mapping[str, str]) -> Iterator[Difference]:
    for place, row in enumerate(rows):
        if row.outcome not in {Outcome.ADDED, Outcome.CHANGED}:
            continue
        _owner, year, *identifiers = row.key
        name = names.get(identifiers[0]) or row.after.get("service_name_en", "")
        told = " · ".join(identifiers)
        if row.before is None:
            yield Difference(f"{place}", row.kind, year, told, name, "", "", "")
            continue
        for field, after in row.after.items():
            before = row.before.get(field, "")
            if before != after:
                yield Difference(f"{place} {field}", row.kind, year, told, name, field, before[:_LONG], after[:_LONG])


def _refusals(rows: Sequence[ResultRow]) -> Iterator[Refusal]:
    for place, row in enumerate(rows):
        if row.outcome is not Outcome.REFUSED:
            continue
        file = f"{Path(row.path).name} · {row.sheet}" if row.sheet else Path(row.path).name
        for index, found in enumerate(row.finding):
            kept = place if row.storable else -1
            yield Refusal(
                f"{place} {index}",
                kept,
                row.kind,
                file,
                row.row,
                found.cell,
                found.column,
                found.value[:_LONG],
                found.message,
            )


def _warnings(files: Sequence[Mapping[str, Any]]) -> Iterator[Warned]:
    kinds = {kind.plural: kind for kind in Kind}
    for number, file in enumerate(files):
        for index, item in enumerate(file["warnings"]):
            value = str(item["value"])[:_LONG]
            yield Warned(
                f"{number} {index}",
                kinds.get(file["kind"]),
                _name(file),
                item["row"],
                item["column"],
                value,
                item["message"],
            )
