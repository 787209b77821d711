"""Comparing the derived columns of a published file with what the registry computes today."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from app.registry.derived import decimal_number, derived_values
from app.registry.layouts import CURRENT
from app.registry.schema import Kind, split_codes
from app.registry.tables import OWNER, InputTable, Item, Row
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.registry.stored import Records

_HALF_A_STEP: Final = Fraction(1, 20_000)
_PERCENTS: Final = 2  # digits
_FOUR_DECIMALS: Final = frozenset(n for n in range(1, 10_001) if 10_000 % n == 0)


def published_otherwise(
    table: InputTable, row: Row, record: Mapping[str, str], records: Records
) -> tuple[dict[str, str], list[Item]]:
    """Return the published values that are kept because they differ from ours, and what to tell of them.

    Args:
        table: the file.
        row: its row.
        record: the record as it will be stored, with ``owner_org``.
        records: the plan's programs and department.
    """
    present = [name for name in _compared(table.kind) if name in table.columns]
    if not present:
        return {}, []
    about = records.about
    fallback = about.name if record[OWNER] == about.department else None
    ours = derived_values(record, records.programs, fallback)
    kept: dict[str, str] = {}
    told: list[Item] = []
    for name in present:
        published = row.cells[table.columns[name]]
        passes = _is_about if table.layout != CURRENT and name == "performance" else None
        same = passes(published, ours[name]) if passes else _passes(name, published, ours[name], record, records)
        differs = bool(published) and not same
        if differs:
            told.append(Item(row.number, name, published, "derived_value", table.cell(name, row.number), (ours[name],)))
        if name in {"performance", "target_met"}:
            kept[f"published_{name}"] = published if differs else ""
    return kept, told


def _compared(kind: Kind) -> tuple[str, ...]:
    if kind is Kind.STANDARD:
        return ("performance", "target_met", "owner_org_title")
    return ("program_name_en", "program_name_fr", "num_applications_total", "owner_org_title")


def _passes(name: str, published: str, ours: str, record: Mapping[str, str], records: Records) -> bool:
    if published == ours:
        return True
    match name:
        case "performance":
            return _is_rounded(published, ours)
        case "program_name_en" | "program_name_fr":
            return published == _former_names(record, records, Language(name[-2:]))
        case _:
            return False


def _is_rounded(published: str, ours: str) -> bool:
    """Whether a published performance is ours in other digits, or rounded to four decimals as before June 2026."""
    theirs = decimal_number(published)
    if theirs is None or not ours:
        return False
    return theirs == Fraction(Decimal(ours)) or (
        abs(theirs - Fraction(Decimal(ours))) <= _HALF_A_STEP and theirs.denominator in _FOUR_DECIMALS
    )


def _is_about(published: str, ours: str) -> bool:
    """Whether a former file's performance is ours, rounded to as many digits as it has, and at least to percents."""
    theirs = decimal_number(published)
    if theirs is None or not ours:
        return False
    digits = max(len(published.rstrip("0").partition(".")[2]), _PERCENTS)
    return abs(theirs - Fraction(Decimal(ours))) <= Fraction(1, 2 * 10**digits)


def _former_names(record: Mapping[str, str], records: Records, language: Language) -> str:
    """Return program names as files wrote them before March 2026: single quotes, or double ones round an apostrophe."""
    found = (records.programs.name(code) for code in split_codes(record["program_id"]))
    return ", ".join(repr(name.text(language)) for name in found if name is not None)
