"""Reading one value of a layout from before 2023 as today's registry would have it written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from app.registry.derived import DECIMAL_NUMBER, LONGEST, WHOLE_NUMBER
from app.registry.layouts import plain
from app.registry.schema import join_codes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.registry.layouts import FieldSource, FormerLayout

_FISCAL: Final = re.compile(r"(\d{4})\s*[-/–]\s*(?:(\d{2})?(\d{2}))")
_CALENDAR: Final = re.compile(r"\d{4}")
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+")
_ROUND: Final = re.compile(r"\.0+$")
_PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class Told:
    """What a planner is told of a value.

    ``what`` names the sentence; ``rule`` is the registry's rule that the value would break;
    ``is_kept`` says that a note keeps the value, ``is_open`` that a planner has to decide.
    """

    what: str
    value: str
    rule: str
    facts: tuple[str, ...] = ()
    is_kept: bool = True
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """A value as today's registry has it; None where nothing could be taken, and the plan's own stays."""

    value: str | None
    told: tuple[Told, ...] = ()


def read_value(text: str, source: FieldSource, layout: FormerLayout) -> Reading:
    """Return what a former value is today.

    Args:
        text: the cell.
        source: where it stands and how it is read; ``department`` and ``programs`` are no
            matter of one value.
        layout: the layout, which says in what unit its targets are.
    """
    return _FORMS[source.form](text, source, layout)


def _text(text: str, _source: FieldSource, _layout: FormerLayout) -> Reading:
    return Reading(text)


def _key(text: str, _source: FieldSource, _layout: FormerLayout) -> Reading:
    return Reading(text.strip())


def _year(text: str, _source: FieldSource, layout: FormerLayout) -> Reading:
    bare = text.strip()
    if not bare or plain(bare) in layout.values["years"].blank:
        return Reading("")
    if _CALENDAR.fullmatch(bare):
        return Reading(f"{bare}-{int(bare) + 1}")
    found = _FISCAL.fullmatch(bare)
    if found and int(found[1]) % _PERCENT == (int(found[3]) - 1) % _PERCENT:
        return Reading(f"{found[1]}-{int(found[1]) + 1}")
    return Reading(None, (Told("unmapped", text, "choice"),))


def _code(text: str, source: FieldSource, layout: FormerLayout) -> Reading:
    if "," not in text:
        return _one_code(text, source, "choice")
    found = _codes(text, source, layout)
    if found.value is None or "," not in found.value:
        return found
    return Reading(None, (Told("several", text, "choice"),))


def _one_code(text: str, source: FieldSource, rule: str) -> Reading:
    bare, values = plain(text), source.values
    if not bare or bare in values.blank:
        return Reading("")
    if bare in values.certain:
        return Reading(values.certain[bare])
    if bare in values.likely:
        return Reading(values.likely[bare], (Told("likely", text, rule, (values.likely[bare],)),))
    return Reading(None, (Told("unmapped", text, rule),))


def _codes(text: str, source: FieldSource, _layout: FormerLayout) -> Reading:
    read = [_one_code(part.strip(), source, "choices") for part in text.split(",") if part.strip()]
    taken = [code for one in read if one.value for code in one.value.split(",")]
    told = [told for one in read for told in one.told]
    if taken:  # what was left out of a list that holds others is no question any more
        told = [Told("part", t.value, t.rule, t.facts, is_open=False) if t.what == "unmapped" else t for t in told]
        return Reading(join_codes(taken), tuple(told))
    return Reading(None if told else "", tuple(told))


def _flag(text: str, source: FieldSource, _layout: FormerLayout) -> Reading:
    found = (source.values.certain.get(plain(part)) for part in text.split(","))
    return Reading(next((value for value in found if value), None))


def _count(text: str, _source: FieldSource, layout: FormerLayout) -> Reading:
    bare = plain(text)
    if bare in layout.values["counts"].certain:
        return Reading(layout.values["counts"].certain[bare])
    return _number(text, "count_format")


def _volume(text: str, _source: FieldSource, layout: FormerLayout) -> Reading:
    if plain(text) in layout.values["volumes"].blank:
        return Reading("")
    return _number(text, "whole_number")


def _number(text: str, rule: str) -> Reading:
    bare = "".join(text.split())
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    bare = _ROUND.sub("", bare)
    if not bare or (WHOLE_NUMBER.fullmatch(bare) and len(bare) <= LONGEST):
        return Reading(bare)
    return Reading(None, (Told("number", text, rule),))


def _share(text: str, _source: FieldSource, layout: FormerLayout) -> Reading:
    bare = "".join(text.split())
    if not bare or plain(text) in layout.values["volumes"].blank:
        return Reading("")
    has_sign = bare.endswith("%")
    bare = bare.removesuffix("%")
    if bare.count(",") == 1 and "." not in bare:
        bare = bare.replace(",", ".")
    if not DECIMAL_NUMBER.fullmatch(bare) or len(bare) > LONGEST:
        return Reading(None, (Told("number", text, "decimal_number"),))
    number = Decimal(bare)
    is_share = not has_sign and number <= 1
    value = bare if is_share else _without_zeros(number / _PERCENT)
    if has_sign or number == 0 or is_share is not layout.in_percent:
        return Reading(value)
    return Reading(value, (Told("share" if is_share else "percent", text, "target_range", (value,), is_kept=False),))


def _without_zeros(number: Decimal) -> str:
    return format(number.normalize(), "f")


_FORMS: Final[Mapping[str, Callable[[str, FieldSource, FormerLayout], Reading]]] = {
    "text": _text,
    "key": _key,
    "year": _year,
    "code": _code,
    "codes": _codes,
    "flag": _flag,
    "count": _count,
    "volume": _volume,
    "share": _share,
}
