"""What values the columns of a plan can hold: asked of a plan's JSON before it is taken over.

The database refuses numbers in texts, references to nothing and a few more; what else the
program counts on is here, so that a plan from elsewhere never stops it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Integer, LargeBinary

from app.registry.rules import is_storable
from app.registry.schema import schema
from app.registry.stored import TABLES
from model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from sqlalchemy import Column, Table

Form = Callable[[object], bool]

_LARGEST: Final = 2**53
_KINDS: Final = {table.name: kind for kind, table in TABLES.items()}
_NAMING_TEXTS: Final = {("service", "owner_org"), ("service_record", "owner_org"), ("standard_record", "owner_org")}
_NAMING_YEARS: Final = {
    ("service_record", "fiscal_yr"),
    ("standard_record", "fiscal_yr"),
    ("inventory_approval", "fiscal_yr"),
    ("selection_round", "fiscal_yr"),
    ("assessment", "fiscal_yr"),
    ("target", "fiscal_yr"),
    ("entered_figure", "fiscal_yr"),
    ("carried_record", "from_fiscal_yr"),
    ("succession", "fiscal_yr"),
    ("collection_round", "fiscal_yr"),
    ("engagement_approach", "first_yr"),
    ("engagement_approach", "last_yr"),
    ("version", "first_yr"),
    ("version", "last_yr"),
}
"""Years that name a row or bound it; others may be blank."""
_STATES: Final = {
    ("service", "state"): {"active", "retired", "merged"},
    ("selection_round", "state"): {"draft", "frozen"},
    ("assessment", "state"): {"draft", "attested"},
    ("decision", "priority"): {"Y", "N", ""},
    ("note", "resolved"): {"Y", "N", ""},
    ("section", "kept"): {"Y", "N", ""},
    ("quarterly_volume", "quarter"): {"1", "2", "3", "4"},
    ("field_mark", "mark"): {"same", "revisit"},
    ("succession", "kind"): {"merge", "split", "transfer"},
    ("service_test", "conclusion"): {"service", "not_service", ""},
    ("service_test_answer", "answer"): {"Y", "N", ""},
    ("collection_round", "grouping"): {"owner", "program"},
    ("department", "parliamentary_office"): {"Y", "N", ""},
}


def form_of(table: Table, column: Column[Any]) -> Form:
    """Return what tells whether a value of a plan's JSON can stand in a column."""
    if isinstance(column.type, LargeBinary):  # a version's content, unpacked
        return lambda value: isinstance(value, dict)
    if isinstance(column.type, Integer):
        return lambda value: value is None or (type(value) is int and abs(value) <= _LARGEST)
    form = _form_of_text(table.name, column)
    if column.nullable:
        return lambda value: value is None or form(value)
    return form


def _form_of_text(entity: str, column: Column[Any]) -> Form:
    name = column.name
    forms: tuple[tuple[object, Form], ...] = (
        (column.info.get("day"), _is_day),
        (name == "id" or (entity, name) in _NAMING_TEXTS, lambda value: is_text(value) and value != ""),
        ((entity, name) in _NAMING_YEARS, is_year),
        (name.endswith("_yr") or name == "state_since", lambda value: value == "" or is_year(value)),
        (name.endswith("_at"), lambda value: value == "" or _is_moment(value)),
        ((entity, name) in _STATES, lambda value: value in _STATES[entity, name]),
        (entity in _KINDS, _form_in_registry(entity, name)),
    )
    return next((form for holds, form in forms if holds), is_text)


def _form_in_registry(entity: str, name: str) -> Form:
    """Return the form of one of the registry's fields; of the plan's own it is that of any text."""
    field = schema().resource(_KINDS[entity]).fields.get(name) if entity in _KINDS else None
    if field is None or field.id == "program_id":
        return is_text
    return lambda value: is_text(value) and (value == "" or is_storable(field, str(value)))


def is_text(value: object) -> bool:
    """Whether a value is a text of whole characters."""
    return (
        isinstance(value, str)
        and "\0" not in value
        and not any("\ud800" <= character <= "\udfff" for character in value)
    )


def is_year(value: object) -> bool:
    """Whether a value is a fiscal year as data files write it."""
    try:
        return isinstance(value, str) and bool(FiscalYear.parse(value))
    except ValueError:
        return False


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_moment(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(datetime.fromisoformat(value))
    except ValueError:
        return False
