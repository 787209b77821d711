"""Symbols that a plan keeps: journalled, undone, sent to a colleague, printed where they belong."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from app.documents.export import Wanted, export
from app.documents.strategy_sources import newest_version
from app.documents.symbol import KeptPicture, SymbolKind
from app.documents.symbol_files import read_picture
from app.documents.symbol_words import concerns
from app.documents.symbols import change_symbols, kept_symbols
from app.errors import ReadOnlyError
from app.plan_facts import plan_card
from app.registry.plan_json import load_plan, read_plan_json
from app.workspace import NewPlan, Workspace
from model import canonical, journal
from model.language import Language
from model.plan import DEPARTMENT, PLAN_SETTING
from tests.app.documents import drawn
from tests.app.documents.reading import docx_text, whole_pages
from tests.app.documents.tagged import tagged
from tests.model.older_plans import put_older_plan

SIGNATURE, FRENCH, WORDMARK = SymbolKind.SIGNATURE_EN, SymbolKind.SIGNATURE_FR, SymbolKind.WORDMARK
_WAITS = ("holds the place of its corporate signature", "kept clear for the Canada wordmark")


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[SymbolKind, KeptPicture]:
    return drawn.kept(tmp_path_factory.mktemp("symbols"))


@pytest.fixture
def own(sample_path: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample plan to change."""
    return Path(shutil.copy(sample_path, tmp_path / "own.jalon"))


# the plan


def test_a_plan_keeps_each_picture_with_its_name(
    workspace: Workspace, plan_path: Path, pictures: dict[SymbolKind, KeptPicture]
) -> None:
    change_symbols(workspace, pictures)
    workspace.close()

    with Workspace.read(plan_path) as again:
        assert kept_symbols(again) == pictures
        assert kept_symbols(again)[FRENCH].name == "signature_fr.png"


def test_all_that_is_chosen_at_once_is_one_change_that_can_be_undone(
    workspace: Workspace, pictures: dict[SymbolKind, KeptPicture]
) -> None:
    before = canonical.document(workspace.database)
    change_symbols(workspace, pictures)
    change_symbols(workspace, {SIGNATURE: pictures[FRENCH], WORDMARK: None})
    assert kept_symbols(workspace) == {SIGNATURE: pictures[FRENCH], FRENCH: pictures[FRENCH]}

    workspace.undo()
    once = kept_symbols(workspace)
    workspace.undo()

    assert once == pictures
    assert canonical.document(workspace.database) == before
    workspace.redo()
    assert kept_symbols(workspace) == pictures
    journal.verify(workspace.database)


def test_the_same_pictures_again_are_no_change(workspace: Workspace, pictures: dict[SymbolKind, KeptPicture]) -> None:
    change_symbols(workspace, pictures)
    head = journal.head(workspace.database)

    change_symbols(workspace, pictures)
    change_symbols(workspace, {})

    assert journal.head(workspace.database) == head


def test_pictures_go_with_the_plan_as_json(
    workspace: Workspace, tmp_path: Path, pictures: dict[SymbolKind, KeptPicture]
) -> None:
    change_symbols(workspace, pictures)
    path = tmp_path / "plan.json"
    path.write_bytes(canonical.write(canonical.document(workspace.database)))
    new = NewPlan("aafc-aac", "Agriculture", "Agriculture", "2023-2024")

    with Workspace.create(tmp_path / "other.jalon", new) as other:
        load_plan(other, read_plan_json(path))

        assert kept_symbols(other) == pictures


@pytest.mark.parametrize("schema", [1, 2])
def test_a_plan_of_an_earlier_version_takes_pictures(
    schema: int, tmp_path: Path, pictures: dict[SymbolKind, KeptPicture]
) -> None:
    path = tmp_path / "old.jalon"
    put_older_plan(path, schema)

    with Workspace.open(path) as opened:
        assert kept_symbols(opened) == {}
        change_symbols(opened, pictures)

        assert kept_symbols(opened) == pictures


def test_a_plan_that_is_read_only_is_not_changed(sample: Workspace, pictures: dict[SymbolKind, KeptPicture]) -> None:
    with pytest.raises(ReadOnlyError):
        change_symbols(sample, pictures)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "3",
        "[]",
        '{"name": "a"}',
        '{"name": 1, "width": 1, "height": 1, "png": ""}',
        '{"name": "a", "width": 0, "height": 1, "png": ""}',
        '{"name": "a", "width": 1, "height": 1, "png": "%"}',
    ],
)
def test_a_setting_that_is_no_picture_counts_as_not_set(workspace: Workspace, value: str) -> None:
    with workspace.change("Spoil") as connection:
        connection.execute(PLAN_SETTING.insert().values(id="x", name=WORDMARK.value, value=value))

    assert kept_symbols(workspace) == {}


def test_a_small_picture_and_the_same_for_both_languages_are_told(tmp_path: Path) -> None:
    small = read_picture(drawn.file_of(drawn.drawing((500, 60)), tmp_path / "small.png"))

    told = concerns({SIGNATURE: small, FRENCH: small})

    assert told[SIGNATURE].startswith("This picture is 500 pixels wide; a sharp print needs 1,181.")
    assert "Both languages have the same signature" not in told[SIGNATURE]
    assert "Both languages have the same signature" in told[FRENCH]


# documents


