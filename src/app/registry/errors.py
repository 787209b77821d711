"""What can be wrong with a file that claims to hold the registry's records, as facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import InputError, TargetError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


class UnreadableFileError(InputError):
    """The system does not give the file out: it is missing, a folder, or not allowed."""

    def __init__(self, path: Path, *, missing: bool) -> None:
        super().__init__(path)
        self.missing = missing


class EmptyFileError(InputError):
    """The file holds nothing."""


class WrongTypeError(InputError):
    """The content is not what the name claims.

    ``claimed`` and ``found`` are ``csv``, ``xlsx``, ``json``, ``pdf``, ``ole`` (a former or a
    protected workbook), ``html``, ``picture``, ``archive`` or ``binary``.
    """

    def __init__(self, path: Path, claimed: str, found: str) -> None:
        super().__init__(path)
        self.claimed = claimed
        self.found = found


class EncodingError(InputError):
    """The characters cannot be told for certain; ``line`` is the first line with a doubtful one."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(path)
        self.line = line


class BrokenTableError(InputError):
    """A quotation mark is not closed, or closed where the cell goes on; ``line`` counts lines of the file."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(path)
        self.line = line


class KeyColumnError(InputError):
    """A column that names the record is missing; ``sheet`` is blank for CSV."""

    def __init__(self, path: Path, sheet: str, missing: tuple[str, ...]) -> None:
        super().__init__(path)
        self.sheet = sheet
        self.missing = missing


class RepeatedColumnError(InputError):
    """A column of ours stands twice in the heading."""

    def __init__(self, path: Path, sheet: str, column: str) -> None:
        super().__init__(path)
        self.sheet = sheet
        self.column = column


class FormerLayoutError(InputError):
    """A workbook has a layout from before 2023, which is read as CSV only."""

    def __init__(self, path: Path, layout: str) -> None:
        super().__init__(path)
        self.layout = layout


class TooManyRowsError(InputError):
    """More rows than are read."""

    def __init__(self, path: Path, limit: int) -> None:
        super().__init__(path)
        self.limit = limit


class TooLargeError(InputError):
    """More bytes, unpacked, than are read; ``limit`` in megabytes."""

    def __init__(self, path: Path, limit: int) -> None:
        super().__init__(path)
        self.limit = limit


class TooDenseError(InputError):
    """An archive that unpacks to so many times its size that it is taken for an attack."""

    def __init__(self, path: Path, ratio: int) -> None:
        super().__init__(path)
        self.ratio = ratio


class BrokenWorkbookError(InputError):
    """A workbook that is cut off, protected or not made as the standard says."""


class NoDataSheetError(InputError):
    """A workbook without a sheet ``service`` or ``service-std``."""


class SheetFormError(InputError):
    """A sheet that is not laid out as the registry's template; ``cell`` is the one that tells."""

    def __init__(self, path: Path, sheet: str, cell: str, expected: str) -> None:
        super().__init__(path)
        self.sheet = sheet
        self.cell = cell
        self.expected = expected


class PlanJsonError(InputError):
    """A JSON file that is no plan of this program; ``where`` is a path in it, or blank when it is no JSON."""

    def __init__(self, path: Path, where: str, *, newer: bool = False) -> None:
        super().__init__(path)
        self.where = where
        self.newer = newer


class MixedInputError(InputError):
    """A plan's JSON was given together with other files."""


class ResultError(InputError):
    """A result file that was not written by a dry run."""


class PlanNotEmptyError(TargetError):
    """A plan's JSON is read only into a plan without records."""


class StaleResultError(TargetError):
    """The plan was changed since the dry run whose result is applied."""


class NothingChosenError(UsageError):
    """An export was to hold a service or a program that the plan does not hold.

    ``kind`` is ``service`` or ``program``.
    """

    def __init__(self, kind: str, code: str) -> None:
        super().__init__(code)
        self.kind = kind
        self.code = code
