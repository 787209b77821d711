"""Every text of the window is looked up again when the language changes: a catalogue in brackets shows what is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.framework.loading import load_framework
from model.canonical import document
from tests.fakes.pseudo import OPEN
from tests.ui.driver import settle
from tests.ui.seen import texts
from ui.pages.steps import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ui.application import Editor
    from ui.window.plan_frame import PlanFrame

_SAME_IN_EVERY_LANGUAGE = {
    "EN",
    "FR",
    "Jalon",
    "Ctrl+K",
    "Français",
    "Passer au français",
    "PDF",
    "Word",
    "CSV",
    "XLSX",
}
_LETTERS = re.compile(r"[^\W\d_]")
_DATES = re.compile(
    r"(January|February|March|April|May|June|July|August|September|October|November|December) \d+, \d{4}"
)
_NUMBERING = re.compile(r"^\d+(\.\d+)*\s")
_TIMES = re.compile(r"\d+:\d\d\s[ap]\.m\.")


def _strings(value: Any) -> Iterator[str]:
    """Yield every text inside a structure of values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _strings(getattr(value, name))


def _is_data(text: str, known: set[str]) -> bool:
    """Whether a text is the planner's, the policy's or the registry's, or has no words."""
    bare = _NUMBERING.sub("", _TIMES.sub("", _DATES.sub("", text)))
    if not _LETTERS.search(bare) or bare in known | _SAME_IN_EVERY_LANGUAGE or text.startswith("/"):
        return True
    parts = [part.strip() for part in re.split(r" · |\n| › |: |, |\. ", text)]
    return all(part in known or not _LETTERS.search(part) or part in _SAME_IN_EVERY_LANGUAGE for part in parts) or any(
        text in long for long in known
    )


def _bare(frame: PlanFrame) -> list[str]:
    """Return the texts that were not looked up, and are no data."""
    session = frame.session
    assert session is not None
    known = {text for text in _strings(document(session.plan.workspace.database)) if text.strip()}
    known.add(session.plan.workspace.author)
    known |= {text for text in _strings(load_framework("policy-on-service-2014")) if text.strip()}
    return sorted(
        f"{where}: {text}"
        for where, text in texts(frame)
        if text.strip() and OPEN not in text and not _is_data(text.strip(), known)
    )


@pytest.mark.parametrize("step", list(Step))
def test_every_text_of_a_step_follows_the_language_at_once(
    frame: PlanFrame, pseudo: Callable[[], None], step: Step
) -> None:
    frame.open_guide()
    frame.go(step)
    settle()

    pseudo()
    settle()

    assert "\n".join(_bare(frame)) == ""


def test_every_text_of_the_start_page_follows_the_language_at_once(editor: Editor, pseudo: Callable[[], None]) -> None:
    settle()

    pseudo()
    settle()
    bare = [text for _where, text in texts(editor.window) if text and OPEN not in text]

    assert set(bare) <= _SAME_IN_EVERY_LANGUAGE
