"""What the window says of a plan that it has just opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from tests.model.older_plans import put_older_plan
from tests.ui.driver import click, settle
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.application import Editor


def banner_of(editor: Editor) -> Banner | None:
    settle()
    assert editor.window.frame is not None
    return next((found for found in editor.window.frame.area.findChildren(Banner) if found.isVisible()), None)


def open_older(editor: Editor, qtbot: QtBot, path: Path) -> None:
    """Open a plan of an earlier version and wait until it was brought to today's form."""
    editor.actions().open(path)
    qtbot.waitUntil(lambda: editor.window.frame is not None, timeout=60_000)


def test_an_older_plan_is_opened_in_todays_form_and_told_where_the_old_one_lies(
    editor: Editor, qtbot: QtBot, plan_path: Path
) -> None:
    older = put_older_plan(plan_path)

    open_older(editor, qtbot, plan_path)

    banner = banner_of(editor)
    assert banner is not None
    assert "plan.schema-1.jalon" in " ".join(label.text() for label in banner.findChildren(QLabel))
    assert plan_path.with_name("plan.schema-1.jalon").read_bytes() == older
    click(banner.cross)
    assert banner_of(editor) is None


def test_the_same_plan_opened_again_says_nothing(editor: Editor, qtbot: QtBot, plan_path: Path) -> None:
    put_older_plan(plan_path)
    open_older(editor, qtbot, plan_path)

    editor.actions().close_plan()
    assert editor.actions().open(plan_path)

    assert banner_of(editor) is None
