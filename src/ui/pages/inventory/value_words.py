"""Values of a record as its history shows them: official labels for codes, states in words, numbers in groups."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from app.formats import format_date
from app.i18n import _
from app.inventory.fields import OWN_CODES, YES_NO
from app.inventory.list_fields import year_words
from app.registry.schema import FieldKind, Kind, schema
from model.quantity import Quantity
from ui.pages.inventory import words
from ui.pages.inventory.record_model import OWNER, STANDARD
from ui.pages.inventory.typed_numbers import TARGET
from ui.widgets.quantity_text import quantity_number, quantity_words
from ui.widgets.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable

_OWNER_FIELDS: Final = {column: field for field, column in OWNER.items()}
_AROUND: Final = 36  # letters that are shown beside what changed in a long text
_LONG: Final = 150


def place_words(entity: str, field: str) -> str:
    """Return what a column is called, with the language of one side of a pair."""
    if entity == "service_owner":
        return words.field_name(_OWNER_FIELDS.get(field, field))
    if entity == "service" and field != "service_id":
        return _("State of the service")
    name = words.field_name(field)
    for side in ("en", "fr"):
        if field.endswith(f"_{side}") and field not in words.FIELDS:
            return _("{field} ({language})").format(field=name, language=side.upper())
    return name


def value_words(entity: str, field: str, value: str, program: Callable[[str], str]) -> str:
    """Return a value as a planner reads it; blank stays blank.

    Args:
        entity: the entity of the row.
        field: its column.
        value: the stored form.
        program: gives the name of a program by its code.
    """
    if not value:
        return ""
    if entity == "quarterly_volume" or field.startswith("num_"):
        told = _count(value)
    elif entity == "service":
        told = _state(field, value)
    elif field == "program_id":
        told = ", ".join(f"{program(code)} ({code})" for code in value.split(","))
    elif field == "confirmed_on":
        told = format_date(date.fromisoformat(value))
    elif field == "target":
        told = TARGET.show(value)
    elif field in OWN_CODES:
        told = _own(field, value)
    else:
        told = _coded(Kind.STANDARD if entity == STANDARD else Kind.SERVICE, field, value)
    return told


def _coded(kind: Kind, field: str, value: str) -> str:
    known = schema().resource(kind).fields.get(field)
    if known is None or known.kind not in {FieldKind.CODE, FieldKind.CODES, FieldKind.VOLUME}:
        return value
    if known.kind is FieldKind.VOLUME:
        return _count(value)
    if known.choices == "fiscal_year":
        return year_words(value)
    return ", ".join(words.code_words(kind, field, code).strip() for code in value.split(","))


def _own(field: str, value: str) -> str:
    answers = words.yes_no_na() if OWN_CODES[field] >= YES_NO else words.own_options(field)
    return next((say(option.words) for option in answers if option.value == value), value)


def _count(value: str) -> str:
    try:
        quantity = Quantity(value)
    except ValueError:
        return value
    return quantity_words(quantity) or quantity_number(quantity)


def _state(field: str, value: str) -> str:
    if field == "state":
        return {"active": _("Given"), "retired": _("Retired"), "merged": _("Merged")}.get(value, value)
    return year_words(value) if field == "state_since" else value


def shortened(old: str, new: str) -> tuple[str, str]:
    """Return two long texts cut to where they differ, with a little of what stands around it."""
    if max(len(old), len(new)) <= _LONG:
        return old, new
    least = min(len(old), len(new))
    start = next((at for at in range(least) if old[at] != new[at]), least)
    end = next((at for at in range(least - start) if old[-1 - at] != new[-1 - at]), least - start)
    return _window(old, start, end), _window(new, start, end)


def _window(text: str, start: int, end: int) -> str:
    first, last = max(start - _AROUND, 0), min(len(text) - end + _AROUND, len(text))
    if last - first > 2 * _LONG:
        last = first + 2 * _LONG
    head = "…" if first else ""
    return head + text[first:last].strip() + ("…" if last < len(text) else "")
