"""The columns of the table of services: what each paints, says and sorts by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

from app import i18n
from app.i18n import _
from app.inventory.fields import POINTS
from app.inventory.list_fields import list_fields
from model.language import Language
from ui.look.icons import NORMAL, draw_icon
from ui.look.measure import px
from ui.look.paint import LEFT, RIGHT, write
from ui.look.tokens import Role
from ui.pages.inventory import words
from ui.pages.inventory.field_columns import field_column, one_key
from ui.tables.cells import glyph, two_lines
from ui.tables.column import Column
from ui.widgets.finding_chip import Level, level_icon, level_role, level_words
from ui.widgets.points import Point, paint_points, points_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from app.inventory.rows import ServiceRow
    from model.bilingual import Bilingual
    from ui.pages.inventory.field_store import FieldStore

SEVERITY: Final = {Level.ERROR.value: 3, Level.WARNING.value: 2, Level.SUGGESTION.value: 1}
FIXED: Final = ("findings", "service")
"""Columns that are always there and stay while the others go sideways."""

USUAL: Final = ("online", "volume", "standards", "scope", "priority")
"""Columns that are worked out from several fields; every field is one besides."""

NAMES: Final = {Language.EN: "service_name_en", Language.FR: "service_name_fr"}


class ServiceColumns:
    """Makes the columns; which side of a text they show and what was found is asked at each paint."""

    IDS: ClassVar = frozenset({*FIXED, *USUAL})

    def __init__(
        self,
        shown: Callable[[Bilingual], str],
        level: Callable[[str], Level | None],
        side: Callable[[], Language],
        store: FieldStore,
        is_read: Callable[[str], bool],
    ) -> None:
        self._shown, self._level, self._side, self._is_read = shown, level, side, is_read
        self._name_key: dict[Language, dict[str, str]] = {spoken: {} for spoken in Language}
        figures = map(self._once_read, (self._online(), self._volume(), *self._rest()))
        self._usual = (self._finding(), self._service(), *figures)
        self._known = {one.id: one for one in self._usual}
        self._known |= {field: field_column(field, store) for field in list_fields()}

    def usual(self) -> tuple[Column[ServiceRow], ...]:
        """Return the columns that are worked out, in the order of the table."""
        return self._usual

    def every(self) -> tuple[Column[ServiceRow], ...]:
        """Return these and every field."""
        return tuple(self._known.values())

    def of(self, ids: Iterable[str]) -> tuple[Column[ServiceRow], ...]:
        """Return the fixed columns and those of ``ids`` in their order; what is no column is left out."""
        wanted = (name for name in dict.fromkeys(ids) if name in self._known and name not in FIXED)
        return tuple(self._known[name] for name in (*FIXED, *wanted))

    def _once_read(self, column: Column[ServiceRow]) -> Column[ServiceRow]:
        """Return a column that says of a service that is still being read just this: no dash, for that is an answer."""

        def paint(painter: QPainter, box: QRectF, row: ServiceRow) -> None:
            if self._is_read(row.key):
                column.paint(painter, box, row)
            else:
                write(painter, box, "…", Role.TEXT2, align=RIGHT if column.at_right else LEFT)

        def text(row: ServiceRow) -> str:
            return column.text(row) if self._is_read(row.key) else _("Still being read")

        return replace(column, paint=paint, text=text)

    @staticmethod
    def field_of(column: str) -> str:
        """Return the field that can be filled in a column; blank for one that is worked out."""
        if column == "service":
            return NAMES[i18n.language()]
        if column == "scope":
            return "service_scope"
        return "" if column in ServiceColumns.IDS else column

    def _finding(self) -> Column[ServiceRow]:
        def text(row: ServiceRow) -> str:
            level = self._level(row.key)
            return level_words(level) if level else ""

        def paint(painter: QPainter, box: QRectF, row: ServiceRow) -> None:
            level = self._level(row.key)
            if level:
                glyph(painter, box, level_icon(level), level_role(level))

        return Column(
            "findings",
            lambda: _("Findings"),
            text,
            paint,
            width=36,
            sort_key=lambda row: SEVERITY.get(self._level(row.key) or ""),
            descends=True,
            shows_title=False,
        )

    def _service(self) -> Column[ServiceRow]:
        def paint(painter: QPainter, box: QRectF, row: ServiceRow) -> None:
            name = self._shown(row.name) or _("No name yet")
            two_lines(painter, box, name, self._caption(row), italic=not row.reported or row.name.is_blank)

        return Column(
            "service",
            lambda: _("Service"),
            lambda row: f"{self._shown(row.name)}, {self._caption(row)}",
            paint,
            sort_key=lambda row: self._name_keys((row,))[0],
            sort_keys=self._name_keys,
            tip=lambda row: self._shown(row.name),
            exchange=lambda row: self._shown(row.name),
        )

    def _name_keys(self, rows: Sequence[ServiceRow]) -> list[Any]:
        spoken, is_french = i18n.language(), self._side() is Language.FR
        found, known = list[Any](), self._name_key[spoken]  # most names are those of the other years too
        for row in rows:
            name = row.name_fr if is_french else row.name_en
            if not name.strip():
                name = self._shown(row.name)
            key = known.get(name)
            if key is None:
                key = known[name] = one_key(name, spoken)
            found.append(key)
        return found

    def _caption(self, row: ServiceRow) -> str:
        parts = [row.service_id or _("No identifier yet")]
        if row.state == "retired":
            parts.append(_("Retired"))
        elif not row.reported:
            parts.append(_("Not reported this year"))
        program = self._shown(row.program) or ", ".join(row.programs)
        return " · ".join([*parts, program] if program else parts)

    def _online(self) -> Column[ServiceRow]:
        def text(row: ServiceRow) -> str:
            return points_words(
                [Point(words.named(name), state) for name, state in zip(POINTS, row.points, strict=True)]
            )

        def paint(painter: QPainter, box: QRectF, row: ServiceRow) -> None:
            if row.reported:
                paint_points(painter, box, row.points)

        return Column(
            "online",
            lambda: _("Online"),
            text,
            paint,
            width=88,
            sort_key=_online_share,
            descends=True,
            exchange=_points_exchanged,
        )

    def _volume(self) -> Column[ServiceRow]:
        def text(row: ServiceRow) -> str:
            change = words.change_words(row.change)
            volume = words.count_words(row.volume)
            return _("{volume}, {change} since last year").format(volume=volume, change=change) if change else volume

        def paint(painter: QPainter, box: QRectF, row: ServiceRow) -> None:
            two_lines(painter, box, words.count_words(row.volume), words.change_words(row.change), at_right=True)

        return Column(
            "volume",
            lambda: _("Volume"),
            text,
            paint,
            width=84,
            sort_key=lambda row: row.volume,
            descends=True,
            at_right=True,
            exchange=lambda row: "" if row.volume is None else str(row.volume),
        )

    def _rest(self) -> tuple[Column[ServiceRow], ...]:
        return (
            Column(
                "standards",
                lambda: _("Standards met"),
                lambda row: words.met_words(row.standards_met, row.standards),
                _paint_standards,
                width=116,
                short=lambda: _("Standards"),
                sort_key=lambda row: row.standards_met / row.standards if row.standards else None,
            ),
            Column(
                "scope",
                lambda: _("Scope"),
                lambda row: words.scope_words(row.scope),
                lambda painter, box, row: write(painter, box, words.scope_words(row.scope), Role.TEXT2),
                width=140,
                sort_key=lambda row: words.scope_words(row.scope) or None,
            ),
            Column(
                "priority",
                lambda: _("Priority"),
                lambda row: _("Priority service") if row.priority else "",
                lambda painter, box, row: glyph(painter, box, "flag", Role.ACCENT) if row.priority else None,
                width=78,
                sort_key=lambda row: row.priority,
                descends=True,
                exchange=lambda row: _("Yes") if row.priority else _("No"),
            ),
        )


def _points_exchanged(row: ServiceRow) -> str:
    of = row.points_applicable
    return _("{met} of {count}").format(met=row.points_online, count=of) if of else ""


def _online_share(row: ServiceRow) -> float | None:
    of = row.points_applicable
    return row.points_online / of if of else None


def _paint_standards(painter: QPainter, box: QRectF, row: ServiceRow) -> None:
    met = row.standards_met
    if met < row.standards:
        draw_icon(painter, "triangle-alert", Role.WARN, box.left(), box.center().y() - px(NORMAL) / 2)
    write(painter, box.adjusted(px(NORMAL + 6), 0, 0, 0), words.met_words(met, row.standards))
