"""Every text of the window is looked up again when the language changes: a catalogue in brackets shows what is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.framework.loading import load_framework
from model.canonical import document
from model.language import Language
from tests.fakes.pseudo import OPEN
from tests.ui.driver import settle
from tests.ui.seen import texts
from ui.pages.inventory.page import InventoryPage
from ui.pages.steps import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from pytestqt.qtbot import QtBot

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


def _rest_on(frame: PlanFrame, step: Step) -> None:
    """Let the focus rest on something of a step that has a guidance of its own."""
    frame.go(step)
    settle()
    if step is Step.INVENTORY:
        page = frame.area.current()
        assert isinstance(page, InventoryPage)
        page.record.focus_field("service_record", "service_description", Language.EN)
        settle()


@pytest.mark.parametrize("step", list(Step))
def test_the_guide_keeps_what_the_page_says_when_the_language_changes(
    frame: PlanFrame, editor: Editor, qtbot: QtBot, step: Step
) -> None:
    frame.open_guide()
    _rest_on(frame, step)
    frame.refresh_guide()
    english = frame.guide.content()

    editor.languages.switch(Language.FR)
    qtbot.waitUntil(lambda: not frame.is_guide_waiting())
    french = frame.guide.content()
    editor.languages.switch(Language.EN)
    qtbot.waitUntil(lambda: not frame.is_guide_waiting())

    assert len(french.path) == len(english.path)
    assert french.guidance != english.guidance or not english.guidance
    assert frame.guide.content() == english


@pytest.mark.parametrize("step", [Step.INVENTORY, Step.TRANSLATION])
def test_the_guide_says_it_again_when_the_page_is_shown_again(frame: PlanFrame, qtbot: QtBot, step: Step) -> None:
    frame.open_guide()
    _rest_on(frame, step)
    frame.refresh_guide()
    before = frame.guide.content()

    frame.go(Step.OVERVIEW)
    frame.go(step)
    qtbot.waitUntil(lambda: not frame.is_guide_waiting())

    assert len(before.path) > 1
    assert frame.guide.content() == before
