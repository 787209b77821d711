"""The few functions of a spreadsheet that the workbook's checks use, computed as spreadsheets compute them."""

from __future__ import annotations

import operator
import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from openpyxl.utils import column_index_from_string

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

_TOKEN: Final = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<rows>\$\d+:\$\d+)
    |(?P<cells>(?:[\w-]+!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)|(?P<name>[A-Z]+)(?=\()|(?P<truth>TRUE|FALSE)
    |(?P<number>\d+(?:\.\d+)?)|(?P<sign><>|<=|>=|[-+*&=<>(),]))""",
    re.VERBOSE,
)
_CELL: Final = re.compile(r"\$?([A-Z]+)\$?(\d+)")
_COMPARED: Final = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


class Wrong:
    """An error value: what a spreadsheet shows as #VALUE!."""


WRONG: Final = Wrong()


class Sheet:
    """Computes formulas on one sheet of a workbook; ``row`` is the row that relative cells stand for."""

    def __init__(self, book: Workbook, name: str) -> None:
        self._book, self._name = book, name
        self._ranges: dict[str, list[Any]] = {}

    def value(self, formula: str, row: int) -> Any:
        """Return what a formula that was written for row 6 gives in another row."""
        self._tokens = [match for match in _TOKEN.finditer(formula) if match.group().strip()]
        assert "".join(m.group() for m in self._tokens).replace(" ", "") == formula.replace(" ", ""), formula
        self._at, self._row = 0, row
        found = self._compared()
        assert self._at == len(self._tokens), formula
        return found

    def _sign(self, *signs: str) -> str:
        if self._at < len(self._tokens) and self._tokens[self._at]["sign"] in signs:
            self._at += 1
            return str(self._tokens[self._at - 1]["sign"])
        return ""

    def _compared(self) -> Any:
        left = self._joined()
        while sign := self._sign(*_COMPARED):
            left = _each(lambda a, b, s=sign: _compare(s, a, b), left, self._joined())
        return left

    def _joined(self) -> Any:
        left = self._sum()
        while self._sign("&"):
            left = _each(lambda a, b: _text(a) + _text(b), left, self._sum())
        return left

    def _sum(self) -> Any:
        left = self._product()
        while sign := self._sign("+", "-"):
            factor = 1 if sign == "+" else -1
            left = _each(lambda a, b, f=factor: _number(a) + f * _number(b), left, self._product())
        return left

    def _product(self) -> Any:
        left = self._signed()
        while self._sign("*"):
            left = _each(lambda a, b: _number(a) * _number(b), left, self._signed())
        return left

    def _signed(self) -> Any:
        if self._sign("-"):
            return _each(lambda a: -_number(a), self._signed())
        return self._atom()

    def _atom(self) -> Any:
        token = self._tokens[self._at]
        self._at += 1
        if token["sign"] == "(":
            found = self._compared()
            assert self._sign(")")
            return found
        if token["name"]:
            return self._function(token["name"])
        return self._cells(token["cells"]) if token["cells"] else _constant(token)

    def _function(self, name: str) -> Any:
        assert self._sign("(")
        given = [self._compared()]
        while self._sign(","):
            given.append(self._compared())
        assert self._sign(")")
        if name in _WHOLE:
            return _WHOLE[name](*given)
        return _each(_SINGLE[name], *given, keeps_errors=name in {"ISERROR", "ISNUMBER"})

    def _cells(self, written: str) -> Any:
        if ":" not in written:
            letters, number = _CELL.fullmatch(written).groups()  # type: ignore[union-attr]
            assert number == "6", written
            return self._book[self._name].cell(self._row, column_index_from_string(letters)).value
        name, _mark, cells = written.rpartition("!")
        if "$6:" not in cells and not name:  # a part of the row itself
            (first, _one), (last, _two) = (_CELL.fullmatch(part).groups() for part in cells.split(":"))  # type: ignore[union-attr]
            columns = range(column_index_from_string(first), column_index_from_string(last) + 1)
            return [self._book[self._name].cell(self._row, column).value for column in columns]
        if written not in self._ranges:
            sheet = self._book[name or self._name]
            area = cells.replace("$", "")
            (letter, first), (_letter, last) = (_CELL.fullmatch(part).groups() for part in area.split(":"))  # type: ignore[union-attr]
            column, end = column_index_from_string(letter), min(int(last), sheet.max_row)
            self._ranges[written] = [sheet.cell(row, column).value for row in range(int(first), end + 1)]
        return self._ranges[written]


def _constant(token: re.Match[str]) -> Any:
    if token["text"]:
        return token["text"][1:-1].replace('""', '"')
    if token["number"]:
        return float(token["number"])
    if token["truth"]:
        return token["truth"] == "TRUE"
    first, last = (int(part[1:]) for part in token["rows"].split(":"))
    return list(range(first, last + 1))


def _each(do: Callable[..., Any], *given: Any, keeps_errors: bool = False) -> Any:
    """Apply a function to single values, or to each value of the lists among them."""
    if any(isinstance(one, list) for one in given):
        length = max(len(one) for one in given if isinstance(one, list))
        lists = [one if isinstance(one, list) else [one] * length for one in given]
        return [_each(do, *values, keeps_errors=keeps_errors) for values in zip_longest(*lists)]
    if not keeps_errors and any(one is WRONG for one in given):
        return WRONG
    try:
        return do(*given)
    except (ValueError, TypeError):
        return WRONG


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return str(int(value)) if value == int(value) else repr(value)
    return str(value)


def _number(value: Any) -> float:
    if isinstance(value, str):
        if not re.fullmatch(r"\s*[-+]?[\d,]*\.?\d+(?:[Ee][-+]?\d+)?\s*", value):
            raise ValueError(value)
        return float(value.replace(",", ""))
    return float(value or 0)


def _compare(sign: str, left: Any, right: Any) -> bool:
    """Texts are compared without case, and stand above numbers; a blank cell equals both."""
    if left is None or right is None:
        blank = "" if isinstance(left if right is None else right, str) else 0
        left, right = (blank if one is None else one for one in (left, right))
    sides = [(1, one.casefold()) if isinstance(one, str) else (0, float(one)) for one in (left, right)]
    return bool(_COMPARED[sign](*sides))


def _find(wanted: Any, text: Any) -> int:
    return _text(text).index(_text(wanted)) + 1


def _if(condition: Any, yes: Any, no: Any) -> Any:
    return condition if condition is WRONG else (yes if condition else no)


def _any_wrong(given: tuple[Any, ...]) -> bool:
    return any(one is WRONG for one in given)


_SINGLE: Final[dict[str, Callable[..., Any]]] = {
    "LEN": lambda a: len(_text(a)),
    "TRIM": lambda a: re.sub(" +", " ", _text(a)).strip(" "),
    "FIND": _find,
    "MID": lambda a, start, count: _text(a)[int(start) - 1 : int(start) - 1 + int(count)],
    "LEFT": lambda a, count: _text(a)[: int(count)],
    "REPT": lambda a, count: _text(a) * int(count),
    "SUBSTITUTE": lambda a, old, new, *nth: _text(a).replace(old, new, 1 if nth else -1),
    "EXACT": lambda a, b: _text(a) == _text(b),
    "ISERROR": lambda a: a is WRONG,
    "ISNUMBER": lambda a: isinstance(a, int | float) and not isinstance(a, bool),
    "VALUE": _number,
    "NOT": operator.not_,
    "ROW": lambda a: a,
}
_WHOLE: Final[dict[str, Callable[..., Any]]] = {
    "IF": _if,
    "IFERROR": lambda a, instead: instead if a is WRONG else a,
    "OR": lambda *given: WRONG if _any_wrong(given) else any(given),
    "AND": lambda *given: WRONG if _any_wrong(given) else all(given),
    "COUNTA": lambda cells: sum(cell is not None for cell in cells),
    "SUMPRODUCT": lambda *lists: sum(
        _number(a) * _number(b)
        for a, b in zip(lists[0], lists[1] if len(lists) > 1 else [1] * len(lists[0]), strict=True)
    ),
}
