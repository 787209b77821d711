"""What a workbook lets be typed into a cell: lists to choose from, ranges, and the words shown beside the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from openpyxl.worksheet.datavalidation import DataValidation

from app.i18n import catalog
from app.registry.rules import VOLUME_LIMIT
from app.registry.schema import FieldKind, schema
from app.registry.xlsx_checks import entry
from app.registry.xlsx_reading import FIRST_ROW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.registry.schema import Field
    from app.registry.xlsx_checks import SheetPlace
    from app.registry.xlsx_reference import Listed
    from model.language import Language

_TITLE_LIMIT: Final = 32
_PROMPT_LIMIT: Final = 255
_ERROR_LIMIT: Final = 225
_RULES: Final = {
    FieldKind.COUNT: "count_format",
    FieldKind.VOLUME: "whole_number",
    FieldKind.DECIMAL: "target_range",
    FieldKind.CODE: "choice",
    FieldKind.CODES: "choices",
    FieldKind.KEY: "no_comma",
    FieldKind.TEXT: "max_length",
}
"""The rule whose words an entry of each kind meets when it is refused."""


class Entries:
    """Makes the validations of one sheet, in the language of the workbook."""

    def __init__(self, place: SheetPlace, language: Language) -> None:
        """Write for ``place`` in ``language``."""
        self._place = place
        self._language = language

    def validation(self, field: Field, listed: Sequence[Listed], row: int) -> DataValidation | None:
        """Return what may be typed into a field's cells; None where anything may.

        Args:
            field: the field.
            listed: the codes that it offers.
            row: where the sheet of reference explains it.
        """
        asked = self._asked(field)
        prompt = self._prompt(field, listed, row)
        if not asked and not prompt:
            return None
        letter = self._place.letter(field.id)
        return DataValidation(
            **asked,
            allow_blank=True,
            sqref=f"{letter}{FIRST_ROW}:{letter}{self._place.last_row}",
            showErrorMessage=bool(asked),
            errorTitle=_cut(field.label.text(self._language), _TITLE_LIMIT) if asked else None,
            error=self._error(field) if asked else None,
            showInputMessage=bool(prompt),
            promptTitle=_cut(field.label.text(self._language), _TITLE_LIMIT) if prompt else None,
            prompt=prompt or None,
        )

    def _asked(self, field: Field) -> dict[str, Any]:
        match field.kind:
            case FieldKind.CODE:
                # the registry takes the code alone where the list also shows its label
                style = "warning" if field.full_text else "stop"
                return {"type": "list", "formula1": self._place.lists[field.id], "errorStyle": style}
            case FieldKind.VOLUME:
                return {"type": "whole", "operator": "between", "formula1": "0", "formula2": str(VOLUME_LIMIT)}
            case FieldKind.DECIMAL:
                return {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "1"}
            case FieldKind.TEXT if field.max_length:
                limit = str(field.max_length)
                return {
                    "type": "textLength",
                    "operator": "lessThanOrEqual",
                    "formula1": limit,
                    "errorStyle": "warning",
                }
            case _:
                formula = entry(self._place, field)
                return {"type": "custom", "formula1": formula} if formula else {}

    def _error(self, field: Field) -> str:
        _ = catalog(self._language).gettext
        said = schema().rules[_RULES[field.kind]].message.text(self._language)
        if field.kind is FieldKind.TEXT:
            limit = _("At most {count} characters.").format(count=field.max_length)
            said = f"{said} {limit}"
        return _cut(said, _ERROR_LIMIT)

    def _prompt(self, field: Field, listed: Sequence[Listed], row: int) -> str:
        _ = catalog(self._language).gettext
        said = ""
        match field.kind:
            case FieldKind.CODES if listed:
                said = self._several(listed, row)
            case FieldKind.CODE if field.choices != "fiscal_year":
                said = self._explained(listed, "", row)
            case FieldKind.COUNT:
                said = _("A whole number; NA if it is not possible on this channel, ND if there is no data.")
            case FieldKind.DECIMAL:
                said = _("A number from 0 to 1: 0.9 means 90%.")
            case FieldKind.VOLUME:
                said = schema().rules["whole_number"].message.text(self._language)
            case FieldKind.TEXT if field.obligation == "conditional":
                said = _cut(field.help.text(self._language), _PROMPT_LIMIT)
        return said

    def _several(self, listed: Sequence[Listed], row: int) -> str:
        _ = catalog(self._language).gettext
        how = _("One or more codes, separated by commas: {example}.")
        return self._explained(listed, how.format(example=",".join(item.code for item in listed[:2])), row)

    def _explained(self, listed: Sequence[Listed], before: str, row: int) -> str:
        """Return the codes with their labels, or with shorter ones, or where they are explained: what fits."""
        _ = catalog(self._language).gettext
        whole = [(item.code, item.label.text(self._language)) for item in listed]
        short = [(code, label.partition(" (")[0]) for code, label in whole]
        for labels in (whole, short):
            lines = [before] if before else []
            lines += [f"{code}: {label}" for code, label in labels]
            if len("\n".join(lines)) <= _PROMPT_LIMIT:
                return "\n".join(lines)
        where = _("See the sheet “reference”, row {row}.").format(row=row)
        codes = ", ".join(code for code, _label in whole)
        told = [part for part in (before, codes, where) if part]
        if len("\n".join(told)) <= _PROMPT_LIMIT:
            return "\n".join(told)
        return "\n".join(part for part in (before, where) if part)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
