"""The errors that a planner can meet. They carry facts; the sentence is made where it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class PlanError(Exception):
    """Something that a planner can be told and can mend."""


class UsageError(PlanError):
    """The command line asks for something that does not exist; exit code 2."""


class InputError(PlanError):
    """A file that cannot be read or is not what it claims to be; exit code 3."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(str(path))
        self.path = str(path)


class TargetError(PlanError):
    """A plan or a target that cannot be opened or written; exit code 4."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(str(path))
        self.path = str(path)


class UnknownRecordError(PlanError):
    """The plan holds no record with this key."""

    def __init__(self, entity: str, key: str) -> None:
        super().__init__(f"{entity} {key}")
        self.entity = entity
        self.key = key


class UnknownCodeError(PlanError):
    """A value is not one of the codes of its list."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"{field}: {value!r}")
        self.field = field
        self.value = value


class UnknownDepartmentError(UsageError):
    """A department that neither the registry's list nor the plan knows."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SealedError(PlanError):
    """The record belongs to a frozen round, an attested assessment or a version, and cannot change."""

    def __init__(self, entity: str, key: str) -> None:
        super().__init__(f"{entity} {key}")
        self.entity = entity
        self.key = key


class ReadOnlyError(PlanError):
    """The plan was opened for reading only."""


class NothingToUndoError(PlanError):
    """No change is left that could be undone, or redone."""


class Hindrance(Protocol):
    """What stands in the way of an approval and can say so: a finding."""

    def where(self) -> str:
        """Return the name of what it is about."""

    def sentence(self) -> str:
        """Return what is wrong and how to mend it."""


class BlockedError(PlanError):
    """Something cannot be approved while findings of level error bear on it."""

    def __init__(self, findings: Sequence[Hindrance]) -> None:
        super().__init__(f"{len(findings)} errors")
        self.findings = tuple(findings)
