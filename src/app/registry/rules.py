"""The registry's rules, applied to one record with its neighbours.

The import and the checks of the plan ask the same function. Which field has which rules is
data of the schema; what a rule means is here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app.registry.code_lists import ProgramList, ProgramState
from app.registry.derived import (
    DECIMAL_NUMBER,
    LONGEST,
    WHOLE_NUMBER,
    decimal_number,
    performance,
    target_met,
    whole_number,
)
from app.registry.schema import Field, FieldKind, Kind, Severity, join_codes, schema, split_codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from model.language import Language

OUTER_SPACE = "\t\n\v\f\r "
"""White space that the registry cuts from the ends of a text; not the no-break space."""

UNSTORABLE = frozenset(
    {"choice", "choices", "count_format", "whole_number", "decimal_number", "nul_character", "row_length", "formula"}
)
"""Rules whose breach cannot be kept even as a draft: the file could not hold the value."""

COUNT_LIMIT = 2**31 - 1
VOLUME_LIMIT = 2**63 - 1

_CONTROLS = dict.fromkeys(range(0x20))


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule that one field of a record breaks."""

    rule: str
    field: str
    value: str
    severity: Severity

    def message(self, language: Language) -> str:
        """Return what is wrong and how to mend it."""
        return schema().rules[self.rule].message.text(language)


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules look at beside the record.

    ``has_service`` says whether the service of a standard has a record in the same year.
    """

    department: str
    programs: ProgramList
    has_service: bool = True


@dataclass(frozen=True, slots=True)
class _Around:
    kind: Kind
    record: Mapping[str, str]
    context: Context
    required: frozenset[str]
    answered: frozenset[str]  # fields whose own condition speaks in place of the rule on pairs


_Check = Callable[[Field, str, _Around], bool]


def is_blank(value: str) -> bool:
    """Whether a value is empty or nothing but white space."""
    return not value or not value.strip(OUTER_SPACE)


def _choices(field: Field, value: str, around: _Around) -> bool:
    if field.choices == "program_id":
        return not all(around.context.programs.knows(code) for code in split_codes(value))
    codes = schema().lists[field.choices].codes
    return not all(code in codes for code in split_codes(value))


def _too_large(field: Field, value: str, _around: _Around) -> bool:
    limit = COUNT_LIMIT if field.kind is FieldKind.COUNT else VOLUME_LIMIT
    if not WHOLE_NUMBER.fullmatch(value):
        return False
    number = whole_number(value.lstrip("-").lstrip("0") or "0")
    return number is None or number > limit


def _negative(_field: Field, value: str, _around: _Around) -> bool:
    return value.startswith("-") and WHOLE_NUMBER.fullmatch(value) is not None and bool(value.lstrip("-0"))


def _one_sided(field: Field, value: str, around: _Around) -> bool:
    if not is_blank(value) or field.id in around.answered:
        return False
    other = field.pair + ("_fr" if field.id.endswith("_en") else "_en")
    return not is_blank(around.record.get(other, ""))


def _volumes_cross(_field: Field, value: str, around: _Around) -> bool:
    met, total = whole_number(value), whole_number(around.record.get("total_volume", ""))
    return met is not None and total is not None and met > total


def _off_target(_field: Field, value: str, _around: _Around) -> bool:
    target = decimal_number(value)
    return target is not None and not 0 <= target <= 1


def _program_state(state: ProgramState) -> _Check:
    def check(_field: Field, value: str, around: _Around) -> bool:
        year, context = around.record.get("fiscal_yr", ""), around.context
        return any(context.programs.state(code, context.department, year) is state for code in split_codes(value))

    return check


_ON_BLANK: Mapping[str, _Check] = {
    "required": lambda _field, value, _around: is_blank(value),
    "conditionally_required": lambda field, value, around: field.id in around.required and is_blank(value),
    "both_languages": _one_sided,
}

_ON_VALUE: Mapping[str, _Check] = {
    "choice": lambda field, value, _around: value not in schema().lists[field.choices].codes,
    "choices": _choices,
    "max_length": lambda field, value, _around: len(text_as_stored(value)) > (field.max_length or len(value)),
    "no_comma": lambda _field, value, _around: "," in value,
    "count_format": lambda _f, value, _a: value.upper() not in {"NA", "ND"} and not WHOLE_NUMBER.fullmatch(value),
    "not_negative": _negative,
    "number_range": _too_large,
    "whole_number": lambda _field, value, _around: not WHOLE_NUMBER.fullmatch(value),
    "decimal_number": lambda _field, value, _around: not DECIMAL_NUMBER.fullmatch(value),
    "target_range": _off_target,
    "volume_order": _volumes_cross,
    "volume_without_total": lambda _field, _value, around: is_blank(around.record.get("total_volume", "")),
    "outer_space": lambda _field, value, _around: value.strip(OUTER_SPACE) != value,
    "upper_case": lambda _field, value, _around: value in {"na", "nd", "Na", "nA", "Nd", "nD"},
    "code_order": lambda field, v, around: join_codes(split_codes(v)) != v and not _choices(field, v, around),
    "key_control_character": lambda _field, value, _around: value.translate(_CONTROLS) != value,
    "program_not_of_department": _program_state(ProgramState.OTHER_DEPARTMENT),
    "program_expired": _program_state(ProgramState.EXPIRED),
}


def is_storable(field: Field, value: str) -> bool:
    """Whether a plan can hold ``value``, which is not blank, even as a draft.

    Args:
        field: one of the registry's fields, but no program: which there are, a plan may add to.
        value: what is to be stored.
    """
    around = _Around(Kind.SERVICE, {}, Context("", ProgramList(())), frozenset(), frozenset())
    rules = (rule for rule in field.rules if rule in UNSTORABLE and rule in _ON_VALUE)
    return not is_endless(field, value) and not any(_ON_VALUE[rule](field, value, around) for rule in rules)


def is_endless(field: Field, value: str) -> bool:
    """Whether a number has more digits than can be read."""
    return field.kind in {FieldKind.COUNT, FieldKind.VOLUME, FieldKind.DECIMAL} and len(value) > LONGEST


@cache
def _checks(kind: Kind) -> tuple[tuple[Field, tuple[tuple[str, _Check], ...], tuple[tuple[str, _Check], ...]], ...]:
    """Return for each field the checks of a blank and those of a value, in the schema's order."""
    found = []
    resource = schema().resource(kind)
    for name in resource.template_columns:
        field = resource.fields[name]
        on_blank = tuple((rule, _ON_BLANK[rule]) for rule in field.rules if rule in _ON_BLANK)
        on_value = tuple((rule, _ON_VALUE[rule]) for rule in field.rules if rule not in _ON_BLANK)
        found.append((field, on_blank, on_value))
    return tuple(found)


