"""Tables as WordprocessingML: a marked and repeated header row, rows that stay whole, a fixed grid."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from app.documents.columns import column_widths, insets
from app.documents.palette import palette
from app.documents.tree import DARKEST, KEPT_WHOLE, Align, Runs, Table, text_of_runs

if TYPE_CHECKING:
    from app.documents.docx.runs import Texts

_GROUND = '<w:shd w:val="clear" w:color="auto" w:fill="{}"/>'
_YEAR = re.compile(r" (\d{4}(?:-\d{4}|–\d{2}))$")
_LETTER, _PADDING = 5.5, 11.0  # of a heading: width of a letter, and space beside it
_STYLES = {Align.START: "TableText", Align.END: "TableNumber", Align.CENTRE: "TableCentred"}


def table_xml(table: Table, texts: Texts, *, width: int, parted: bool = False, led: bool = False) -> str:
    """Return the table and nothing around it; its caption stands before it.

    Args:
        table: what is written.
        texts: writes runs.
        width: points between the margins.
        parted: whether it may be parted between pages even if it is short.
        led: whether its last row stays with the paragraph that follows.
    """
    whole = width * 20
    widths = [int(one * 20) for one in column_widths(table, width)]
    widths[-1] += whole - sum(widths)
    kept = len(table.rows) <= KEPT_WHOLE and not parted
    columns = [
        (one, column.align, inset) for one, column, inset in zip(widths, table.columns, insets(table), strict=True)
    ]
    free, held = ([_start(*column, keep=keep) for column in columns] for keep in (False, True))
    name = quoteattr(text_of_runs(table.caption))
    shown = f"<w:tblDescription w:val={quoteattr(table.alt)}/>" if table.alt else ""
    look = (
        '<w:tblLook w:val="04A0" w:firstRow="1" '
        f'w:lastRow="{int(table.total)}" w:firstColumn="{int(table.row_header)}" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    properties = (
        f'<w:tblPr><w:tblStyle w:val="JalonTable"/><w:tblW w:w="{whole}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val={name}/>{shown}</w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    titles = [
        _title(column.title, one / 20 - inset)
        for column, (one, _align, inset) in zip(table.columns, columns, strict=True)
    ]
    header = _row("<w:cantSplit/><w:tblHeader/>", titles, held, texts)
    cells = list(table.rows)
    if table.total:  # not every reader follows the style's last row
        cells[-1] = tuple(tuple(replace(run, strong=True) for run in cell) for cell in cells[-1])
    last = len(cells) - 1
    rows = "".join(
        _row("<w:cantSplit/>", row, _shaded(held if kept or at in {0, last - 1} else free, table, at), texts)
        for at, row in enumerate(cells[:-1])
    )
    rows += _row("<w:cantSplit/>", cells[-1], _shaded(held if led else free, table, last), texts)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{header}{rows}</w:tbl>"


def _title(runs: Runs, width: float) -> Runs:
    """Return a heading whose year stands on a line of its own where Word would part it at its dash."""
    last = runs[-1]
    found = _YEAR.search(last.text)
    if found is None or len(text_of_runs(runs)) * _LETTER + _PADDING <= width:
        return runs
    return (*runs[:-1], replace(last, text=f"{last.text[: found.start()]}\n{found[1]}"))


def _start(width: int, align: Align, inset: float, *, keep: bool) -> str:
    """Return a cell up to its text; ``keep``: its row stays on the page of the next one."""
    kept = "<w:keepNext/>" if keep else ""
    margin = f'<w:tcMar><w:left w:w="{100 + inset * 20:.0f}" w:type="dxa"/></w:tcMar>' if inset else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{margin}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{_STYLES[align]}"/>{kept}</w:pPr>'
    )


def _shaded(starts: list[str], table: Table, at: int) -> list[str]:
    """Return the starts of the cells of a row with their grounds."""
    if not table.shades:
        return starts
    grounds = ["", *(_GROUND.format(palette().shade(level).lstrip("#")) for level in range(1, DARKEST + 1))]
    return [
        start.replace('w:type="dxa"/>', f'w:type="dxa"/>{grounds[level]}', 1)
        for start, level in zip(starts, table.shades[at], strict=True)
    ]


def _row(properties: str, cells: list[Runs] | tuple[Runs, ...], starts: list[str], texts: Texts) -> str:
    made = "".join(f"{start}{texts.cell(cell)}</w:p></w:tc>" for start, cell in zip(starts, cells, strict=True))
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"
