"""``jalon symbols`` and the same options of ``jalon export``: pictures of the title page without a window."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.cli.main import main
from app.documents.symbol import SymbolKind
from app.documents.symbols import kept_symbols
from app.sample import build
from app.workspace import Workspace
from model import journal
from tests.app.documents.drawn import drawing, file_of, files

if TYPE_CHECKING:
    from collections.abc import Callable


def _editor(*_args: object, **_more: object) -> int:
    raise AssertionError("the command line starts no editor")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plans") / "sample.jalon"
    build(path)
    return path


@pytest.fixture
def plan(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "plan.jalon"))


@pytest.fixture
def chosen(tmp_path: Path) -> dict[SymbolKind, Path]:
    folder = tmp_path / "approved"
    folder.mkdir()
    return files(folder)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def ran(*arguments: object) -> tuple[int, str, str]:
        code = main(["--ui-lang", "en", *map(str, arguments)], _editor)
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


def _options(chosen: dict[SymbolKind, Path]) -> list[str]:
    return [part for kind, path in chosen.items() for part in (f"--{kind.value.replace('_', '-')}", str(path))]


def test_a_plan_without_pictures_says_none(run: Callable[..., tuple[int, str, str]], plan: Path) -> None:
    assert run("symbols", plan) == (
        0,
        "Signature, English editions: none\nSignature, French editions: none\nCanada wordmark: none\n",
        "",
    )


def test_pictures_are_kept_in_the_plan_under_the_name_of_the_author(
    run: Callable[..., tuple[int, str, str]], plan: Path, chosen: dict[SymbolKind, Path]
) -> None:
    code, out, err = run("symbols", plan, *_options(chosen), "--author", "Jo Bélanger")

    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "Signature, English editions: signature_en.png, 1,800 × 220 pixels"
    with Workspace.read(plan) as workspace:
        assert set(kept_symbols(workspace)) == set(SymbolKind)
        assert journal.history(workspace.database)[0].author == "Jo Bélanger"


def test_the_answer_as_json_says_what_is_kept_and_what_to_mend(
    run: Callable[..., tuple[int, str, str]], plan: Path, tmp_path: Path
) -> None:
    small = file_of(drawing((500, 60)), tmp_path / "small.png")

    code, out, err = run("symbols", plan, "--signature-fr", small, "--json")

    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert answer["symbols"] == {
        "signature_en": None,
        "signature_fr": {"name": "small.png", "width": 500, "height": 60, "needed_width": 1181},
        "wordmark": None,
    }
    assert [warning["symbol"] for warning in answer["warnings"]] == ["signature_fr"]


def test_a_small_picture_is_kept_with_a_warning(
    run: Callable[..., tuple[int, str, str]], plan: Path, tmp_path: Path
) -> None:
    code, out, err = run("symbols", plan, "--wordmark", file_of(drawing((200, 48)), tmp_path / "w.jpg"))

    assert code == 0
    assert "Canada wordmark: w.jpg, 200 × 48 pixels" in out
    assert err.startswith("Canada wordmark: This picture is 200 pixels wide; a sharp print needs 417.")


def test_one_picture_is_removed_and_the_others_stay(
    run: Callable[..., tuple[int, str, str]], plan: Path, chosen: dict[SymbolKind, Path]
) -> None:
    run("symbols", plan, *_options(chosen))

    code, out, _err = run("symbols", plan, "--remove", "signature-en", "--remove", "wordmark")

    assert code == 0
    assert [line.rpartition(": ")[2] for line in out.splitlines()] == [
        "none",
        "signature_fr.png, 1,800 × 240 pixels",
        "none",
    ]


def test_nothing_is_changed_when_one_picture_cannot_be_used(
    run: Callable[..., tuple[int, str, str]], plan: Path, chosen: dict[SymbolKind, Path], tmp_path: Path
) -> None:
    drawn = tmp_path / "wordmark.svg"
    drawn.write_text("<svg/>", encoding="utf-8")
    before = plan.read_bytes()

    code, out, err = run("symbols", plan, *_options({**chosen, SymbolKind.WORDMARK: drawn}))

    assert (code, out) == (3, "")
    assert "wordmark.svg is no PNG or JPEG picture" in err
    assert plan.read_bytes() == before


@pytest.mark.parametrize("more", [["--remove", "wordmark"], ["--remove", "flag"]])
def test_what_contradicts_itself_or_is_unknown_is_a_matter_of_usage(
    run: Callable[..., tuple[int, str, str]], plan: Path, chosen: dict[SymbolKind, Path], more: list[str]
) -> None:
    code, out, _err = run("symbols", plan, "--wordmark", chosen[SymbolKind.WORDMARK], *more)

    assert (code, out) == (2, "")


def test_a_plan_that_is_open_elsewhere_is_told_but_can_be_asked(
    run: Callable[..., tuple[int, str, str]], plan: Path, chosen: dict[SymbolKind, Path]
) -> None:
    with Workspace.open(plan):
        assert run("symbols", plan)[0] == 0
        assert run("symbols", plan, *_options(chosen))[0] == 4


def test_an_export_takes_pictures_for_itself_alone(
    run: Callable[..., tuple[int, str, str]], plan: Path, chosen: dict[SymbolKind, Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    arguments = ["inventory", "--format", "docx", "--lang", "fr", "-o", out, *_options(chosen)]

    code, _out, _err = run("export", plan, *arguments)

    assert code == 0
    with zipfile.ZipFile(next(out.iterdir())) as archive:
        assert [name for name in archive.namelist() if name.endswith(".png")] == [
            "word/media/picture1.png",
            "word/media/picture2.png",
        ]
    with Workspace.read(plan) as workspace:
        assert kept_symbols(workspace) == {}


def test_a_picture_that_cannot_be_used_stops_the_export(
    run: Callable[..., tuple[int, str, str]], plan: Path, tmp_path: Path
) -> None:
    code, said, err = run("export", plan, "inventory", "-o", tmp_path / "out", "--signature-en", tmp_path / "none.png")

    assert (code, said) == (3, "")
    assert "none.png" in err
    assert not (tmp_path / "out").exists()
