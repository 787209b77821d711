"""The benchmarks multiply the excerpts rightly and tell what is over."""

from __future__ import annotations

import csv
import json
import sys
import zipfile
from typing import TYPE_CHECKING

import peers
import pytest
import run
from government import SERVICES, STANDARDS, YEAR, write_government
from many import write_many
from measure import FailedCommandError, Figure, jalon, run_command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("owner", ["", "aafc-aac"])
def test_the_government_is_multiplied_under_new_identifiers_in_one_year(tmp_path: Path, owner: str) -> None:
    services, standards = (rows(path) for path in write_government(tmp_path, owner=owner))

    keys = {(row["owner_org"], row["service_id"]) for row in services}
    assert len(services) == len(keys) == SERVICES
    assert len({(row["owner_org"], row["service_id"], row["service_standard_id"]) for row in standards}) == STANDARDS
    assert {(row["owner_org"], row["service_id"]) for row in standards} <= keys
    assert {row["fiscal_yr"] for row in services + standards} == {YEAR}
    assert not owner or {row["owner_org"] for row in services + standards} == {owner}


@pytest.mark.parametrize(("ours", "code", "told"), [(7.4, 0, "nothing is over"), (7.6, 1, "over: a figure")])
def test_a_figure_over_its_limit_ends_with_1(
    ours: float, code: int, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def group(_folder: Path, _runs: int) -> Iterator[Figure]:
        yield Figure("a figure", "s", ours, 5, "a peer", limit=1.5)

    monkeypatch.setattr(run, "GROUPS", {"one": group})

    assert run.main([]) == code
    assert told in capsys.readouterr().out


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(FailedCommandError):
        jalon("info", tmp_path / "missing.jalon")


def test_the_memory_of_a_command_is_its_peak() -> None:
    small = run_command([sys.executable, "-c", "pass"])
    large = run_command([sys.executable, "-c", "x = b'x' * 900_000_000; del x"])

    assert large.peak_bytes - small.peak_bytes > 300_000_000


def test_the_peers_run_only_when_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def group(_folder: Path, _runs: int) -> Iterator[Figure]:
        yield Figure("a peer's figure", "s", 1, 5, "a peer")

    monkeypatch.setattr(run, "GROUPS", {"peers": group})

    assert run.main([]) == 0
    assert "a peer's figure" not in capsys.readouterr().out
    assert run.main(["--only", "peers"]) == 0
    assert "a peer's figure" in capsys.readouterr().out


def test_a_peer_that_is_not_installed_is_skipped_with_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(peers, "PYTHON", tmp_path / "none")

    assert peers.peer("docxtpl", tmp_path) is None
    assert "docxtpl is not installed here and is skipped: make bench-peers" in capsys.readouterr().out


def test_every_peer_is_given_what_we_write(tmp_path: Path) -> None:
    plan = tmp_path / "few.jalon"
    write_many(plan, 12)

    rows = peers.neutral(plan, tmp_path)

    tables = json.loads((tmp_path / "tables.json").read_text("utf-8"))
    assert sum(len(table["rows"]) for table in tables) == rows
    page = (tmp_path / "document.html").read_text("utf-8")
    assert page.count("<table>") == len(tables)
    for kind in ("tables", "word", "pdf"):
        (made,) = peers.ours(kind, tmp_path, 1)
        assert float(made.output) > 0
    with zipfile.ZipFile(tmp_path / "ours-tables.docx") as archive:
        written = archive.read("word/document.xml").decode()
    assert written.count("<w:tr>") == rows + len(tables)
