"""Every field of a service that a list can show, fill and paste: its values, its words, and how they are read.

Fields keep the ids of the plan's columns; the owner inside the department is ``owner_name`` and
``owner_email``.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from app.errors import UnknownCodeError
from app.formats import format_number, format_year
from app.i18n import N_, catalog, language
from app.inventory.errors import NotACountError
from app.inventory.facts import codes
from app.inventory.fields import OWN_CODES, Entity, editable_fields, stored
from app.plan_facts import own_department
from app.quantities import parse_quantity
from app.registry.schema import FieldKind, Kind, choices, join_codes, schema
from app.typography import fold
from model.fiscal_year import FiscalYear
from model.inventory import COUNTS, SERVICE, SERVICE_RECORD
from model.language import Language
from model.ownership import SERVICE_OWNER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from app.workspace import Workspace

IDENTIFIER: Final = "service_id"
OWNER_FIELDS: Final = {"owner_name": "name", "owner_email": "email"}
"""Fields of the owner inside the department, and the columns that hold them."""


class Nature(StrEnum):
    """What a field holds, as an editor for it must know."""

    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    COUNT = "count"
    DAY = "day"
    KEY = "key"


_SHORT: Final = {"Y": N_("Yes"), "N": N_("No"), "NA": N_("N/A"), "ND": N_("N/D")}
_OWN: Final = {
    "offline_reason": {"law": N_("Law"), "security": N_("Security"), "feasibility": N_("Feasibility")},
    "exclusion": {"law": N_("By law"), "security": N_("For security")},
    "service_scope": {
        "EXTERN": N_("External"),
        "ENTERPRISE": N_("Internal enterprise"),
        "CLUSTER": N_("Internal cluster"),
        "INTERN": N_("Internal"),
    },
}
_CHUNK: Final = 500  # keys in one query, below SQLite's limit on parameters


@cache
def list_fields() -> tuple[str, ...]:
    """Return every field, in the order of the plan's table."""
    return (IDENTIFIER, *OWNER_FIELDS, *editable_fields(Entity.SERVICE_RECORD))


@cache
def nature(field: str) -> Nature:
    """Return what ``field`` holds."""
    if field == IDENTIFIER:
        return Nature.KEY
    if field == "confirmed_on":
        return Nature.DAY
    if field in OWN_CODES:
        return Nature.CODE
    if field in COUNTS:
        return Nature.COUNT
    known = schema().resource(Kind.SERVICE).fields.get(field)
    if known is None or known.kind not in {FieldKind.CODE, FieldKind.CODES}:
        return Nature.TEXT
    return Nature.CODE if known.kind is FieldKind.CODE else Nature.CODES


@cache
def field_codes(field: str) -> tuple[str, ...]:
    """Return the codes that a field may hold; nothing for programs, whose list lies elsewhere."""
    if field in OWN_CODES:
        order = ("Y", "N", "NA", "law", "security", "feasibility")
        return tuple(code for code in order if code in OWN_CODES[field])
    known = schema().resource(Kind.SERVICE).fields.get(field)
    return tuple(choice.code for choice in choices(known.choices)) if known is not None else ()


def code_words(field: str, code: str, spoken: Language | None = None) -> str:
    """Return what a code means in short words; a code that no list knows as it is."""
    said = spoken or language()
    short = _OWN.get(field, _SHORT).get(code)
    if short is not None:
        return catalog(said).gettext(short)
    known = schema().resource(Kind.SERVICE).fields.get(field)
    label = schema().lists[known.choices].label(code) if known is not None and known.choices else None
    return label.text(said).strip() if label is not None else code


def value_words(field: str, written: str) -> str:
    """Return a stored value as a list shows it, in the interface language."""
    if not written:
        return ""
    match nature(field):
        case Nature.CODE:
            known = schema().resource(Kind.SERVICE).fields.get(field)
            is_year = known is not None and known.choices == "fiscal_year"
            return year_words(written) if is_year else code_words(field, written)
        case Nature.CODES:
            return ", ".join(code_words(field, code) for code in codes(written))
        case Nature.COUNT:
            return count_words(written)
        case _:
            return written


def year_words(written: str) -> str:
    """Return a fiscal year as the interface language writes it; what is no fiscal year as it is."""
    try:
        return format_year(FiscalYear.parse(written))
    except ValueError:
        return written


def count_words(written: str) -> str:
    """Return a count with the groups of the interface language; what was written oddly stays so."""
    if written in _SHORT:
        return catalog(language()).gettext(_SHORT[written])
    return format_number(int(written)) if written == str(int(written or 0)) else written


def exchanged(field: str, written: str) -> str:
    """Return a stored value as it goes to a spreadsheet: words for codes, plain digits for counts."""
    if nature(field) is Nature.CODES:
        return "; ".join(code_words(field, code) for code in codes(written))
    return code_words(field, written) if nature(field) is Nature.CODE and written else written


