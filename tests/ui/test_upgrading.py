"""A plan of an earlier version is brought to today's form while the window stays alive, told and called off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from app import backups
from app.workspace import Workspace
from model import canonical, plan_file, schema
from model.language import Language
from tests.model.older_plans import older_document, put_older_plan
from tests.ui.driver import click, press, settle
from ui.upgrading import UpgradeDialog
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.application import Editor

LONG = 60_000


def upgrade_dialog() -> UpgradeDialog:
    """Return the dialog that is on the screen."""
    settle()
    (found,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, UpgradeDialog) and one.isVisible())
    return found


def words_of(dialog: UpgradeDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def beside(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir() if entry.suffix in {".jalon", ".upgrade", ".lock"})


@pytest.mark.parametrize("older_schema", [1, 2])
def test_an_older_plan_opens_after_the_dialog_has_told_how_far_it_is(
    editor: Editor, qtbot: QtBot, plan_path: Path, older_schema: int
) -> None:
    older = put_older_plan(plan_path, older_schema)
    seen: list[float] = []

    assert not editor.actions().open(plan_path)
    dialog = upgrade_dialog()
    follow = QTimer(dialog, interval=0)
    follow.timeout.connect(lambda: seen.append(dialog.bar.share))
    follow.start()
    assert editor.window.frame is None
    qtbot.waitUntil(lambda: editor.window.frame is not None, timeout=LONG)

    frame = editor.window.frame
    assert frame is not None
    assert frame.session is not None
    assert len(set(seen)) > 2  # the window went on, and showed it
    assert seen == sorted(seen)
    held = canonical.document(frame.session.plan.workspace.database)["entities"]
    old = older_document(older_schema)["entities"]
    assert {name: held[name] for name in old} == old
    kept = plan_path.with_name(f"plan.schema-{older_schema}.jalon")
    assert kept.read_bytes() == older
    settle()
    (banner,) = (one for one in frame.area.findChildren(Banner) if one.isVisible())
    assert kept.name in " ".join(label.text() for label in banner.findChildren(QLabel))


@pytest.mark.parametrize("way", ["the button", "Esc"])
def test_what_is_called_off_leaves_the_plan_as_it_was(editor: Editor, qtbot: QtBot, plan_path: Path, way: str) -> None:
    older = put_older_plan(plan_path)
    editor.actions().open(plan_path)
    dialog = upgrade_dialog()

    if way == "Esc":
        press(dialog, "Esc")
    else:
        click(dialog.cancel)
    qtbot.waitUntil(lambda: not editor.actions().is_bringing_up, timeout=LONG)

    assert editor.window.frame is None
    assert plan_path.read_bytes() == older
    assert beside(plan_path) == ["plan.jalon"]


def test_a_plan_that_was_called_off_can_be_opened_afterwards(editor: Editor, qtbot: QtBot, plan_path: Path) -> None:
    put_older_plan(plan_path)
    editor.actions().open(plan_path)
    click(upgrade_dialog().cancel)
    qtbot.waitUntil(lambda: not editor.actions().is_bringing_up, timeout=LONG)

    editor.actions().open(plan_path)
    qtbot.waitUntil(lambda: editor.window.frame is not None, timeout=LONG)

    assert beside(plan_path) == [".plan.jalon.jalon.lock", "plan.jalon", "plan.schema-1.jalon"]


def test_closing_the_window_meanwhile_leaves_a_whole_plan(editor: Editor, plan_path: Path) -> None:
    put_older_plan(plan_path)
    editor.actions().open(plan_path)
    upgrade_dialog()

    editor.window.close()
    settle()

    assert not editor.actions().is_bringing_up
    assert plan_file.schema_of(plan_path) in {1, schema.SCHEMA_VERSION}
    Workspace.open(plan_path).close()
    assert beside(plan_path) == ["plan.jalon", "plan.schema-1.jalon"]


def test_the_plan_that_is_open_stays_while_another_is_brought_up(
    editor: Editor, qtbot: QtBot, sample_plan: Path, plan_path: Path
) -> None:
    put_older_plan(plan_path)
    assert editor.actions().open(sample_plan)
    before = editor.window.frame

    editor.actions().open(plan_path)
    assert editor.window.frame is before
    click(upgrade_dialog().cancel)
    qtbot.waitUntil(lambda: not editor.actions().is_bringing_up, timeout=LONG)

    assert editor.window.frame is before


@pytest.mark.parametrize("language", list(Language))
def test_why_a_plan_cannot_be_brought_up_is_told_in_the_windows_language(
    editor: Editor, qtbot: QtBot, plan_path: Path, language: Language
) -> None:
    put_older_plan(plan_path)
    backups.folder().parent.mkdir(parents=True, exist_ok=True)
    backups.folder().write_text("in the way")  # no backup can be written, so nothing is done
    editor.languages.switch(language)
    told: list[str] = []

    def read_and_close() -> None:
        box = QApplication.activeModalWidget()
        if box is None or isinstance(box, UpgradeDialog):
            return
        told.append(" ".join(label.text() for label in box.findChildren(QLabel)))
        press(box, "Esc")

    watch = QTimer(editor, interval=20)
    watch.timeout.connect(read_and_close)
    watch.start()
    editor.actions().open(plan_path)
    words = words_of(upgrade_dialog())
    qtbot.waitUntil(lambda: bool(told), timeout=LONG)
    watch.stop()

    assert "plan.jalon" in words
    assert {Language.EN: "did not open", Language.FR: "pas"}[language] in told[0]
    assert editor.window.frame is None
    assert plan_file.schema_of(plan_path) == 1


@pytest.fixture
def held_plan(plan_path: Path) -> Iterator[Path]:
    """Yield a plan of an earlier version that somebody else has open."""
    put_older_plan(plan_path, 1)
    with FileLock(plan_file.lock_path(plan_path)):
        yield plan_path


def test_an_older_plan_that_somebody_holds_is_read_from_a_copy_of_todays_form(
    editor: Editor, qtbot: QtBot, held_plan: Path
) -> None:
    older = held_plan.read_bytes()
    seen: list[float] = []

    assert not editor.actions().open(held_plan)
    dialog = upgrade_dialog()
    told = words_of(dialog)
    follow = QTimer(dialog, interval=0)
    follow.timeout.connect(lambda: seen.append(dialog.bar.share))
    follow.start()
    qtbot.waitUntil(lambda: editor.window.frame is not None, timeout=LONG)

    frame = editor.window.frame
    assert frame is not None
    assert frame.session is not None
    plan = frame.session.plan
    assert "it can only be read now" in told
    assert len(set(seen)) > 1  # the window went on, and showed it
    assert seen == sorted(seen)
    assert (plan.read_only, plan.path) == (True, held_plan)
    held, old = canonical.document(plan.workspace.database)["entities"], older_document(1)["entities"]
    assert {name: held[name] for name in old} == old
    assert held_plan.read_bytes() == older
    assert [name for name in beside(held_plan) if name.endswith(".jalon")] == [held_plan.name]
    settle()
    (banner,) = (one for one in frame.area.findChildren(Banner) if one.isVisible())
    assert "You can read it, not change it." in " ".join(label.text() for label in banner.findChildren(QLabel))


def test_reading_an_older_plan_is_called_off(editor: Editor, qtbot: QtBot, held_plan: Path) -> None:
    older = held_plan.read_bytes()
    assert not editor.actions().open(held_plan)

    click(upgrade_dialog().cancel)
    qtbot.waitUntil(lambda: not editor.actions().is_bringing_up, timeout=LONG)

    assert editor.window.frame is None
    assert held_plan.read_bytes() == older
