"""Reading files that somebody wants to import: their type told, their limits checked, nothing of a plan touched."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.registry.csv_reading import read_csv
from app.registry.errors import EmptyFileError, MixedInputError, TooLargeError, UnreadableFileError, WrongTypeError
from app.registry.plan_json import PlanDocument, read_plan_json
from app.registry.xlsx_opening import MAX_MEGABYTES
from app.registry.xlsx_reading import read_xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.registry.tables import InputTable

_TYPES: Final = {".csv": "csv", ".xlsx": "xlsx", ".json": "json"}
_SIGNATURES: Final = (
    (b"PK\x03\x04", "xlsx"),
    (b"PK\x05\x06", "archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"SQLite format 3\x00", "plan"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
)


@dataclass(frozen=True)
class Sources:
    """What was read: tables of the registry, or one plan."""

    tables: tuple[InputTable, ...] = ()
    plan: PlanDocument | None = None


def read_files(paths: Sequence[Path]) -> Sources:
    """Read every file whole.

    Raises:
        app.errors.InputError: one of them cannot be read, or is not what it claims.
    """
    tables: list[InputTable] = []
    plan: PlanDocument | None = None
    for path in paths:
        found = _type_of(path)
        if found == "json":
            if len(paths) > 1:
                raise MixedInputError(path)
            plan = read_plan_json(path)
        elif found == "xlsx":
            tables.extend(read_xlsx(path))
        else:
            tables.append(read_csv(path, path.read_bytes()))
    return Sources(tuple(tables), plan)


def _type_of(path: Path) -> str:
    """Return ``csv``, ``xlsx`` or ``json``: what the name claims and the content is."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a device or a pipe may never end
            raise UnreadableFileError(path, missing=False)
        size = found.st_size
        with path.open("rb") as file:
            start = file.read(512)
    except OSError as error:
        raise UnreadableFileError(path, missing=isinstance(error, FileNotFoundError)) from error
    if not start:
        raise EmptyFileError(path)
    if size > MAX_MEGABYTES * 1_000_000:
        raise TooLargeError(path, MAX_MEGABYTES)
    content = _sniff(start)
    claimed = _TYPES.get(path.suffix.lower(), content)
    if claimed != content and not (claimed == "json" and content == "csv"):
        raise WrongTypeError(path, claimed, content)
    if claimed not in _TYPES.values():
        raise WrongTypeError(path, "", content)
    return claimed


def _sniff(start: bytes) -> str:
    """Return what the first bytes are; ``csv`` for any text that is nothing else."""
    for signature, name in _SIGNATURES:
        if start.startswith(signature):
            return name
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] in {b"{", b"["}:
        return "json"
    if text.lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        return "html"
    return "csv"
