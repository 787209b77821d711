"""The registry's rules, applied to one record with its neighbours.

The import and the checks of the plan ask the same function. Which field has which rules is
data of the schema; what a rule means is here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

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
    from collections.abc import Iterator, Mapping, Sequence

    from model.language import Language

OUTER_SPACE = "\t\n\v\f\r "
"""White space that the registry cuts from the ends of a text; not the no-break space."""

UNSTORABLE = frozenset(
    {"choice", "choices", "count_format", "whole_number", "decimal_number", "nul_character", "row_length", "formula"}
)
"""Rules whose breach cannot be kept even as a draft: the file could not hold the value."""

COUNT_LIMIT = 2**31 - 1
VOLUME_LIMIT = 2**63 - 1

_OF_THE_RECORD: Final = frozenset(
    {"volume_order", "volume_without_total", "program_not_of_department", "program_expired"}
)
"""Rules on a value that look at the rest of its record; which programs there are, the plan tells too."""

_SHORT: Final = 64
"""Values up to this length come again and again: codes, counts. What was found of them is kept."""

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

    Attributes:
        has_service: whether the service of a standard has a record in the same year.
        shown_only: a text that shows nothing is blank, also where the registry takes a no-break space.
    """

    department: str
    programs: ProgramList
    has_service: bool = True
    shown_only: bool = False

    def is_blank(self, value: str) -> bool:
        """Whether a value counts as blank."""
        return not value or (value.isspace() and (self.shown_only or is_blank(value)))


@dataclass(frozen=True, slots=True)
class _Around:
    kind: Kind
    record: Mapping[str, str]
    context: Context
    required: frozenset[str]
    answered: frozenset[str]  # fields whose own condition speaks in place of the rule on pairs


_NOTHING_AROUND: Final = _Around(Kind.SERVICE, {}, Context("", ProgramList(())), frozenset(), frozenset())

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


def _one_sided(field: Field, _value: str, around: _Around) -> bool:
    if field.id in around.answered:
        return False
    other = _other_side(field)
    return not around.context.is_blank(around.record.get(other, ""))


def _other_side(field: Field) -> str:
    return field.pair + ("_fr" if field.id.endswith("_en") else "_en")


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


# asked of blanks only
_ON_BLANK: Mapping[str, _Check] = {
    "required": lambda _field, _value, _around: True,
    "conditionally_required": lambda field, _value, around: field.id in around.required,
    "both_languages": _one_sided,
}

