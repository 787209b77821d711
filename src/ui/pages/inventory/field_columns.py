"""Every field of a service as a column of the table: its title, its words, how it sorts and is copied."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from app import i18n
from app.i18n import N_, _, catalog
from app.inventory.fields import POINTS
from app.inventory.list_fields import IDENTIFIER, Nature, exchanged, list_fields, nature, value_words
from app.inventory.pasting import title_key
from app.registry.schema import Kind, schema
from app.typography import sort_key
from model.language import Language
from ui.look.paint import RIGHT, write
from ui.look.tokens import Role
from ui.pages.inventory.words import FIELDS, VOLUME_ORDER
from ui.tables.cells import wrapped
from ui.tables.column import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from app.inventory.rows import ServiceRow
    from ui.pages.inventory.field_store import FieldStore

_TITLES: Final = {"owner_name": N_("Owner"), "owner_email": N_("Owner’s email")}
_SORTED: Final = 160  # letters of a text that it sorts by
_VOLUME: Final = N_("{channel} (volume)")
_SIDES: Final = {"_en": N_("{field} (English)"), "_fr": N_("{field} (French)")}
_WIDTHS: Final = {
    Nature.TEXT: 220,
    Nature.CODE: 130,
    Nature.CODES: 190,
    Nature.COUNT: 120,
    Nature.DAY: 110,
    Nature.KEY: 110,
}
_GROUPS: Final = (
    (N_("Identity"), ("service_id", "service_name", "service_description", "owner_", "program_id", "authority")),
    (N_("Clients and delivery"), ("service_", "client_", "automated_", "responsibility_area", "is_", "sin_", "cra_")),
    (N_("Online"), ("os_", "offline_", "authentication_", "real_time_", "exclusion")),
    (N_("Volumes"), ("num_", "volume_note")),
    (N_("Reviews and remarks"), ("",)),
)
"""Groups of fields, each with the beginnings of their ids; the first that fits counts."""


def field_title(field: str, spoken: Language | None = None) -> str:
    """Return what a field is called as a column; a side of a text in both languages says which."""
    gettext = catalog(spoken or i18n.language()).gettext
    side = _SIDES.get(field[-3:], "")
    bare = field[:-3] if side else field
    name = gettext(_TITLES.get(field) or FIELDS.get(bare, field))
    if field in VOLUME_ORDER:
        return gettext(_VOLUME).format(channel=name)
    return gettext(side).format(field=name) if side and bare in FIELDS else name


def field_group(field: str) -> str:
    """Return the group in which a field is offered, as an English message id."""
    return next(group for group, starts in _GROUPS if field.startswith(starts))


def groups() -> tuple[str, ...]:
    """Return the groups in their order, as English message ids."""
    return tuple(group for group, _starts in _GROUPS)


def paste_titles() -> dict[str, str]:
    """Return every field by all that a spreadsheet may call it, in both languages."""
    found: dict[str, str] = {}
    known = schema().resource(Kind.SERVICE).fields
    for field in list_fields():
        names = [field, *(field_title(field, spoken) for spoken in Language)]
        names += [catalog(spoken).gettext(FIELDS[field]) for spoken in Language if field in FIELDS]
        if field in known:
            names += [known[field].label.text(spoken) for spoken in Language]
        for name in names:
            found.setdefault(title_key(name), field)
    return found


def field_column(field: str, store: FieldStore) -> Column[ServiceRow]:
    """Return the column of a field."""
    kind = nature(field)

    def text(row: ServiceRow) -> str:
        return value_words(field, store.written(field, row.key))

    def paint(painter: QPainter, box: QRectF, row: ServiceRow) -> None:
        shown = text(row)
        if not shown:
            return
        if kind is Nature.COUNT:
            write(painter, box, shown, Role.TEXT if shown[-1].isdigit() else Role.TEXT2, align=RIGHT)
        elif kind is Nature.TEXT or kind is Nature.CODES:
            wrapped(painter, box, shown)
        else:
            write(painter, box, shown)

    return Column(
        field,
        lambda: field_title(field),
        text,
        paint,
        width=84 if field in POINTS else _WIDTHS[kind],
        sort_key=_sort_key(field, store),
        sort_keys=partial(_text_keys, field, store) if kind is Nature.TEXT else None,
        descends=kind is Nature.COUNT,
        at_right=kind is Nature.COUNT,
        exchange=lambda row: exchanged(field, store.written(field, row.key)),
    )


def _text_keys(field: str, store: FieldStore, rows: Sequence[ServiceRow]) -> list[Any]:
    held, spoken = store.values(field), i18n.language()
    texts = [held.get(row.key) for row in rows]
    return [one_key(text[:_SORTED], spoken) if text else None for text in texts]


def one_key(text: str, spoken: Language) -> str:
    """Return the key by which a text sorts as one string: sorted without looking into each of many pairs."""
    return "\0".join(sort_key(text, spoken))


def _sort_key(field: str, store: FieldStore) -> Callable[[ServiceRow], Any]:
    if nature(field) is Nature.COUNT:

        def count(row: ServiceRow) -> int | None:
            written = store.values(field).get(row.key, "")
            return int(written) if written and written[-1].isdigit() else None

        return count

    if nature(field) is Nature.TEXT:
        return lambda row: _text_keys(field, store, (row,))[0]
    known: dict[tuple[Language, str], Any] = {}  # codes are few, and asked for by every row
    is_code = nature(field) in {Nature.CODE, Nature.CODES}

    def words(row: ServiceRow) -> Any:
        written, spoken = store.values(field).get(row.key, ""), i18n.language()
        if not written:
            return None
        if field == IDENTIFIER:
            return len(written), written  # 99 before 100
        if not is_code:
            return sort_key(written[:_SORTED], spoken)
        found = known.get((spoken, written))
        if found is None:
            found = known[spoken, written] = sort_key(value_words(field, written), spoken)
        return found

    return words


def group_words(group: str) -> str:
    """Return a group's name in the interface language."""
    return _(group)
