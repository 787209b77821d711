"""The registry's layouts from before 2023, as data: by what they are told and what became of their columns.

Everything comes from ``registry/layouts``: ``fields.yaml`` says what each column and value is
today, a file a layout says by what it is told. Another layout is another file and no code.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from app.registry import code_lists
from app.registry.schema import Kind
from app.resources import resource
from app.typography import fold
from app.yaml_files import read_yaml
from model.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from collections.abc import Set as AbstractSet

CURRENT: Final = "current"
_SHARED: Final = "fields.yaml"
_NO_VALUES: Final = "none"


@dataclass(frozen=True)
class ValueMap:
    """What old values are today, by the old value without case and outer space.

    ``likely`` ones are what most services took later and are to be confirmed; ``blank`` are
    ways of saying nothing.
    """

    certain: Mapping[str, str]
    likely: Mapping[str, str]
    blank: frozenset[str]


@dataclass(frozen=True)
class FieldSource:
    """Where today's field comes from.

    ``form`` is how the former value is read (``as`` in the data); ``only`` names columns and
    the values that they must have; ``quarters`` are columns that are added up where no column
    of ``columns`` stands; ``also`` are columns with codes of that time; ``instead`` is the
    column of the identifier that counts where the first one belongs to another service.
    """

    field: str
    columns: tuple[str, ...]
    form: str
    values: ValueMap
    only: Mapping[str, frozenset[str]]
    quarters: tuple[str, ...]
    also: tuple[str, ...]
    instead: str


@dataclass(frozen=True)
class FormerTable:
    """What the columns of one of the two tables are today.

    ``kept`` are columns without a successor, with the names by which their note calls them;
    ``columns`` are all that are known.
    """

    fields: tuple[FieldSource, ...]
    kept: Mapping[str, Bilingual]
    columns: frozenset[str]


@dataclass(frozen=True)
class FormerLayout:
    """One layout.

    ``in_percent`` says that targets are written from 0 to 100, ``has_local_ids`` that its
    identifiers are numbers of the department's own, which others of its services got later.
    """

    id: str
    order: int
    title: Bilingual
    in_percent: bool
    has_local_ids: bool
    signatures: Mapping[Kind, frozenset[str]]
    tables: Mapping[Kind, FormerTable]
    values: Mapping[str, ValueMap]
    silent: frozenset[str]


def plain(value: str) -> str:
    """Return a value as the maps know it: without case, outer space and doubled spaces."""
    return " ".join(value.split()).lower()


def _value_map(found: Mapping[str, Any]) -> ValueMap:
    return ValueMap(found.get("certain", {}), found.get("likely", {}), frozenset(found.get("blank", ())))


def _source(name: str, found: Mapping[str, Any], values: Mapping[str, ValueMap]) -> FieldSource:
    return FieldSource(
        field=name,
        columns=tuple(found["from"]),
        form=found["as"],
        values=values[found.get("values", _NO_VALUES)],
        only={column: frozenset(allowed) for column, allowed in found.get("only", {}).items()},
        quarters=tuple(found.get("quarters", ())),
        also=tuple(found.get("also", ())),
        instead=found.get("instead", ""),
    )


def _table(found: Mapping[str, Any], values: Mapping[str, ValueMap]) -> FormerTable:
    sources = tuple(_source(name, source, values) for name, source in found["fields"].items())
    kept = {name: Bilingual(label["en"], label["fr"]) for name, label in found["kept"].items()}
    read = {column for source in sources for column in (*source.columns, *source.quarters, *source.only, *source.also)}
    return FormerTable(sources, kept, frozenset(read | kept.keys() | set(found["repeated"])))


@cache
def former_layouts() -> tuple[FormerLayout, ...]:
    """Return the layouts from before 2023, in the order in which they are told apart."""
    folder = resource("templates", "registry", "layouts")
    shared = read_yaml(folder / _SHARED)
    values = {name: _value_map(found) for name, found in shared["values"].items()}
    values[_NO_VALUES] = _value_map({})
    tables = {kind: _table(shared[kind.value], values) for kind in Kind}
    read = [read_yaml(file) for file in sorted(folder.glob("*.yaml")) if file.name != _SHARED]
    layouts = [
        FormerLayout(
            id=found["id"],
            order=found["order"],
            title=Bilingual(found["title"]["en"], found["title"]["fr"]),
            in_percent=found["targets"] == "percent",
            has_local_ids=found.get("identifiers") == "local",
            signatures={Kind(kind): frozenset(columns) for kind, columns in found["signature"].items()},
            tables=tables,
            values=values,
            silent=frozenset(shared["silent"]),
        )
        for found in read
    ]
    return tuple(sorted(layouts, key=lambda layout: layout.order))


def former_layout(columns: AbstractSet[str]) -> tuple[FormerLayout, Kind] | None:
    """Return the former layout and the kind of table that a set of columns tells, or None."""
    for layout in former_layouts():
        for kind, signature in layout.signatures.items():
            if signature <= columns:
                return layout, kind
    return None


def layout_of(name: str) -> FormerLayout:
    """Return a former layout by its id.

    Raises:
        KeyError: there is no such layout.
    """
    return {layout.id: layout for layout in former_layouts()}[name]


def has_local_ids(name: str) -> bool:
    """Whether identifiers of a layout give way to those of others, and it is therefore judged after them."""
    return any(layout.has_local_ids for layout in former_layouts() if layout.id == name)


def layout_title(name: str) -> Bilingual:
    """Return what a layout is called; blank for today's and for what is no table."""
    return next((layout.title for layout in former_layouts() if layout.id == name), Bilingual())


def department_named(name: str, own: Mapping[str, str]) -> str:
    """Return the code of the department that a code or a name means, former names too; blank when nobody knows it.

    Args:
        name: the code or name as it stands in a file.
        own: codes of departments that only the plan knows, by code and name.
    """
    if name in own or code_lists.department(name) is not None:
        return own.get(name, name)
    return _departments().get(_squeezed(name), "")


@cache
def _departments() -> Mapping[str, str]:
    """Return codes by every name that a department has or had; today's names go first."""
    found: dict[str, str] = {}
    for one in code_lists.departments():
        for name in (one.name.en, one.name.fr, one.abbreviation.en, one.abbreviation.fr, one.code):
            found.setdefault(_squeezed(name), one.code)
    file = resource("templates", "registry", "layouts", "former_departments.csv")
    for row in csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")):
        for name in (row["name_en"], row["name_fr"]):
            found.setdefault(_squeezed(name), row["owner_org"])
    found.pop("", None)
    return found


def _squeezed(name: str) -> str:
    """Return a name without accents, case and signs: they change from file to file."""
    return "".join(letter for letter in fold(name) if letter.isalnum())


def squeezed_names(names: Collection[str]) -> frozenset[str]:
    """Return names as they are compared, blank ones left out."""
    return frozenset(found for name in names if (found := _squeezed(name)))