def _exported(plan: Path, folder: Path, **more: object) -> dict[str, bytes]:
    asked = {"documents": ("inventory",), "editions": ("en",), "formats": ("docx", "pdf"), **more}
    with Workspace.read(plan) as opened:
        return {path.suffix: path.read_bytes() for path in export(opened, Wanted(**asked), folder)}  # type: ignore[arg-type]


def test_a_draft_tells_only_of_places_that_wait(
    own: Path, tmp_path: Path, pictures: dict[SymbolKind, KeptPicture]
) -> None:
    told = []
    for wanted in ({}, {SIGNATURE: pictures[SIGNATURE]}, {SIGNATURE: None, WORDMARK: pictures[WORDMARK]}, pictures):
        with Workspace.open(own) as opened:
            change_symbols(opened, wanted)
        text = docx_text(_exported(own, tmp_path / "out", draft=True)[".docx"])
        told.append([words in text for words in _WAITS])

    assert told == [[True, True], [False, True], [True, False], [False, False]]


def test_a_final_document_is_made_without_pictures_and_with_them(
    own: Path, tmp_path: Path, pictures: dict[SymbolKind, KeptPicture]
) -> None:
    bare = tagged(_exported(own, tmp_path / "bare", final=True)[".pdf"]).document
    with Workspace.open(own) as opened:
        change_symbols(opened, pictures)
    full = tagged(_exported(own, tmp_path / "full", final=True)[".pdf"]).document

    assert bare.roles[:2] == ["P", "Title"]
    assert full.roles[:2] == ["Figure", "Title"]
    said = [figure.alt for figure in full.all("Figure")]
    assert said[0] == _names(own)[0]
    assert said.count("Canada wordmark") == 1


def test_another_departments_document_has_the_wordmark_alone(
    own: Path, tmp_path: Path, pictures: dict[SymbolKind, KeptPicture]
) -> None:
    with Workspace.open(own) as opened:
        change_symbols(opened, pictures)

    made = tagged(_exported(own, tmp_path, department=None)[".pdf"]).document

    assert made.roles[:2] == ["P", "Title"]
    assert made.all("Figure")[0].alt == "Canada wordmark"


def test_a_picture_that_breaks_off_leaves_the_name_in_its_place(
    own: Path, tmp_path: Path, pictures: dict[SymbolKind, KeptPicture]
) -> None:
    with Workspace.open(own) as opened:
        whole = pictures[SIGNATURE]
        change_symbols(opened, {SIGNATURE: KeptPicture(whole.name, whole.width, whole.height, whole.png[:-60])})

    made = _exported(own, tmp_path)

    assert tagged(made[".pdf"]).document.roles[:2] == ["P", "Title"]


def test_pictures_do_not_change_what_was_approved(own: Path, pictures: dict[SymbolKind, KeptPicture]) -> None:
    with Workspace.open(own) as opened:
        before = newest_version(opened)
        change_symbols(opened, pictures)

        assert before.name
        assert newest_version(opened) == before


def test_pictures_given_for_one_export_stand_before_those_kept(
    own: Path, tmp_path: Path, pictures: dict[SymbolKind, KeptPicture]
) -> None:
    with Workspace.open(own) as opened:
        change_symbols(opened, pictures)
    kept = _exported(own, tmp_path / "kept")

    given = _exported(own, tmp_path / "given", symbols={SIGNATURE: pictures[FRENCH]})

    with Workspace.read(own) as again:
        assert kept_symbols(again) == pictures
    assert pictures[SIGNATURE].png in _parts(kept[".docx"])
    assert pictures[FRENCH].png in _parts(given[".docx"])


def test_the_report_on_quality_has_a_title_page_too(
    own: Path, tmp_path: Path, pictures: dict[SymbolKind, KeptPicture]
) -> None:
    with Workspace.open(own) as opened:
        change_symbols(opened, pictures)

    made = _exported(own, tmp_path, documents=("quality-report",))

    assert tagged(made[".pdf"]).document.roles[:2] == ["Figure", "Title"]


def test_the_name_is_not_printed_beside_the_signature_that_holds_it(
    own: Path, tmp_path: Path, pictures: dict[SymbolKind, KeptPicture]
) -> None:
    with Workspace.open(own) as opened:
        change_symbols(opened, pictures)

    first = whole_pages(_exported(own, tmp_path)[".pdf"])[0]

    assert "Service Inventory" in first
    assert not any(name in first for name in _names(own))


def _names(plan: Path) -> tuple[str, str]:
    with Workspace.read(plan) as opened:
        name = plan_card(opened).name
        return name.text(Language.EN), name.text(Language.FR)


def _parts(made: bytes) -> list[bytes]:
    with zipfile.ZipFile(BytesIO(made)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_a_department_without_a_name_in_a_language_keeps_its_gap_instead_of_a_picture_without_words(
    own: Path, tmp_path: Path, pictures: dict[SymbolKind, KeptPicture]
) -> None:
    with Workspace.open(own) as opened:
        change_symbols(opened, pictures)
        with opened.change("Blank") as connection:
            connection.execute(DEPARTMENT.update().values(name_fr=""))

    made = tagged(_exported(own, tmp_path, editions=("fr",), draft=True)[".pdf"]).document

    assert made.roles[:2] == ["P", "Title"]
    assert made.all("Figure")[0].alt.startswith("Mot-symbole")
