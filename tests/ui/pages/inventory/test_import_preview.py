"""Which rows of an import are taken, and reading them in pieces; no window is needed for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.registry.errors import ResultError
from app.registry.importing import overview_json
from app.registry.judging import Outcome
from app.registry.result_file import apply_rows_read, write_result
from app.registry.schema import Kind
from app.registry.stored import read_records
from model.language import Language
from tests.app.registry.samples import judged, service, write
from ui.pages.inventory.import_preview import Preview, PreviewReader, told_of

if TYPE_CHECKING:
    from pathlib import Path

    from app.registry.judging import Judgement
    from app.workspace import Workspace


def preview(found: Judgement, folder: Path) -> Preview:
    overview, result = folder / "overview.json", folder / "result.jsonl"
    overview.write_text(json.dumps(overview_json(found, Language.EN)), encoding="utf-8")
    with result.open("wb") as file:
        write_result(found, file, Language.EN)
    reader = PreviewReader(overview, result, {})
    steps = list(reader.run())
    assert len(steps) == len(found.rows)  # one row at a time
    assert reader.preview is not None
    return reader.preview


def test_rows_of_one_record_are_taken_and_left_together(workspace: Workspace, tmp_path: Path) -> None:
    first = write(tmp_path / "a.csv", [service(), service(service_id="other")])
    second = write(tmp_path / "b.csv", [service(service_name_en="Renamed")])
    read = preview(judged(workspace, first, second), tmp_path)

    read.choices.toggle(read.rows[2])

    assert read.choices.left == {0, 2}
    apply_rows_read(workspace, [one.row for one in read.rows], read.choices.drafts, read.choices.left)
    assert {key[-1] for key in read_records(workspace, Kind.SERVICE)} == {"other"}


def test_a_refused_row_that_can_be_stored_is_a_choice_and_others_are_none(workspace: Workspace, tmp_path: Path) -> None:
    records = [service(service_name_en=""), service(service_id="bad", service_fee="?")]
    read = preview(judged(workspace, write(tmp_path / "a.csv", records)), tmp_path)

    read.choices.take(read.rows, taken=True)

    assert [one.outcome for one in read.rows] == [Outcome.REFUSED, Outcome.REFUSED]
    assert (set(read.choices.drafts), read.choices.count) == ({0}, 1)


def test_files_are_told_with_what_is_said_of_them_as_a_whole(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [service(), service()])
    path.write_bytes(b"sep=,\r\n" + path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    read = preview(judged(workspace, path), tmp_path)

    assert [(name, row, found.rule) for name, row, found in read.about] == [
        ("a.csv", 1, "delimiter"),
        ("a.csv", 2, "duplicate_key"),
    ]
    assert (read.files[0].added, read.files[0].refused) == (1, 0)


def test_an_overview_that_is_none_is_refused(tmp_path: Path) -> None:
    overview = tmp_path / "overview.json"
    overview.write_text("{}", encoding="utf-8")

    with pytest.raises(ResultError):
        list(PreviewReader(overview, tmp_path / "none.jsonl", {}).run())


def test_values_are_told_in_the_words_of_the_record(workspace: Workspace, tmp_path: Path) -> None:
    records = [service(service_scope="EXTERN", last_service_review="2023-2024", num_applications_online="12345")]
    read = preview(judged(workspace, write(tmp_path / "a.csv", records)), tmp_path)

    told = {line.column: line.after for line in told_of(read.rows[0])}

    assert told["service_scope"] == "External Service"
    assert told["last_service_review"] == "2023–24"
    assert told["num_applications_online"] == "12,345"
