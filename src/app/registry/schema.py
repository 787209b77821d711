"""The registry's schema as frozen values: fields, code lists and rules of its two tables.

Everything comes from ``registry/schema-2025.yaml``; labels are the official ones. Another
edition of the schema is another file and no code.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from app.resources import resource
from app.yaml_files import read_yaml
from model.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SCHEMA_FILE = "schema-2025.yaml"


class Kind(StrEnum):
    """The registry's two tables, by the names it gives them."""

    SERVICE = "service"
    STANDARD = "service-std"

    @property
    def plural(self) -> str:
        """Return the name of the table in the command line's contract."""
        return "services" if self is Kind.SERVICE else "standards"

    @property
    def table(self) -> str:
        """Return the entity of the plan that holds its records."""
        return "service_record" if self is Kind.SERVICE else "standard_record"


class Severity(StrEnum):
    """How a breach weighs: refused, painted red, stored otherwise, or only worth telling."""

    REJECT = "reject"
    TEMPLATE = "template"
    ALTERED = "altered"
    ADVICE = "advice"


class FieldKind(StrEnum):
    """What a field holds; derived and system fields are never filled by a department."""

    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    COUNT = "count"
    VOLUME = "volume"
    DECIMAL = "decimal"
    KEY = "key"
    DERIVED = "derived"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the schema; ``message`` says in both languages what is wrong and how to mend it."""

    id: str
    severity: Severity
    message: Bilingual


@dataclass(frozen=True, slots=True)
class Choice:
    """One code of a list, with its official label."""

    code: str
    label: Bilingual


@dataclass(frozen=True)
class CodeList:
    """A list of codes, in the order in which the registry keeps repeated ones."""

    id: str
    choices: tuple[Choice, ...]
    codes: frozenset[str]
    labels: Mapping[str, Bilingual]

    def label(self, code: str) -> Bilingual | None:
        """Return the official label of ``code``, or None when the list lacks it."""
        return self.labels.get(code)


@dataclass(frozen=True, slots=True)
class Field:
    """A field as a form shows it and the rules check it.

    ``obligation`` is ``mandatory``, ``conditional``, ``optional`` or blank for derived
    fields; ``choices`` names a code list or is blank; ``pair`` is the name of the text in
    both languages that it is one side of, or blank.
    """

    id: str
    number: str
    label: Bilingual
    help: Bilingual
    kind: FieldKind
    obligation: str
    choices: str
    max_length: int | None
    full_text: bool
    width: int | None
    rules: tuple[str, ...]
    pair: str

    @property
    def is_mandatory(self) -> bool:
        """Whether the registry refuses a record that leaves it blank."""
        return self.obligation == "mandatory"


@dataclass(frozen=True, slots=True)
class Condition:
    """Answers that make other fields mandatory.

    It holds when any of ``fields`` equals ``equals``, or is a whole number above ``above``.
    """

    id: str
    fields: tuple[str, ...]
    equals: str | None
    above: int | None
    required: tuple[str, ...]


@dataclass(frozen=True)
class Resource:
    """One of the two tables."""

    kind: Kind
    title: Bilingual
    key: tuple[str, ...]
    fields: Mapping[str, Field]
    conditions: tuple[Condition, ...]
    pairs: tuple[tuple[str, str], ...]
    record_rules: tuple[str, ...]
    template_columns: tuple[str, ...]
    published_columns: tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    """The whole schema; ``signatures`` are the columns by which today's layout is told."""

    rules: Mapping[str, Rule]
    lists: Mapping[str, CodeList]
    resources: Mapping[Kind, Resource]
    signatures: Mapping[Kind, frozenset[str]]
    version_marker: str

    def resource(self, kind: Kind) -> Resource:
        """Return the table ``kind``."""
        return self.resources[kind]


def _bilingual(found: Mapping[str, str] | None) -> Bilingual:
    return Bilingual(found["en"], found["fr"]) if found else Bilingual()