def understood(field: str, text: str) -> str:
    """Return what was typed or pasted for ``field`` in the form that the plan keeps.

    Codes are understood by code or by their words in either language, several of them apart by
    semicolons, commas or line breaks; counts with or without groups, *N/A* and *N.D.* as states.

    Raises:
        app.errors.PlanError: it cannot be stored; see ``app.inventory.fields.stored``.
    """
    if field in OWNER_FIELDS:
        return " ".join(text.replace("\0", "").split())
    if field == IDENTIFIER:
        return stored(Entity.SERVICE, field, text.strip())
    match nature(field):
        case Nature.COUNT:
            text = _count(field, text)
        case Nature.CODE:
            text = _code(field, text)
        case Nature.CODES:
            text = _several(field, text)
        case Nature.DAY:
            text = text.strip()
    return stored(Entity.SERVICE_RECORD, field, text)


def _count(field: str, text: str) -> str:
    quantity = parse_quantity(text)
    if quantity is None:
        raise NotACountError(field, text)
    return quantity.written


@cache
def _spoken_codes(field: str) -> Mapping[str, str]:
    """Return the codes of a field by all that they are called, folded."""
    found: dict[str, str] = {}
    for code in field_codes(field):
        known = schema().resource(Kind.SERVICE).fields.get(field)
        label = schema().lists[known.choices].label(code) if known is not None and known.choices else None
        names = [code, *(code_words(field, code, spoken) for spoken in Language)]
        names += [label.text(spoken) for spoken in Language] if label is not None else []
        names += [catalog(spoken).gettext(_SHORT[code]) for spoken in Language] if code in _SHORT else []
        for name in names:
            found.setdefault(_bare(name), code)
    return found


def _bare(text: str) -> str:
    return " ".join(fold(text).split()).rstrip(".")


def _code(field: str, text: str) -> str:
    bare = _bare(text)
    known = _spoken_codes(field).get(bare)
    if known is None and bare in {"so", "s.o", "na"}:
        known = _spoken_codes(field).get("na")
    if bare and known is None:
        raise UnknownCodeError(field, text)
    return known or ""


def _several(field: str, text: str) -> str:
    if not _bare(text):
        return ""
    if not field_codes(field):  # programs: the list lies elsewhere, and departments outgrow it
        return join_codes(part.strip() for part in _parts(text, ",;\n") if part.strip())
    spoken = _spoken_codes(field)
    if (whole := spoken.get(_bare(text))) is not None:
        return whole
    for marks in (";\n", ",;\n"):  # a label may hold a comma itself
        parts = [part for part in _parts(text, marks) if _bare(part)]
        if all(_bare(part) in spoken for part in parts):
            return join_codes(spoken[_bare(part)] for part in parts)
    wrong = next(part for part in _parts(text, ",;\n") if _bare(part) not in spoken)
    raise UnknownCodeError(field, wrong.strip())


def _parts(text: str, marks: str) -> list[str]:
    for mark in marks[1:]:
        text = text.replace(mark, marks[0])
    return text.split(marks[0])


def field_values(
    workspace: Workspace, year: FiscalYear, fields: Iterable[str], services: Collection[str] | None = None
) -> dict[str, dict[str, str]]:
    """Return what fields hold in the records that the plan's department reported in ``year``.

    Returns:
        By field, the written form by the service's key; what is blank or not reported is left out.

    Args:
        workspace: the open plan.
        year: the fiscal year of the records.
        fields: ids out of ``list_fields``.
        services: only these keys.
    """
    wanted = list(dict.fromkeys(fields))
    found: dict[str, dict[str, str]] = {field: {} for field in wanted}
    keys = None if services is None else sorted(services)
    parts = [None] if keys is None else [keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK)]
    by_table: dict[str, list[str]] = defaultdict(list)
    for field in wanted:
        by_table["service" if field == IDENTIFIER else "owner" if field in OWNER_FIELDS else "record"].append(field)
    for part in parts:
        for table, listed in by_table.items():
            _read(workspace, year, table, listed, part, found)
    return found


def _read(  # noqa: PLR0917  one step of ``field_values``
    workspace: Workspace,
    year: FiscalYear,
    table: str,
    listed: list[str],
    keys: list[str] | None,
    found: dict[str, dict[str, str]],
) -> None:
    if table == "service":
        key, query = SERVICE.c.id, select(SERVICE.c.id, SERVICE.c.service_id)
    elif table == "owner":
        key = SERVICE_OWNER.c.service
        query = select(key, *(SERVICE_OWNER.c[OWNER_FIELDS[field]] for field in listed))
    else:
        column = SERVICE_RECORD.c
        key, query = column.service, select(column.service, *(column[field] for field in listed))
        query = query.where(column.owner_org == own_department(workspace), column.fiscal_yr == str(year))
    read = workspace.rows(query if keys is None else query.where(key.in_(keys)))
    for at, field in enumerate(listed, start=1):
        found[field].update({row[0]: row[at] for row in read if row[at]})
