"""Runs in the environment of the peers: writes what ``neutral.py`` made and prints the seconds of processor it took.

peer_writers.py python-docx|docxtpl|weasyprint FOLDER
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any


def with_rows(folder: Path) -> float:
    """Write every table row by row, as the library's guide shows."""
    import docx  # noqa: PLC0415  one of the peers, each of which may be missing

    tables = json.loads((folder / "tables.json").read_text("utf-8"))
    began = time.process_time()
    document = docx.Document()
    for table in tables:
        document.add_paragraph(table["caption"], style="Caption")
        made = document.add_table(rows=1, cols=len(table["head"]), style="Table Grid")
        _fill(made.rows[0].cells, table["head"])
        for row in table["rows"]:
            _fill(made.add_row().cells, row)
    document.save(str(folder / "peer-rows.docx"))
    return time.process_time() - began


def _fill(cells: Any, texts: list[str]) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.text = text


def with_template(folder: Path) -> float:
    """Render every table from one template with two loops, of rows and of cells."""
    import docx  # noqa: PLC0415  as above
    from docxtpl import DocxTemplate  # noqa: PLC0415  as above

    tables = json.loads((folder / "tables.json").read_text("utf-8"))
    form = docx.Document()
    form.add_paragraph("{%p for table in tables %}")
    form.add_paragraph("{{ table.caption }}", style="Caption")
    grid = form.add_table(rows=4, cols=3, style="Table Grid")
    for at, text in enumerate(("{%tc for title in table.head %}", "{{ title }}", "{%tc endfor %}")):
        grid.rows[0].cells[at].text = text
    grid.rows[1].cells[0].text = "{%tr for row in table.rows %}"
    for at, text in enumerate(("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}")):
        grid.rows[2].cells[at].text = text
    grid.rows[3].cells[0].text = "{%tr endfor %}"
    form.add_paragraph("{%p endfor %}")
    form.save(str(folder / "form.docx"))
    began = time.process_time()
    template = DocxTemplate(str(folder / "form.docx"))
    template.render({"tables": [table | {"rows": table["rows"]} for table in tables]}, autoescape=True)
    template.save(str(folder / "peer-template.docx"))
    return time.process_time() - began


def with_browser_rules(folder: Path) -> float:
    """Lay out the same document from HTML as tagged PDF/UA."""
    from weasyprint import HTML  # noqa: PLC0415  as above

    began = time.process_time()
    HTML(str(folder / "document.html")).write_pdf(str(folder / "peer.pdf"), pdf_variant="pdf/ua-1")
    return time.process_time() - began


PEERS = {"python-docx": with_rows, "docxtpl": with_template, "weasyprint": with_browser_rules}

if __name__ == "__main__":
    print(PEERS[sys.argv[1]](Path(sys.argv[2])))