_ON_VALUE: Mapping[str, _Check] = {
    "choice": lambda field, value, _around: value not in schema().lists[field.choices].codes,
    "choices": _choices,
    "max_length": lambda field, value, _around: (
        field.max_length is not None and len(value) > field.max_length and len(text_as_stored(value)) > field.max_length
    ),
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
    rules = (rule for rule in field.rules if rule in UNSTORABLE and rule in _ON_VALUE)
    return not is_endless(field, value) and not any(_ON_VALUE[rule](field, value, _NOTHING_AROUND) for rule in rules)


def is_endless(field: Field, value: str) -> bool:
    """Whether a number has more digits than can be read."""
    return field.kind in {FieldKind.COUNT, FieldKind.VOLUME, FieldKind.DECIMAL} and len(value) > LONGEST


@dataclass(frozen=True, slots=True, eq=False)
class _Checks:
    """The checks of one field: those of a blank, and those of a value, in the schema's order.

    Attributes:
        name: the field's id.
        is_alone: no check of a value looks at the rest of the record.
        longest: how long a text may be of which nothing else is asked but that no space surrounds it; else 0.
        other: the field of the same text in the other language, where both are to be there; else blank.
        is_required: a blank breaks a rule whatever the rest of the record says.
    """

    field: Field
    name: str
    on_blank: tuple[tuple[str, _Check], ...]
    on_value: tuple[tuple[str, _Check], ...]
    is_alone: bool
    longest: int
    other: str
    is_required: bool


@cache
def _checks(kind: Kind) -> tuple[_Checks, ...]:
    """Return the checks of each field, in the schema's order."""
    found = []
    resource = schema().resource(kind)
    for name in resource.template_columns:
        field = resource.fields[name]
        on_blank = tuple((rule, _ON_BLANK[rule]) for rule in field.rules if rule in _ON_BLANK)
        on_value = tuple((rule, _ON_VALUE[rule]) for rule in field.rules if rule not in _ON_BLANK)
        is_alone = field.choices != "program_id" and _OF_THE_RECORD.isdisjoint(field.rules)
        is_text = {rule for rule, _check in on_value} == {"max_length", "outer_space"}
        longest = field.max_length or 0 if is_text else 0
        other = _other_side(field) if "both_languages" in field.rules else ""
        found.append(_Checks(field, name, on_blank, on_value, is_alone, longest, other, "required" in field.rules))
    return tuple(found)


def _broken(checks: _Checks, value: str, around: _Around) -> list[str]:
    """Return the rules that a value breaks."""
    broken = [rule for rule, check in checks.on_value if check(checks.field, value, around)]
    if "\0" in value:
        broken.insert(0, "nul_character")
    return broken


@lru_cache(maxsize=4096)
def _broken_alone(checks: _Checks, value: str) -> tuple[str, ...]:
    """Return the rules that a short value breaks, whatever the rest of its record says."""
    return tuple(_broken(checks, value, _NOTHING_AROUND))


def met_conditions(kind: Kind, record: Mapping[str, str]) -> frozenset[str]:
    """Return the ids of the schema's conditions that hold for the record."""
    held = set()
    for condition in schema().resource(kind).conditions:
        values = [record.get(name, "") for name in condition.fields]
        if condition.above is None:
            holds = condition.equals in values
        else:
            holds = any((whole_number(value) or 0) > condition.above for value in values if value)
        if holds:
            held.add(condition.id)
    return frozenset(held)


def required_fields(kind: Kind, record: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields that the record must fill: the mandatory ones, and those that its answers make so."""
    asked = _asked_for(kind, met_conditions(kind, record))
    return _required_with(kind, asked)


@lru_cache(maxsize=64)
def _required_with(kind: Kind, asked: frozenset[str]) -> tuple[str, ...]:
    resource = schema().resource(kind)
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
    get = record.get
    broken: Sequence[str]
    for checks in _checks(kind):
        name, value = checks.name, get(checks.name, "")
        # most values are sound at a glance, and there are a hundred thousand of them
        if not value:
            if not (checks.is_required or name in around.required or (checks.other and get(checks.other))):
                continue
            broken = _broken_blank(checks, value, around)
        elif not " " < value[0] < "\x7f":
            broken = _broken_field(checks, value, around)  # it may show nothing, though it is there
        elif len(value) <= checks.longest and value[-1] > " " and "\0" not in value:
            continue
        elif checks.is_alone and len(value) <= _SHORT:
            broken = _broken_alone(checks, value)
        else:
            broken = _broken(checks, value, around)
        for rule in broken:
            yield _breach(rule, name, value)
    if "foreign_key" in resource.record_rules and not context.has_service:
        yield _breach("foreign_key", "service_id", record.get("service_id", ""))
    if kind is Kind.STANDARD:
        yield from _published_otherwise(record)


def _broken_field(checks: _Checks, value: str, around: _Around) -> Sequence[str]:
    """Return the rules that a field of a record breaks."""
    if around.context.is_blank(value):
        return _broken_blank(checks, value, around)
    if checks.is_alone and len(value) <= _SHORT:
        return _broken_alone(checks, value)
    return _broken(checks, value, around)


def _broken_blank(checks: _Checks, value: str, around: _Around) -> Sequence[str]:
    """Return the rules that a blank breaks; of white space, also that the registry cuts it."""
    broken = [rule for rule, check in checks.on_blank if check(checks.field, value, around)]
    is_cut = value and not around.context.shown_only and "outer_space" in checks.field.rules
    if is_cut and not checks.field.is_mandatory:
        broken.append("outer_space")
    return broken


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
