"""The sheet ``reference`` of the registry's workbook: what each field asks for, and the codes of its list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.i18n import catalog
from app.registry.schema import FieldKind, Kind, choices, fields, schema
from model.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.registry.code_lists import ProgramList
    from app.registry.schema import Field
    from model.language import Language

REFERENCE: Final = "reference"
PROGRAMS: Final = "program_id"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet: texts of columns A to E, and what it is, for its look."""

    cells: tuple[str, str, str, str, str]
    role: str = "text"  # title, resource, field or text


@dataclass(frozen=True)
class Listed:
    """The codes that a field offers, as the sheet writes them, with their labels."""

    code: str
    label: Bilingual


class Reference:
    """The rows of the sheet, and where the codes of each field stand in it."""

    def __init__(self, kinds: Sequence[Kind], department: str, language: Language, programs: ProgramList) -> None:
        """Describe the fields of some tables.

        Args:
            kinds: the tables of the workbook.
            department: whose programs come first.
            language: of the words; codes are explained in both.
            programs: every program that may be named.
        """
        self._language = language
        self._programs = _programs(programs, department)
        self.lines: list[Line] = []
        self.ranges: dict[tuple[Kind, str], str] = {}
        self.rows: dict[tuple[Kind, str], int] = {}
        self._write(kinds)

    def listed(self, field: Field) -> tuple[Listed, ...]:
        """Return the codes that a field offers; nothing for a field without a list."""
        if not field.choices:
            return ()
        if field.choices == PROGRAMS:
            return self._programs
        return tuple(Listed(choice.code, choice.label) for choice in choices(field.choices))

    def _write(self, kinds: Sequence[Kind]) -> None:
        _ = catalog(self._language).gettext
        self._add("", "", _("Service Inventory"), role="title")
        self._add("", "", _("Reference"), role="title")
        self._add("", "", "", _("Red: the registry would refuse this value. Dark blue: a value is missing."))
        for kind in kinds:
            self._add(role="text")
            self._add("", schema().resource(kind).title.text(self._language), role="resource")
            for field in fields(kind):
                self._field(kind, field)

    def _field(self, kind: Kind, field: Field) -> None:
        _ = catalog(self._language).gettext
        self._add()
        self._add(field.number, "", field.label.text(self._language), role="field")
        self.rows[kind, field.id] = len(self.lines)
        for name, text in self._attributes(field):
            self._add("", "", name, text)
        listed = self.listed(field)
        if not listed:
            return
        self._add("", "", _("Values"), role="field")
        first = len(self.lines) + 1
        for item in listed:
            own, other = item.label.text(self._language), item.label.text(self._language.other)
            code = f"{item.code}: {own}" if field.full_text else item.code
            self._add("", "", code, own if own != item.code else "", other if other != own else "")
        self.ranges[kind, field.id] = f"{REFERENCE}!$C${first}:$C${len(self.lines)}"

    def _attributes(self, field: Field) -> Iterator[tuple[str, str]]:
        _ = catalog(self._language).gettext
        obligations = {
            "mandatory": _("Mandatory"),
            "conditional": _("Mandatory when another answer asks for it"),
            "optional": _("Optional"),
        }
        yield _("Field ID"), field.id
        yield _("Description"), field.help.text(self._language)
        yield _("Obligation"), obligations.get(field.obligation, "")
        yield _("Occurrence"), _("Several, separated by commas") if field.kind is FieldKind.CODES else _("One")
        told = [schema().rules[rule].message.text(self._language) for rule in field.rules]
        yield _("Validation"), "\n".join(dict.fromkeys(told))
        if field.max_length:
            yield _("Character limit"), str(field.max_length)

    def _add(self, a: str = "", b: str = "", c: str = "", d: str = "", e: str = "", *, role: str = "text") -> None:
        self.lines.append(Line((a, b, c, d, e), role))


def _programs(programs: ProgramList, department: str) -> tuple[Listed, ...]:
    """Return every program code, a department's own first."""
    own = {program.code for program in programs.of(department)}
    codes = sorted(programs.codes, key=lambda code: (code not in own, code))
    return tuple(Listed(code, programs.name(code) or Bilingual(code, code)) for code in codes)
