"""Turns the plain values of a framework's file into its parts, or says what is wrong and where."""

from __future__ import annotations

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from app.errors import InputError
from app.i18n import N_
from model.bilingual import Bilingual
from model.language import Language

_Part = TypeVar("_Part")


class FrameworkError(InputError):
    """A framework's file is not one.

    Attributes:
        key: where in the file, as ``requirements[2].title.fr``.
        reason: what is wrong, an English message id with the placeholder ``{value}``.
        value: what stands there.
    """

    def __init__(self, path: str, key: str, reason: str, value: str = "") -> None:
        super().__init__(path)
        self.key = key
        self.reason = reason
        self.value = value
        self.args = (f"{path}: {key}: {reason.format(value=value)}",)


class BadPartError(Exception):
    """A value of the file is not what its place asks for; the loader adds the file's name."""

    def __init__(self, key: str, reason: str, value: object = "") -> None:
        super().__init__(key)
        self.key = key
        self.reason = reason
        self.value = str(value)


def read_part(kind: type[_Part], value: Any, key: str = "") -> _Part:
    """Return ``value`` as ``kind``: each key of the file is a field of the class.

    Args:
        kind: one of the dataclasses of ``parts``.
        value: what the file holds there.
        key: where in the file, for the error.

    Raises:
        BadPartError: a key is missing or unknown, a value has the wrong type, a text is blank in a language.
    """
    if not isinstance(value, dict):
        raise BadPartError(key, N_("a group of keys belongs here, not “{value}”"), value)
    part: Any = kind
    expected = _fields(part)
    for name in value:
        if name not in expected:
            raise BadPartError(_join(key, name), N_("this key is not known"))
    read: dict[str, Any] = {}
    for name, (wanted, is_required) in expected.items():
        if name in value:
            read[name] = _value(wanted, value[name], _join(key, name))
        elif is_required:
            raise BadPartError(_join(key, name), N_("this key is missing"))
    return kind(**read)


@cache
def _fields(kind: Any) -> dict[str, tuple[Any, bool]]:
    """Return the type of each field of a dataclass, and whether the file must hold it."""
    hints = get_type_hints(kind)
    return {field.name: (hints[field.name], field.default is MISSING) for field in fields(kind)}


def _value(wanted: Any, value: Any, key: str) -> Any:
    """Return ``value`` as the type ``wanted``."""
    if get_origin(wanted) is tuple:
        if not isinstance(value, list):
            raise BadPartError(key, N_("a list belongs here, not “{value}”"), value)
        (item,) = {argument for argument in get_args(wanted) if argument is not Ellipsis}
        return tuple(_value(item, entry, f"{key}[{index}]") for index, entry in enumerate(value))
    if get_origin(wanted) in (Union, types.UnionType):
        (wanted,) = (argument for argument in get_args(wanted) if argument is not type(None))
    if wanted is Bilingual:
        return _bilingual(value, key)
    if isinstance(wanted, type) and is_dataclass(wanted):
        return read_part(wanted, value, key)
    return _scalar(wanted, value, key)


def _bilingual(value: Any, key: str) -> Bilingual:
    """Return a text of the file, filled in both languages."""
    if not isinstance(value, dict) or set(value) - set(Language):
        raise BadPartError(key, N_("a text in both languages belongs here: en and fr"), value)
    for language in Language:
        text = value.get(language.value)
        if not isinstance(text, str) or not text.strip():
            raise BadPartError(_join(key, language), N_("this text is missing"))
    return Bilingual(value["en"].strip(), value["fr"].strip())


def _scalar(wanted: type[Any], value: Any, key: str) -> Any:
    """Return a plain value of the file; a number where a text belongs is refused, not converted."""
    if issubclass(wanted, StrEnum):
        if value not in set(wanted):
            raise BadPartError(key, N_("“{value}” is not one of the words that belong here"), value)
        return wanted(value)
    if wanted is float and type(value) is int:
        return float(value)
    if type(value) is not wanted:
        raise BadPartError(key, _EXPECTED[wanted], value)
    if wanted is str and not value.strip():
        raise BadPartError(key, N_("this text is missing"))
    return value


_EXPECTED: dict[type[Any], str] = {
    str: N_("a text belongs here, not “{value}”; put it between quotation marks"),
    int: N_("a whole number belongs here, not “{value}”"),
    float: N_("a number belongs here, not “{value}”"),
    bool: N_("true or false belongs here, not “{value}”"),
    date: N_("a date such as 2014-10-01 belongs here, not “{value}”"),
}


def _join(key: str, name: object) -> str:
    """Return the key path one step deeper."""
    return f"{key}.{name}" if key else str(name)
