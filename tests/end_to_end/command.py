"""Running the command line in this process, as a script of others would run it."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from model.language import Language


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


def _no_editor(plan: Path | None, *, language: Language, author: str) -> int:
    raise AssertionError(f"the editor was started: {plan}, {language}, {author}")


def run(*args: object, lang: str = "en") -> Done:
    """Run ``jalon`` with these arguments."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _stream in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["--ui-lang", lang, *map(str, args)], _no_editor)
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))
    return Done(code, *texts)
