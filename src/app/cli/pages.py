"""``jalon pages``: draws pages of PDF files as long as somebody asks, for the window's preview. Not in the help.

Each line that is read asks for one thing, as JSON, and each line that is written answers it::

    {"id": 1, "ask": "picture", "file": "a.pdf", "page": 3, "width": 800}   {"id": 1, "path": ..., "width": ..., ...}
    {"id": 2, "ask": "text", "file": "a.pdf", "page": 3}                    {"id": 2, "text": "..."}
    {"id": 3, "ask": "find", "file": "a.pdf", "words": "fee", "first": 1, "last": 40}     {"id": 3, "found": [...]}
    {"id": 4, "ask": "close", "file": "a.pdf"}                              {"id": 4}

It ends when nobody can ask any more. A page that cannot be drawn is answered with ``fault``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.documents.preview import Pages

if TYPE_CHECKING:
    import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("-o", dest="out", type=Path, required=True)


def run(args: argparse.Namespace) -> int:
    """Answer until the end of what is asked."""
    pages = Pages()
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = _answer(pages, asked, args.out)
        except Exception as error:  # noqa: BLE001  the next page may do
            answer = {"fault": f"{type(error).__name__}: {error}"}
        args.output.answer(json.dumps({"id": asked["id"], **answer}, ensure_ascii=False))
    return 0


def _answer(pages: Pages, asked: dict[str, Any], out: Path) -> dict[str, Any]:
    match asked["ask"]:
        case "picture":
            path = out / f"{asked['id']}.pixels"
            out.mkdir(0o700, exist_ok=True)  # what tidies up temporary files takes it after some days
            width, height = pages.draw(asked["file"], asked["page"], asked["width"], path)
            return {"path": str(path), "width": width, "height": height}
        case "text":
            return {"text": pages.text(asked["file"], asked["page"])}
        case "find":
            return {"found": pages.find(asked["file"], asked["words"], asked["first"], asked["last"])}
        case _:
            pages.close(asked["file"])
            return {}