def _code_list(name: str, found: Mapping[str, Any]) -> CodeList:
    listed = tuple(Choice(code, _bilingual(label)) for code, label in sorted(found.get("codes", {}).items()))
    labels = {choice.code: choice.label for choice in listed}
    return CodeList(name, listed, frozenset(labels), labels)


def _field(found: Mapping[str, Any], columns: frozenset[str]) -> Field:
    name: str = found["id"]
    stem, _, side = name.rpartition("_")
    paired = side in {"en", "fr"} and {f"{stem}_en", f"{stem}_fr"} <= columns and found["kind"] == "text"
    return Field(
        id=name,
        number=found.get("number", ""),
        label=_bilingual(found["label"]),
        help=_bilingual(found.get("help")),
        kind=FieldKind(found["kind"]),
        obligation=found.get("obligation", ""),
        choices=found.get("choices", ""),
        max_length=found.get("max_length"),
        full_text=found.get("full_text", False),
        width=found.get("width"),
        rules=tuple(found.get("rules", ())),
        pair=stem if paired else "",
    )


def _condition(found: Mapping[str, Any]) -> Condition:
    when = found["when"]
    return Condition(
        found["id"], tuple(when["any_of"]), when.get("equals"), when.get("integer_above"), tuple(found["require"])
    )


def _resource(kind: Kind, found: Mapping[str, Any]) -> Resource:
    columns = frozenset(field["id"] for field in found["fields"])
    return Resource(
        kind=kind,
        title=_bilingual(found["title"]),
        key=tuple(found["primary_key"]),
        fields={field["id"]: _field(field, columns) for field in found["fields"]},
        conditions=tuple(_condition(condition) for condition in found["conditional_required"]),
        pairs=tuple((pair[0], pair[1]) for pair in found["bilingual_pairs"]),
        record_rules=tuple(found["record_rules"]),
        template_columns=tuple(found["template_columns"]),
        published_columns=tuple(found["published_columns"]),
    )


@cache
def schema() -> Schema:
    """Return the registry's schema, read once."""
    found = read_yaml(resource("templates", "registry", SCHEMA_FILE))
    return Schema(
        rules={
            name: Rule(name, Severity(rule["severity"]), _bilingual(rule["message"]))
            for name, rule in found["rules"].items()
        },
        lists={name: _code_list(name, listed) for name, listed in found["choice_lists"].items()},
        resources={kind: _resource(kind, found["resources"][kind.value]) for kind in Kind},
        signatures={Kind(kind): frozenset(columns) for kind, columns in found["signature"].items()},
        version_marker=found["workbook"]["version_marker"],
    )


def field(kind: Kind, field_id: str) -> Field:
    """Return one field with its label, help, limit and list.

    Raises:
        KeyError: the table has no such field.
    """
    return schema().resource(kind).fields[field_id]


@cache
def fields(kind: Kind) -> tuple[Field, ...]:
    """Return the fields that a department fills, in the template's order."""
    found = schema().resource(kind)
    return tuple(found.fields[name] for name in found.template_columns)


def choices(list_id: str) -> tuple[Choice, ...]:
    """Return the codes of a list with their labels; nothing for a blank name.

    The program list is external: see ``app.registry.code_lists``.
    """
    return schema().lists[list_id].choices if list_id else ()


def pair_label(kind: Kind, pair: str) -> Bilingual:
    """Return the label of a text in both languages, without the language that the registry adds in brackets."""
    label = field(kind, f"{pair}_en").label
    return Bilingual(label.en.rpartition(" (")[0] or label.en, label.fr.rpartition(" (")[0] or label.fr)


def split_codes(text: str) -> tuple[str, ...]:
    """Return the codes of a stored list; blank gives none."""
    return tuple(text.split(",")) if text else ()


def join_codes(codes: Iterable[str]) -> str:
    """Return codes as the registry keeps them: sorted, without repeats, joined by commas."""
    return ",".join(sorted(set(codes)))