def met_conditions(kind: Kind, record: Mapping[str, str]) -> frozenset[str]:
    """Return the ids of the schema's conditions that hold for the record."""
    held = set()
    for condition in schema().resource(kind).conditions:
        values = (record.get(name, "") for name in condition.fields)
        if condition.above is None:
            holds = any(value == condition.equals for value in values)
        else:
            holds = any((whole_number(value) or 0) > condition.above for value in values)
        if holds:
            held.add(condition.id)
    return frozenset(held)


def required_fields(kind: Kind, record: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields that the record must fill: the mandatory ones, and those that its answers make so."""
    resource = schema().resource(kind)
    asked = _asked_for(kind, met_conditions(kind, record))
    return tuple(name for name in resource.template_columns if resource.fields[name].is_mandatory or name in asked)


def _asked_for(kind: Kind, held: frozenset[str]) -> frozenset[str]:
    if not held:
        return frozenset()
    conditions = schema().resource(kind).conditions
    return frozenset(name for condition in conditions if condition.id in held for name in condition.required)


def breaches(kind: Kind, record: Mapping[str, str], context: Context) -> tuple[Breach, ...]:
    """Return every rule that a record breaks, in the order of its fields.

    Args:
        kind: the table.
        record: values by the registry's field ids, with ``service_id``; what is missing
            counts as blank, what is not ours is passed over.
        context: the department, its programs, and whether a standard has its service.
    """
    return tuple(_found(kind, record, context))


def _found(kind: Kind, record: Mapping[str, str], context: Context) -> Iterator[Breach]:
    resource = schema().resource(kind)
    held = met_conditions(kind, record)
    by_code = frozenset(c.id for c in resource.conditions if c.id in held and c.equals is not None)
    around = _Around(kind, record, context, _asked_for(kind, held), _asked_for(kind, by_code))
    for field, on_blank, on_value in _checks(kind):
        value = record.get(field.id, "")
        if is_blank(value):
            broken = [rule for rule, check in on_blank if check(field, value, around)]
            if value and "outer_space" in field.rules and not field.is_mandatory:
                broken.append("outer_space")
        else:
            broken = [rule for rule, check in on_value if check(field, value, around)]
            if "\0" in value:
                broken.insert(0, "nul_character")
        for rule in broken:
            yield _breach(rule, field.id, value)
    if "foreign_key" in resource.record_rules and not context.has_service:
        yield _breach("foreign_key", "service_id", record.get("service_id", ""))
    if kind is Kind.STANDARD:
        yield from _published_otherwise(record)


def _published_otherwise(record: Mapping[str, str]) -> Iterator[Breach]:
    """Yield a breach for each published value that was kept because it differs from ours."""
    for name, ours in (("performance", performance), ("target_met", target_met)):
        published = record.get(f"published_{name}", "")
        numbers = {key: record.get(key, "") for key in ("volume_meeting_target", "total_volume", "target")}
        if published and published != ours(numbers):
            yield _breach("derived_value", name, published)


def _breach(rule: str, field: str, value: str) -> Breach:
    return Breach(rule, field, value, schema().rules[rule].severity)


def text_as_stored(value: str) -> str:
    """Return a text as the registry stores it: line breaks as LF, no white space at the ends."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip(OUTER_SPACE)


def as_stored(field: Field, value: str) -> str:
    """Return a value as the registry stores it, whatever the *altered* rules change in it."""
    match field.kind:
        case FieldKind.TEXT:
            return text_as_stored(value)
        case FieldKind.CODES:
            return "" if is_blank(value) else join_codes(split_codes(value))
        case FieldKind.COUNT:
            return value.upper() if value.upper() in {"NA", "ND"} else ("" if is_blank(value) else value)
        case FieldKind.KEY:
            return value.translate(_CONTROLS)
        case _:
            return "" if is_blank(value) else value
