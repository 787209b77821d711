"""The notes that keep what a layout from before 2023 says and no field of a record can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.i18n import N_, catalog
from app.registry.messages import explain_former
from app.registry.tables import Kept
from model.base import natural_key
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.registry.former_values import Told
    from app.registry.layouts import FormerLayout
    from app.registry.schema import Kind
    from app.registry.stored import Key
    from model.bilingual import Bilingual

Place = tuple["Kind", "Key"]

_VALUE: Final = N_("From the {layout}, column {column}. {told}")
_COLUMNS: Final = N_("From the {layout}, columns that the registry no longer has: {values}")
_NAMED: Final = N_("{name}: {value}")


def note_of_value(layout: FormerLayout, place: Place, field: str, column: str, told: Told) -> Kept:
    """Return the note on one field that keeps a former value."""
    texts = {
        language: catalog(language)
        .gettext(_VALUE)
        .format(
            layout=layout.title.text(language),
            column=column,
            told=explain_former(told.what, told.value, told.facts, language),
        )
        for language in Language
    }
    key_of_note = natural_key("note", place[0].table, *place[1], field, column, told.value)
    return Kept(key_of_note, field, texts[Language.EN], texts[Language.FR], told.is_open)


def note_of_columns(layout: FormerLayout, place: Place, values: Mapping[str, str]) -> Kept:
    """Return the note on a record that keeps its columns without a successor, by their names."""
    kind, key = place
    names = layout.tables[kind].kept
    texts = {language: _all_columns(layout, names, values, language) for language in Language}
    written = [part for name, value in values.items() for part in (name, value)]
    key_of_note = natural_key("note", kind.table, *key, "", *written)
    return Kept(key_of_note, "", texts[Language.EN], texts[Language.FR], is_open=False)


def _all_columns(
    layout: FormerLayout, names: Mapping[str, Bilingual], values: Mapping[str, str], language: Language
) -> str:
    words = catalog(language)
    named = (
        words.gettext(_NAMED).format(name=names[name].text(language), value=value) for name, value in values.items()
    )
    return words.gettext(_COLUMNS).format(layout=layout.title.text(language), values="; ".join(named))
