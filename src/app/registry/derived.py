"""The values that the registry computes: totals, performance, names.

They are never stored; the published form shows them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from app.registry import code_lists
from app.registry.schema import split_codes
from model.inventory import APPLICATION_COUNTS
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.registry.code_lists import ProgramList
    from model.bilingual import Bilingual

WHOLE_NUMBER = re.compile(r"-?[0-9]+")
DECIMAL_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
LONGEST = 40
"""More digits than any number of the registry has; Python refuses to read thousands of them."""


def whole_number(text: str) -> int | None:
    """Return the number that ``text`` is, or None for a state, a blank or anything else."""
    if len(text) > LONGEST or not WHOLE_NUMBER.fullmatch(text):
        return None
    return int(text)


def decimal_number(text: str) -> Fraction | None:
    """Return the exact number that a decimal with a point is, or None."""
    if len(text) > LONGEST or not DECIMAL_NUMBER.fullmatch(text):
        return None
    return Fraction(Decimal(text))


def applications_total(record: Mapping[str, str]) -> int:
    """Return the applications of a service over the seven channels; NA, ND and blank add nothing.

    Source:
        Registry schema, ``num_applications_total``.
    """
    return sum(whole_number(record[name]) or 0 for name in APPLICATION_COUNTS)


def ratio(record: Mapping[str, str]) -> Fraction | None:
    """Return the exact share of a standard's volume that met the target, or None when it is not known."""
    met, total = whole_number(record["volume_meeting_target"]), whole_number(record["total_volume"])
    if met is None or not total:
        return None
    return Fraction(met, total)


def performance(record: Mapping[str, str]) -> str:
    """Return a standard's performance as the registry writes it, with the shortest exact digits; blank when unknown.

    Source:
        Registry schema, ``performance``.
    """
    found = ratio(record)
    return "" if found is None else repr(found.numerator / found.denominator)


def target_met(record: Mapping[str, str]) -> str:
    """Return Y, N or NA: whether the exact ratio reaches the target; a target of 0 says nothing.

    Source:
        Registry schema, ``target_met``.
    """
    found, target = ratio(record), decimal_number(record["target"])
    if found is None or not target:
        return "NA"
    return "Y" if found >= target else "N"


def program_names(program_id: str, programs: ProgramList, language: Language) -> str:
    """Return the names of programs as one cell, each in double quotes; codes that no list has are skipped."""
    found = (programs.name(code) for code in split_codes(program_id))
    return ", ".join(f'"{name.text(language)}"' for name in found if name is not None)


def owner_org_title(code: str, fallback: Bilingual | None = None) -> str:
    """Return a department's name as the published files write it, English first.

    Args:
        code: the department's code.
        fallback: the name to use when the registry's list lacks the code.
    """
    known = code_lists.department(code)
    name = known.name if known is not None else fallback
    return code if name is None else f"{name.en} | {name.fr}"


def derived_values(
    record: Mapping[str, str], programs: ProgramList, fallback: Bilingual | None = None
) -> dict[str, str]:
    """Return every derived column of a record, whichever of the two tables it belongs to.

    Args:
        record: the stored fields with ``owner_org``.
        programs: names of the programs.
        fallback: the department's name when the registry's list lacks its code.
    """
    title = {"owner_org_title": owner_org_title(record["owner_org"], fallback)}
    if "total_volume" in record:
        return title | {"performance": performance(record), "target_met": target_met(record)}
    return title | {
        "num_applications_total": str(applications_total(record)),
        "program_name_en": program_names(record["program_id"], programs, Language.EN),
        "program_name_fr": program_names(record["program_id"], programs, Language.FR),
    }
