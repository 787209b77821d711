"""The result of a dry run, as a file that the window applies: one JSON line a row.

The window has the import parsed and judged in a child process on a copy of the plan; what it
applies afterwards is checked against the plan as it stands then.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.registry.errors import ResultError
from app.registry.judging import Outcome
from app.registry.messages import explain
from app.registry.schema import Kind
from app.registry.stored import data_columns, key_columns, pairs
from app.registry.writing import Write, take_over

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from app.registry.judging import JudgedRow, Judgement
    from app.registry.stored import Key
    from app.workspace import Workspace
    from model.language import Language


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason why a row is refused; ``message`` in the language of the dry run."""

    rule: str
    column: str
    value: str
    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row of a dry run: what is stored now, what would be, and why it is refused if it is.

    ``before`` is None for a new record and else holds what would be replaced. A refused row
    that is ``storable`` can be kept as a draft.
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


def write_result(judgement: Judgement, file: BinaryIO, language: Language) -> None:
    """Write a line for each row that was judged, in the order in which they count.

    Raises:
        OSError: the file cannot be written.
    """
    for row in judgement.rows:
        report = judgement.files[row.table]
        line = _line(row, language) | {"path": str(report.path), "sheet": report.sheet}
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
        file.write(f"{text}\n".encode("utf-8", "surrogatepass"))


def _line(row: JudgedRow, language: Language) -> dict[str, Any]:
    return {
        "key": [row.kind.plural, *row.key],
        "before": row.before,
        "after": dict(row.after),
        "finding": [
            {
                "rule": item.rule,
                "column": item.column,
                "value": item.value,
                "cell": item.cell,
                "message": explain(item, language),
            }
            for item in row.items
        ],
        "outcome": row.outcome.value,
        "storable": row.storable,
        "row": row.number,
        "pairs": list(row.pairs),
    }


def read_result(path: Path) -> tuple[ResultRow, ...]:
    """Read the rows of a dry run.

    Raises:
        ResultError: the file was not written by a dry run of this version.
    """
    try:
        with path.open(encoding="utf-8", errors="surrogatepass", newline="\n") as file:
            return tuple(_read(path, file))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ResultError(path) from error


def _read(path: Path, lines: Iterator[str]) -> Iterator[ResultRow]:
    kinds = {kind.plural: kind for kind in Kind}
    for line in lines:
        found = json.loads(line)
        kind = kinds[found["key"][0]]
        key = tuple(str(part) for part in found["key"][1:])
        known = set(data_columns(kind))
        if len(key) != len(key_columns(kind)) + 1 or not set(found["after"]) <= known:
            raise ResultError(path)
        yield ResultRow(
            kind=kind,
            key=key,
            before=found["before"],
            after=found["after"],
            finding=tuple(Finding(**finding) for finding in found["finding"]),
            outcome=Outcome(found["outcome"]),
            storable=found["storable"],
            path=found["path"],
            sheet=found["sheet"],
            row=found["row"],
            pairs=tuple(pair for pair in found["pairs"] if pair in pairs(kind)),
        )


def apply_result(workspace: Workspace, path: Path, drafts: Collection[int] = ()) -> None:
    """Take the result of a dry run over into an open plan, as one change set; a copy of the plan is kept before.

    Args:
        workspace: the plan, open for writing.
        path: the result file.
        drafts: places (from 0) of refused rows that are kept as drafts all the same; a row
            that cannot be stored is passed over.

    Raises:
        ResultError: the file was not written by a dry run of this version.
        app.registry.errors.StaleResultError: the plan was changed since.
        model.plan_file.NoSpaceError: the disk is full; nothing was written.
    """
    rows = read_result(path)
    taken = [
        row
        for place, row in enumerate(rows)
        if row.outcome is not Outcome.REFUSED or (place in drafts and row.storable)
    ]
    take_over(workspace, [Write(row.kind, row.key, row.before, row.after, row.pairs) for row in taken])
