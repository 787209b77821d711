from __future__ import annotations

from typing import TYPE_CHECKING

from app import i18n
from model.language import Language
from ui.look.theme import ThemeChoice
from ui.settings import MOST_RECENT, Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_set_is_there_after_the_next_start(tmp_path: Path) -> None:
    first = Settings(tmp_path / "settings.json")
    first.author = "  Zoé Tremblay "
    first.language = Language.FR
    first.theme = ThemeChoice.DARK
    first.row_height = "compact"
    first.has_motion = False
    first.system_look = ("#f2f4f6 #ffffff", "light")
    first.set_value("inventory.columns", ["online"])

    second = Settings(tmp_path / "settings.json")

    assert second.author == "Zoé Tremblay"
    assert second.language is Language.FR
    assert second.theme is ThemeChoice.DARK
    assert second.row_height == "compact"
    assert not second.has_motion
    assert second.system_look == ("#f2f4f6 #ffffff", "light")
    assert second.value("inventory.columns") == ["online"]


def test_a_broken_file_is_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"language": "xx", "theme": 5, "recent": [1, ["a"]]', encoding="utf-8")
    broken = Settings(path)
    path.write_text(
        '{"language": "xx", "theme": "green", "recent": [1, ["a"]], "row_height": "tall", "system_look": "x"}',
        encoding="utf-8",
    )
    odd = Settings(path)

    assert broken.theme is odd.theme is ThemeChoice.SYSTEM
    assert odd.language is i18n.language_of_system()
    assert odd.recent == ()
    assert odd.row_height == "comfortable"
    assert odd.system_look == ("", "")


def test_a_folder_that_cannot_be_written_costs_the_settings_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    settings = Settings(tmp_path / "file" / "settings.json")

    settings.author = "Zoé"

    assert settings.author == "Zoé"


def test_the_plan_opened_last_comes_first_and_once(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for number in range(MOST_RECENT + 3):
        settings.remember(tmp_path / f"{number}.jalon", f"Plan {number}", "")
    settings.remember(tmp_path / "5.jalon", "Plan 5", "Plan cinq")

    assert len(settings.recent) == MOST_RECENT
    assert settings.recent[0] == (tmp_path / "5.jalon", "Plan 5", "Plan cinq")
    assert [path.name for path, _en, _fr in settings.recent].count("5.jalon") == 1


def test_a_plan_is_taken_from_the_recent_ones(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.remember(tmp_path / "a.jalon", "A", "")

    settings.forget(tmp_path / "a.jalon")

    assert settings.recent == ()
