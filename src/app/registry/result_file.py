"""The result of a dry run, as a file that the window applies: one JSON line a row.

The window has the import parsed and judged in a child process on a copy of the plan; what it
applies afterwards is checked against the plan as it stands then.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from app.registry.errors import ResultError
from app.registry.judging import Outcome
from app.registry.messages import explain
from app.registry.schema import Kind
from app.registry.stored import import_columns, key_columns, pairs
from app.registry.tables import Item, Kept
from app.registry.writing import Write, take_over

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from app.registry.judging import Judgement
    from app.registry.stored import Key
    from app.workspace import Workspace
    from model.language import Language


@dataclass(frozen=True, slots=True)
class Finding:
    """Something told of a row; ``message`` in the language of the dry run, ``facts`` for another language."""

    rule: str
    column: str
    value: str
    cell: str
    message: str
    facts: tuple[str, ...] = ()

    def told(self, row: int, language: Language) -> str:
        """Return the sentence in a language."""
        return explain(Item(row, self.column, self.value, self.rule, self.cell, self.facts), language)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row of a dry run: what is stored now, what would be, and why it is refused if it is.

    ``before`` is None for a new record and else holds what would be replaced. A refused row
    that is ``storable`` can be kept as a draft. ``warnings`` is what else is told of the row,
    ``notes`` what would be noted on the record.
    """

    kind: Kind
    key: Key
    before: Mapping[str, str] | None
    after: Mapping[str, str]
    finding: tuple[Finding, ...]
    outcome: Outcome
    storable: bool
    path: str
    sheet: str
    row: int
    pairs: tuple[str, ...]
    warnings: tuple[Finding, ...] = ()
    notes: tuple[Kept, ...] = ()


def write_result(judgement: Judgement, file: BinaryIO, language: Language) -> None:
    """Write a line for each row that was judged, in the order in which they count.

    Raises:
        OSError: the file cannot be written.
    """
    for row in result_rows(judgement, language):
        line = _line(row)
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
        file.write(f"{text}\n".encode("utf-8", "surrogatepass"))


def result_rows(judgement: Judgement, language: Language) -> Iterator[ResultRow]:
    """Yield every row that was judged, in the order in which they count."""
    for row in judgement.rows:
        report = judgement.files[row.table]
        yield ResultRow(
            kind=row.kind,
            key=row.key,
            before=row.before,
            after=row.after,
            finding=tuple(_finding(item, language) for item in row.items),
            outcome=row.outcome,
            storable=row.storable,
            path=str(report.path),
            sheet=report.sheet,
            row=row.number,
            pairs=row.pairs,
            warnings=tuple(_finding(item, language) for item in row.warnings),
            notes=row.notes,
        )


def _finding(item: Item, language: Language) -> Finding:
    return Finding(item.rule, item.column, item.value, item.cell, explain(item, language), item.facts)


def _line(row: ResultRow) -> dict[str, Any]:
    return {
        "key": [row.kind.plural, *row.key],
        "before": None if row.before is None else dict(row.before),
        "after": dict(row.after),
        "finding": [asdict(finding) for finding in row.finding],
        "outcome": row.outcome.value,
        "storable": row.storable,
        "row": row.row,
        "pairs": list(row.pairs),
        "warnings": [asdict(finding) for finding in row.warnings],
        "notes": [[note.id, note.field, note.en, note.fr, note.is_open] for note in row.notes],
        "path": row.path,
        "sheet": row.sheet,
    }


def iterate_result(path: Path) -> Iterator[ResultRow]:
    """Read the rows of a dry run one by one.

    Raises:
        ResultError: the file was not written by a dry run of this version.
    """
    try:
        with path.open(encoding="utf-8", errors="surrogatepass", newline="\n") as file:
            yield from _read(path, file)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ResultError(path) from error


def read_result(path: Path) -> tuple[ResultRow, ...]:
    """Read the rows of a dry run.

    Raises:
        ResultError: the file was not written by a dry run of this version.
    """
    return tuple(iterate_result(path))


def _read(path: Path, lines: Iterator[str]) -> Iterator[ResultRow]:
    kinds = {kind.plural: kind for kind in Kind}
    for line in lines:
        found = json.loads(line)
        kind = kinds[found["key"][0]]
        key = tuple(str(part) for part in found["key"][1:])
        known = set(import_columns(kind))
        if len(key) != len(key_columns(kind)) + 1 or not set(found["after"]) <= known:
            raise ResultError(path)
        yield ResultRow(
            kind=kind,
            key=key,
            before=found["before"],
            after=found["after"],
            finding=_findings(found["finding"]),
            outcome=Outcome(found["outcome"]),
            storable=found["storable"],
            path=found["path"],
            sheet=found["sheet"],
            row=found["row"],
            pairs=tuple(pair for pair in found["pairs"] if pair in pairs(kind)),
            warnings=_findings(found["warnings"]),
            notes=tuple(Kept(*note) for note in found["notes"]),
        )


def _findings(found: Sequence[Mapping[str, Any]]) -> tuple[Finding, ...]:
    return tuple(Finding(**{**finding, "facts": tuple(finding["facts"])}) for finding in found)


def apply_result(workspace: Workspace, path: Path, drafts: Collection[int] = (), left: Collection[int] = ()) -> None:
    """Take the result of a dry run over into an open plan, as one change set; a copy of the plan is kept before.

    Args:
        workspace: the plan, open for writing.
        path: the result file.
        drafts: places (from 0) of refused rows that are kept as drafts all the same; a row
            that cannot be stored is passed over.
        left: places of rows that are not taken.

    Raises:
        ResultError: the file was not written by a dry run of this version.
        app.registry.errors.StaleResultError: the plan was changed since.
        model.plan_file.NoSpaceError: the disk is full; nothing was written.
    """
    apply_rows_read(workspace, read_result(path), drafts, left)


def apply_rows_read(
    workspace: Workspace, rows: Sequence[ResultRow], drafts: Collection[int] = (), left: Collection[int] = ()
) -> None:
    """Take rows of a dry run over that were read before; see ``apply_result``.

    Raises:
        app.registry.errors.StaleResultError: the plan was changed since.
        model.plan_file.NoSpaceError: the disk is full; nothing was written.
    """
    taken = [row for place, row in enumerate(rows) if is_taken(row, place, drafts, left)]
    take_over(workspace, [Write(row.kind, row.key, row.before, row.after, row.pairs, row.notes) for row in taken])


def is_taken(row: ResultRow, place: int, drafts: Collection[int], left: Collection[int]) -> bool:
    """Whether a row is taken over as the planner chose."""
    if row.outcome is Outcome.REFUSED:
        return row.storable and place in drafts
    return place not in left
