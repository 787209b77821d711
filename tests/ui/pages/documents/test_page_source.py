"""Pictures of pages from a child process, with a bound on what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from model.language import Language
from ui.pages.documents.page_source import PageSource, Wish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.fakes.shell import FakeShell
    from ui.pages.documents.preview_model import MadePages

EN = Language.EN


@pytest.fixture
def wait(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    return lambda until: qtbot.waitUntil(until, timeout=60_000)


def test_a_page_that_is_wanted_arrives_as_a_picture(
    source: PageSource, made: dict[Language, MadePages], wait: Callable[[Callable[[], bool]], None], tmp_path: Path
) -> None:
    wish = Wish(made[EN].file, 2, 300)

    source.want("pages", [wish])
    wait(lambda: source.picture(wish) is not None)

    picture = source.picture(wish)
    assert picture is not None
    assert abs(picture.width() - 300) <= 1
    assert picture.pixelColor(0, 0).name() == "#ffffff"
    assert not list(tmp_path.rglob("*.pixels"))


def test_pages_that_were_scrolled_past_are_not_drawn(
    source: PageSource, made: dict[Language, MadePages], wait: Callable[[Callable[[], bool]], None]
) -> None:
    passed = [Wish(made[EN].file, page, 200) for page in range(1, 20)]
    seen = Wish(made[EN].file, 25, 200)

    source.want("pages", passed)
    source.want("pages", [seen])
    wait(lambda: source.picture(seen) is not None)

    assert sum(source.picture(wish) is not None for wish in passed) <= 1  # the one that was under way


def test_what_is_kept_has_a_bound_and_what_is_in_sight_stays(
    shell: FakeShell,
    tmp_path: Path,
    made: dict[Language, MadePages],
    wait: Callable[[Callable[[], bool]], None],
) -> None:
    one = 200 * 259 * 4
    source = PageSource(shell.tasks, tmp_path, shell, room=3 * one)
    for page in range(1, 9):
        wish = Wish(made[EN].file, page, 200)
        source.want("pages", [wish])
        wait(lambda wish=wish: source.picture(wish) is not None)  # type: ignore[misc]

        assert source.held <= 3 * one * 1.02

    assert source.picture(Wish(made[EN].file, 8, 200)) is not None
    assert source.picture(Wish(made[EN].file, 1, 200)) is None
    assert source.nearest(Wish(made[EN].file, 8, 900)) is not None


def test_a_page_that_cannot_be_drawn_is_told_and_not_asked_for_again(
    source: PageSource, made: dict[Language, MadePages], wait: Callable[[Callable[[], bool]], None]
) -> None:
    gone, there = Wish(made[EN].file, 9999, 200), Wish(made[EN].file, 1, 200)

    source.want("pages", [gone, there])
    wait(lambda: source.picture(there) is not None)

    assert source.is_faulty(gone)
    assert not source.is_faulty(there)


def test_words_are_read_and_found_between_the_pictures(
    source: PageSource, made: dict[Language, MadePages], wait: Callable[[Callable[[], bool]], None]
) -> None:
    texts, found = list[str](), list[Any]()

    source.text(made[EN].file, 2, texts.append)
    source.find(made[EN].file, "service STANDARDS", range(1, 30), found.append)
    wait(lambda: bool(texts and found))

    assert "About this document" in texts[0]
    assert len(found[0]) > 3
    assert all(1 <= hit.page < 30 and hit.boxes for hit in found[0])


def test_a_document_that_is_forgotten_takes_no_room(
    source: PageSource, made: dict[Language, MadePages], wait: Callable[[Callable[[], bool]], None]
) -> None:
    wish = Wish(made[EN].file, 1, 200)
    source.want("pages", [wish])
    wait(lambda: source.picture(wish) is not None)

    source.forget(made[EN].file)

    assert source.held == 0
    assert source.picture(wish) is None
