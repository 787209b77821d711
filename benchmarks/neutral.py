"""The inventory of a plan as peers are given it: the tree for us, tables as JSON and a page as HTML for the others.

    neutral.py PLAN FOLDER [DEPARTMENT]

``tree.pickle`` is the document, ``tables.pickle`` one of its tables alone, ``tables.json`` and
``document.html`` say the same. Pictures are left out of the HTML, which is to the peer's favour.
"""

from __future__ import annotations

import json
import pickle
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from government import YEAR

from app.documents import tree
from app.documents.builders.front import Request
from app.documents.builders.inventory import build_inventory
from app.documents.sources import inventory_content
from app.documents.tree import text_of_runs
from app.plan_facts import OWN
from app.resources import resource
from app.workspace import Workspace
from model.fiscal_year import FiscalYear
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

FACES = ("NotoSans-Regular", "NotoSans-Bold", "Lato-Regular", "Lato-Bold")


def main() -> None:
    """Write the files."""
    plan, folder = Path(sys.argv[1]), Path(sys.argv[2])
    department = None if sys.argv[3:] == ["all"] else OWN
    with Workspace.read(plan) as workspace:
        content = inventory_content(workspace, FiscalYear.parse(YEAR), department)
    document = build_inventory(content, Request(Language.EN, (Language.EN,), draft=False))
    tables = tuple(block for block in document.blocks if isinstance(block, tree.Table))
    (folder / "tree.pickle").write_bytes(pickle.dumps(document))
    (folder / "tables.pickle").write_bytes(pickle.dumps((document, tables)))
    told = [
        {
            "caption": text_of_runs(table.caption),
            "head": [text_of_runs(column.title) for column in table.columns],
            "rows": [[text_of_runs(cell) for cell in row] for row in table.rows],
        }
        for table in tables
    ]
    (folder / "tables.json").write_text(json.dumps(told), encoding="utf-8")
    (folder / "document.html").write_text("".join(_html(document)), encoding="utf-8")
    print(sum(len(table.rows) for table in tables))


def _html(document: tree.Document) -> Iterator[str]:
    folder = Path(str(resource("templates", "fonts")))
    faces = "".join(
        f"@font-face {{font-family: {name.partition('-')[0]}; src: url({folder / name}.ttf);"
        f" font-weight: {'bold' if name.endswith('Bold') else 'normal'}}}"
        for name in FACES
    )
    yield (
        f'<!DOCTYPE html><html lang="en-CA"><head><meta charset="utf-8"><title>{escape(document.title)}</title>'
        f"<style>{faces} @page {{size: letter; margin: 78pt 66pt 66pt; @bottom-right {{content: counter(page)}}}}"
        "body {font: 10pt/14pt NotoSans} h1, h2, h3, h4, caption {font-family: Lato} table {width: 100%;"
        "border-collapse: collapse; font-size: 8.5pt} td, th {border-bottom: .5pt solid #ccc; text-align: left;"
        "padding: 3pt 5pt} tr {break-inside: avoid}</style></head><body>"
    )
    for block in document.blocks:
        yield from _block(block)
    yield "</body></html>"


def _block(block: tree.Block) -> Iterator[str]:
    match block:
        case tree.Cover():
            yield f"<h1>{_text(block.title)}</h1>"
        case tree.Heading():
            yield f"<h{block.level}>{_text(block.runs)}</h{block.level}>"
        case tree.Paragraph() | tree.Source() | tree.Note():
            yield f"<p>{_text(block.runs)}</p>"
        case tree.ListBlock():
            yield "<ul>" + "".join(f"<li>{_text(item.runs)}</li>" for item in block.items) + "</ul>"
        case tree.Table():
            head = "".join(f"<th scope=col>{_text(column.title)}</th>" for column in block.columns)
            rows = "".join("<tr>" + "".join(f"<td>{_text(c)}</td>" for c in row) + "</tr>" for row in block.rows)
            yield f"<table><caption>{_text(block.caption)}</caption><thead><tr>{head}</tr></thead>{rows}</table>"


def _text(runs: tree.Runs) -> str:
    return escape(text_of_runs(runs)).replace("\n", "<br>")


if __name__ == "__main__":
    main()
