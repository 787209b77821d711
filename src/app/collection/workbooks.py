"""The workbooks of a collection round: pre-filled from the plan, one for each request."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from app.collection.cards import round_card
from app.documents.files import FileSet, file_part
from app.plan_facts import own_department
from app.registry import code_lists
from app.registry.code_lists import programs_with
from app.registry.schema import FieldKind, Kind, fields
from app.registry.stored import about, key_columns, read_records
from app.registry.xlsx_writing import BookFacts, SheetContent, write_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from app.collection.cards import RequestCard, RoundCard
    from app.registry.stored import Key, StoredRecord
    from app.workspace import Workspace
    from model.language import Language

_LONGEST: Final = 60
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)
"""Names that Windows keeps for devices, whatever suffix follows."""

Row = dict[str, str]


def write_workbooks(
    workspace: Workspace,
    round_key: str,
    out: Path,
    *,
    language: Language,
    requests: Collection[str] | None = None,
    work: Path | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> dict[str, Path]:
    """Write the workbooks of a round to a folder, all of them or none; return their paths by request.

    Args:
        workspace: the plan.
        round_key: the round.
        out: the folder; made when it is not there. A workbook of the same name is replaced.
        language: of the headings and messages.
        requests: keys of the requests; None for every one that has not returned.
        work: where files are written first.
        progress: told how far the work is.

    Raises:
        UnknownRecordError: the plan has no such round.
        app.errors.TargetError: ``out`` is no folder.
        OSError: a file cannot be written.
    """
    card = round_card(workspace, round_key)
    chosen = [
        request
        for request in card.requests
        if (request.returned_on is None if requests is None else request.key in requests)
    ]
    names = file_names(own_department(workspace), card, chosen)
    books = _Books(workspace, card, language)
    with FileSet(out, work) as files:
        for at, request in enumerate(chosen, 1):
            files.add(names[request.key], _writer(books.made(request)))
            progress(at, len(chosen))
        paths = files.put()
    return {request.key: path for request, path in zip(chosen, paths, strict=True)}


def _writer(content: bytes) -> Callable[[BinaryIO], object]:
    return lambda file: file.write(content)


def file_names(department: str, card: RoundCard, requests: Iterable[RequestCard]) -> dict[str, str]:
    """Return a name for each workbook that every system takes, none of them twice.

    A workbook that was made keeps its name.
    """
    names: dict[str, str] = {}
    taken = {request.file_name.casefold() for request in card.requests if request.file_name}
    for request in requests:
        if request.file_name:
            names[request.key] = request.file_name
            continue
        part = safe_part(request.label)
        stem = f"{file_part(department)}-{card.year}-{part}" if part else f"{file_part(department)}-{card.year}"
        name, count = f"{stem}.xlsx", 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}-{count}.xlsx"
        taken.add(name.casefold())
        names[request.key] = name
    return names


def safe_part(text: str) -> str:
    """Return a name as a part of a file name: plain letters and digits that every system and mail takes."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    part = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
    return f"{part}-" if part.casefold() in _RESERVED else part


class _Books:
    """Makes workbooks of one round; the plan is read once."""

    def __init__(self, workspace: Workspace, card: RoundCard, language: Language) -> None:
        ours = about(workspace)
        known = code_lists.department(ours.department)
        name = known.name if known is not None else ours.name
        self._facts = BookFacts(ours.department, name, language, programs_with(workspace), keeps_names=True)
        self._year = str(card.year)
        self._held = {kind: _by_service(workspace, kind, ours.department, self._year) for kind in Kind}

    def made(self, request: RequestCard) -> bytes:
        """Return the workbook of a request."""
        contents = [
            SheetContent(kind, [row for service in request.services for row in self._rows(kind, service)])
            for kind in Kind
        ]
        return write_workbook(contents, self._facts)

    def _rows(self, kind: Kind, service: str) -> Iterable[Row]:
        """Return a service's records of the year; without one, those of its newest year, to be filled in anew."""
        years = self._held[kind].get(service, {})
        reported = self._held[Kind.SERVICE].get(service, {})
        if self._year in reported:
            return years.get(self._year, [])
        newest = max(reported, default="")
        return [_anew(kind, row, self._year) for row in years.get(newest, [])]


def _by_service(workspace: Workspace, kind: Kind, owner: str, last: str) -> Mapping[str, Mapping[str, list[Row]]]:
    """Return the department's records up to a year, by service and year."""
    found: dict[str, dict[str, list[Row]]] = {}
    for key, record in read_records(workspace, kind).items():
        if key[0] == owner and key[1] <= last:
            found.setdefault(record.service, {}).setdefault(key[1], []).append(_row(kind, key, record))
    return found


def _row(kind: Kind, key: Key, record: StoredRecord) -> Row:
    return {**record.values, **dict(zip(key_columns(kind), key[1:], strict=True))}


def _anew(kind: Kind, row: Row, year: str) -> Row:
    """Return a record of an earlier year as the start of a new one: what is counted is to be counted anew."""
    counted = {field.id for field in fields(kind) if field.kind in {FieldKind.COUNT, FieldKind.VOLUME}}
    return {**row, **dict.fromkeys(counted, ""), "fiscal_yr": year}
