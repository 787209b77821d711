"""Departments and programs, as the registry lists them and as the plan adds to them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.resources import resource
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.plan import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Department:
    """A department; ``name`` is the applied title."""

    code: str
    name: Bilingual
    abbreviation: Bilingual


@dataclass(frozen=True, slots=True)
class Program:
    """A program of one department.

    ``valid_until`` is the calendar year in which its last valid fiscal year ends; None for a
    program that only the plan knows.
    """

    code: str
    name: Bilingual
    department: str
    valid_until: int | None


class ProgramState(StrEnum):
    """What the list says of a code for a department and a year."""

    VALID = "valid"
    EXPIRED = "expired"
    OTHER_DEPARTMENT = "other_department"
    UNKNOWN = "unknown"


def _rows(name: str) -> list[dict[str, str]]:
    text = resource("templates", "registry", name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@cache
def departments() -> tuple[Department, ...]:
    """Return every department of the registry's list, in its order."""
    return tuple(
        Department(
            row["owner_org"],
            Bilingual(row["name_en"], row["name_fr"]),
            Bilingual(row["abbreviation_en"], row["abbreviation_fr"]),
        )
        for row in _rows("departments.csv")
    )


@cache
def _by_code() -> Mapping[str, Department]:
    return {found.code: found for found in departments()}


def department(code: str) -> Department | None:
    """Return the department with this code, or None when the list lacks it."""
    return _by_code().get(code)


class ProgramList:
    """Program codes with their names and the departments that may use them."""

    def __init__(self, programs: Iterable[Program]) -> None:
        self._by_code: dict[str, dict[str, Program]] = {}
        self._departments: set[str] = set()
        self._take(programs)

    def _take(self, programs: Iterable[Program]) -> None:
        for program in programs:
            held = self._by_code.setdefault(program.code, {})
            known = held.get(program.department)
            if known is None or _is_later(program, known):
                held[program.department] = program
            self._departments.add(program.department)

    def with_own(self, own: Iterable[Program]) -> ProgramList:
        """Return this list and the programs that only the plan knows; what is alike in both is shared."""
        added, whole = tuple(own), ProgramList(())
        whole._by_code = self._by_code | {program.code: dict(self._by_code.get(program.code, {})) for program in added}
        whole._departments = set(self._departments)
        whole._take(added)
        return whole

    @property
    def codes(self) -> tuple[str, ...]:
        """Return every code, sorted."""
        return tuple(sorted(self._by_code))

    def knows(self, code: str) -> bool:
        """Whether the list has this code, for whatever department."""
        return code in self._by_code

    def name(self, code: str) -> Bilingual | None:
        """Return the program's name, or None when the list lacks the code."""
        held = self._by_code.get(code)
        return next(iter(held.values())).name if held else None

    def state(self, code: str, department: str, fiscal_yr: str) -> ProgramState:
        """Return what the list says of ``code`` for a department in a fiscal year ``YYYY-YYYY``.

        A department that the list does not know at all is asked nothing.
        """
        held = self._by_code.get(code)
        if held is None:
            return ProgramState.UNKNOWN
        if department not in self._departments:
            return ProgramState.VALID
        program = held.get(department)
        if program is None:
            return ProgramState.OTHER_DEPARTMENT
        return ProgramState.VALID if _is_valid(program, fiscal_yr) else ProgramState.EXPIRED

    def of(self, department: str, fiscal_yr: str = "") -> tuple[Program, ...]:
        """Return a department's programs by code; with a year, only those valid in it."""
        held = (programs[department] for programs in self._by_code.values() if department in programs)
        return tuple(
            sorted((p for p in held if not fiscal_yr or _is_valid(p, fiscal_yr)), key=lambda program: program.code)
        )


def _is_later(program: Program, known: Program) -> bool:
    return program.valid_until is None or (known.valid_until is not None and program.valid_until > known.valid_until)


def _is_valid(program: Program, fiscal_yr: str) -> bool:
    if program.valid_until is None:
        return True
    try:
        year = FiscalYear.parse(fiscal_yr)
    except ValueError:
        return True  # the year itself is told elsewhere
    return year.reporting_year <= program.valid_until


@cache
def programs() -> ProgramList:
    """Return the registry's list of programs."""
    return ProgramList(
        Program(
            row["program_id"],
            Bilingual(row["name_en"], row["name_fr"]),
            row["owner_org"],
            int(row["valid_until"]) if row["valid_until"] else None,
        )
        for row in _rows("programs.csv")
    )


def programs_with(workspace: Workspace) -> ProgramList:
    """Return the registry's list and the plan's own programs."""
    query = select(PROGRAM.c.code, PROGRAM.c.name_en, PROGRAM.c.name_fr, PROGRAM.c.department)
    own = [
        Program(row.code, Bilingual(row.name_en, row.name_fr), row.department, None) for row in workspace.rows(query)
    ]
    return programs().with_own(own) if own else programs()
