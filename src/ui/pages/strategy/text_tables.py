"""What can be done to a table of a section's text."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor, QTextLength

from ui.pages.strategy.text_building import cell_format, insert_table
from ui.pages.strategy.text_commands import new_paragraph
from ui.pages.strategy.text_formats import ALIGN

if TYPE_CHECKING:
    from PySide6.QtGui import QTextTable


class TableChange(StrEnum):
    """A change of the table in which the cursor stands."""

    ROW_ABOVE = "row_above"
    ROW_BELOW = "row_below"
    COLUMN_BEFORE = "column_before"
    COLUMN_AFTER = "column_after"
    ALIGN_LEFT = "align_left"
    ALIGN_RIGHT = "align_right"
    DELETE_ROW = "delete_row"
    DELETE_COLUMN = "delete_column"
    DELETE_TABLE = "delete_table"


def new_table(cursor: QTextCursor, rows: int = 3, columns: int = 3) -> QTextCursor:
    """Put an empty table below the cursor's block; return a cursor in its first cell."""
    cursor.beginEditBlock()
    new_paragraph(cursor)
    table = insert_table(cursor, rows, columns)
    cursor.endEditBlock()
    return table.cellAt(0, 0).firstCursorPosition()


def change_table(cursor: QTextCursor, change: TableChange) -> None:
    """Change the table at the cursor; outside of one nothing happens."""
    table = cursor.currentTable()
    if table is None:
        return
    cell = table.cellAt(cursor)
    row, column = cell.row(), cell.column()
    cursor.beginEditBlock()
    match change:
        case TableChange.ROW_ABOVE:
            _insert_row(table, row)
        case TableChange.ROW_BELOW:
            _insert_row(table, row + 1)
        case TableChange.COLUMN_BEFORE:
            _insert_column(table, column)
        case TableChange.COLUMN_AFTER:
            _insert_column(table, column + 1)
        case TableChange.ALIGN_LEFT | TableChange.ALIGN_RIGHT:
            _align(table, column, "right" if change is TableChange.ALIGN_RIGHT else "")
        case TableChange.DELETE_ROW if table.rows() > 1:
            table.removeRows(row, 1)
        case TableChange.DELETE_COLUMN if table.columns() > 1:
            table.removeColumns(column, 1)
            _share_width(table)
        case _:
            table.removeRows(0, table.rows())
    cursor.endEditBlock()


def _insert_row(table: QTextTable, at: int) -> None:
    table.insertRows(at, 1)
    for column in range(table.columns()):
        beside = table.cellAt(0 if at else 1, column).firstCursorPosition().blockFormat()
        align = str(beside.stringProperty(ALIGN))
        table.cellAt(at, column).firstCursorPosition().setBlockFormat(cell_format(align))


def _insert_column(table: QTextTable, at: int) -> None:
    table.insertColumns(at, 1)
    _align(table, at, "")
    _share_width(table)


def _align(table: QTextTable, column: int, align: str) -> None:
    for row in range(table.rows()):
        table.cellAt(row, column).firstCursorPosition().setBlockFormat(cell_format(align))


def _share_width(table: QTextTable) -> None:
    chosen = table.format()
    share = QTextLength(QTextLength.Type.PercentageLength, 100 / table.columns())
    chosen.setColumnWidthConstraints([share] * table.columns())
    table.setFormat(chosen)


def step_in_table(cursor: QTextCursor, *, forward: bool) -> QTextCursor | None:
    """Return a cursor in the next or previous cell; past the last cell a row is added.

    Returns:
        None outside of a table, and before its first cell.
    """
    table = cursor.currentTable()
    if table is None:
        return None
    cell = table.cellAt(cursor)
    at = cell.row() * table.columns() + cell.column() + (1 if forward else -1)
    if at < 0:
        return None
    if at >= table.rows() * table.columns():
        cursor.beginEditBlock()
        _insert_row(table, table.rows())
        cursor.endEditBlock()
    target = table.cellAt(at // table.columns(), at % table.columns())
    found = target.firstCursorPosition()
    found.setPosition(target.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    return found


def cell_below(cursor: QTextCursor) -> QTextCursor | None:
    """Return a cursor in the cell below; None outside of a table."""
    table = cursor.currentTable()
    if table is None:
        return None
    cell = table.cellAt(cursor)
    if cell.row() + 1 >= table.rows():
        cursor.beginEditBlock()
        _insert_row(table, table.rows())
        cursor.endEditBlock()
    return table.cellAt(cell.row() + 1, cell.column()).lastCursorPosition()
