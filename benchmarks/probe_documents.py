"""Writes a document that ``neutral.py`` made and prints the seconds of processor that the writing took.

probe_documents.py tables|word|pdf FOLDER
"""

from __future__ import annotations

import pickle
import sys
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from app.documents.docx.writer import write_docx
from app.documents.pdf.writer import Layout, write_pdf
from app.documents.tree import Edition


def main() -> None:
    """Write one file."""
    kind, folder = sys.argv[1], Path(sys.argv[2])
    if kind == "tables":
        document, tables = pickle.loads((folder / "tables.pickle").read_bytes())  # noqa: S301  made a moment ago
        edition = Edition((replace(document, blocks=tables),))
    else:
        document = pickle.loads((folder / "tree.pickle").read_bytes())  # noqa: S301  as above
        edition = Edition((replace(document),))  # labels are known by the blocks that are there now
    target = BytesIO()
    began = time.process_time()
    if kind == "pdf":
        layout = Layout(edition)
        write_pdf(layout.edition, target, layout=layout)
    else:
        write_docx(edition, target, pages={})
    took = time.process_time() - began
    (folder / {"pdf": "ours.pdf", "word": "ours.docx", "tables": "ours-tables.docx"}[kind]).write_bytes(
        target.getvalue()
    )
    print(took)


if __name__ == "__main__":
    main()
