"""What planners get wrong: every row of the import table, and every reason for exit codes 3 and 4.

Each case: the exit code, a sentence in English and one in French that names the file, nothing
on standard output with 3 and 4, and the plan's bytes as they were.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.registry.export_data import plan_json
from app.registry.importing import apply_rows, judge_sources
from app.registry.judging import Options
from app.registry.reading import read_files
from app.workspace import NewPlan, Workspace
from model import journal, plan_file
from tests.app.registry.samples import STORABLE, UNSTORABLE
from tests.end_to_end.bad_files import HEADER, SERVICES, UNREADABLE, rows, table, typed
from tests.end_to_end.command import Done, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOBODY = 65534


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan" / "fednor.jalon"
    path.parent.mkdir()
    Workspace.create(path, NewPlan("fednor", "FedNor", "FedNor", "2023-2024")).close()
    return path


def both(*args: object) -> tuple[Done, Done]:
    """Run a command in English and in French; what it says differs and nothing else."""
    english, french = run(*args, lang="en"), run(*args, lang="fr")
    assert english.code == french.code
    return english, french


def is_told(english: Done, french: Done, named: str) -> None:
    for done in (english, french):
        assert named in done.err, done.err
        assert "Traceback" not in done.err
        assert done.err.strip().endswith("."), done.err
    assert english.err != french.err
    assert len(english.err.split(". ")) >= 2, f"it says what is wrong but not how to mend it: {english.err}"


# --- exit code 3: a file that cannot be read, or is not what it claims ---------------------------------------


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused_whole(plan: Path, tmp_path: Path, case: str) -> None:
    name, make = UNREADABLE[case]
    path = tmp_path / name
    path.write_bytes(make())
    before = plan.read_bytes()

    english, french = both("import", plan, path)

    assert (english.code, english.out, french.out) == (3, "", "")
    is_told(english, french, name)
    assert plan.read_bytes() == before


def test_a_file_beyond_200_megabytes_is_refused_without_reading_it(plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.write(HEADER)
        file.truncate(200_000_001)
    before = plan.read_bytes()

    english, french = both("import", plan, path)

    assert (english.code, english.out) == (3, "")
    is_told(english, french, "huge.csv")
    assert plan.read_bytes() == before


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_missing_file_and_a_folder_are_told(plan: Path, tmp_path: Path, name: str) -> None:
    before = plan.read_bytes()

    english, french = both("import", plan, tmp_path / name)

    assert (english.code, english.out) == (3, "")
    is_told(english, french, str(tmp_path))
    assert plan.read_bytes() == before


def test_one_file_of_several_that_cannot_be_read_stops_all(plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.csv"
    path.write_bytes(b"<html></html>")
    before = plan.read_bytes()

    english, french = both("import", plan, SERVICES, path)

    assert (english.code, english.out) == (3, "")
    is_told(english, french, "page.csv")
    assert plan.read_bytes() == before


# --- the other rows of the import table ----------------------------------------------------------------------


def imported(plan: Path, path: Path, *options: str, code: int) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Import twice, in English on a copy; return what was told of each row in both languages."""
    copy = plan.with_name("english.jalon")
    shutil.copyfile(plan, copy)
    english = run("import", copy, path, *options, "--json", lang="en")
    french = run("import", plan, path, *options, "--json", lang="fr")
    assert (english.code, french.code) == (code, code), english.err
    pairs = []
    for one, other in zip(english.json()["files"], french.json()["files"], strict=True):
        assert {key: one[key] for key in ("added", "changed", "unchanged")} == {
            key: other[key] for key in ("added", "changed", "unchanged")
        }
        told = zip(one["rejected"] + one["warnings"], other["rejected"] + other["warnings"], strict=True)
        pairs += [(a, b) for a, b in told if a["message"] != b["message"]]
        assert all(a["message"] and b["message"] for a, b in pairs)
    return pairs


def rules(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> set[str]:
    assert [a["rule"] for a, _b in pairs] == [b["rule"] for _a, b in pairs]
    return {a["rule"] for a, _b in pairs}


def with_order(records: list[dict[str, str]]) -> bytes:
    return table(records, list(reversed(records[0])))


READ_WITH_A_WARNING: dict[str, tuple[Callable[[], bytes], str]] = {
    "other order of columns": (lambda: with_order(rows()), "columns"),
    "columns that are not ours": (lambda: table([row | {"note": "x"} for row in rows()]), "columns"),
    "UTF-16 with a mark": (lambda: table(rows()).decode("utf-8-sig").encode("utf-16"), "encoding"),
    "semicolons": (lambda: table(rows(), delimiter=";"), "delimiter"),
    "Windows-1252": (lambda: table(rows()).decode("utf-8-sig").encode("cp1252", "replace"), "encoding"),
}


@pytest.mark.parametrize("case", READ_WITH_A_WARNING)
def test_other_forms_of_csv_are_read_with_a_warning(plan: Path, tmp_path: Path, case: str) -> None:
    make, rule = READ_WITH_A_WARNING[case]
    path = tmp_path / "services.csv"
    path.write_bytes(make())

    told = imported(plan, path, code=0)

    assert rule in rules(told)
    assert sum(run("info", plan, "--json").json()["records"].values()) == 4


def test_of_the_same_key_twice_the_last_counts_with_a_warning(plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "services.csv"
    path.write_bytes(table([rows()[0], rows()[0] | {"service_fee": "?"}]))

    told = imported(plan, path, code=1)

    assert rules(told) == {"duplicate_key", "choice"}
    assert run("info", plan, "--json").json()["services"] == 0


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("outer_space", {"service_name_en": " Name "}),
        ("upper_case", {"num_website_visits": "na"}),
        ("code_order", {"service_type": "RES,GNC"}),
        ("key_control_character", {"service_id": "1\x1f7"}),
        ("derived_value", {"num_applications_total": "1"}),
    ],
)
def test_what_the_registry_alters_is_taken_with_a_warning(
    plan: Path, tmp_path: Path, rule: str, change: dict[str, str]
) -> None:
    path = tmp_path / "services.csv"
    path.write_bytes(table([rows()[0] | change]))

    assert rule in rules(imported(plan, path, code=0))
    assert run("info", plan, "--json").json()["services"] == 1


def test_what_the_template_paints_red_is_taken_with_a_warning(plan: Path, tmp_path: Path) -> None:
    run("import", plan, SERVICES, "--department", "fednor")
    path = tmp_path / "standards.csv"
    path.write_bytes(table([rows("service-std.csv")[0] | {"volume_meeting_target": "5", "total_volume": ""}]))

    assert "volume_without_total" in rules(imported(plan, path, code=0))


@pytest.mark.parametrize(("rule", "change"), [*STORABLE.items(), *UNSTORABLE.items()])
def test_a_row_that_breaks_a_rule_is_refused_and_the_others_are_written(
    plan: Path, tmp_path: Path, rule: str, change: dict[str, str]
) -> None:
    path = tmp_path / "services.csv"
    path.write_bytes(table([rows()[0], rows()[1] | {"service_id": "bad"} | change]))

    told = imported(plan, path, code=1)

    assert {(item["row"], item["rule"]) for item, _french in told} == {(3, rule)}
    assert run("info", plan, "--json").json()["services"] == 1


@pytest.mark.parametrize("rule", STORABLE)
def test_drafts_keep_what_can_be_stored(plan: Path, tmp_path: Path, rule: str) -> None:
    path = tmp_path / "services.csv"
    path.write_bytes(table([rows()[0] | {"service_id": "bad"} | STORABLE[rule]]))

    assert rule in rules(imported(plan, path, "--drafts", code=0))
    assert run("info", plan, "--json").json()["services"] == 1


@pytest.mark.parametrize("rule", UNSTORABLE)
def test_drafts_refuse_what_cannot_be_stored(plan: Path, tmp_path: Path, rule: str) -> None:
    path = tmp_path / "services.csv"
    path.write_bytes(table([rows()[0] | {"service_id": "bad"} | UNSTORABLE[rule]]))
    before = plan.read_bytes()

    assert rules(imported(plan, path, "--drafts", code=1)) == {rule}
    assert plan.read_bytes() == before


@pytest.mark.parametrize("drafts", [(), ("--drafts",)])
def test_a_row_of_another_length_is_refused_even_as_a_draft(
    plan: Path, tmp_path: Path, drafts: tuple[str, ...]
) -> None:
    path = tmp_path / "short.csv"
    path.write_bytes(HEADER + b"\r\n2023-2024,1\r\n" + b"\0" * 500 + b"\r\n")
    before = plan.read_bytes()

    assert rules(imported(plan, path, *drafts, code=1)) == {"row_length", "nul_character"}
    assert plan.read_bytes() == before


@pytest.mark.parametrize(
    ("changes", "rule", "cell"),
    [
        ({"service_name_en": "=text, not a formula"}, "formula", "E6"),
        ({"service_name_en": "=1+1"}, "formula", "E6"),
        ({"fiscal_yr": datetime(2024, 4, 1)}, "choice", "C6"),  # noqa: DTZ001  workbooks know no time zones
        ({"num_website_visits": "1 234"}, "count_format", "AG6"),
        ({"service_id": " 1977 "}, "outer_space", "D6"),
    ],
)
def test_odd_cells_of_a_workbook_are_told_with_their_address(
    plan: Path, tmp_path: Path, changes: dict[str, Any], rule: str, cell: str
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(typed(changes))

    told = imported(plan, path, "--department", "cgc-ccg", code=1)  # one standard is refused in any case

    assert (rule, cell) in {(item["rule"], item["cell"]) for item, _french in told}


# --- exit code 4: a plan or a target that cannot be opened or written ----------------------------------------


def spoil(plan: Path, statement: str, *, anew: bool = False) -> None:
    if anew:
        plan.unlink()
    with contextlib.closing(sqlite3.connect(plan)) as database:
        database.execute(statement)
        database.commit()


SPOILED: dict[str, Callable[[Path], object]] = {
    "missing": lambda plan: plan.unlink(),
    "a text": lambda plan: plan.write_text("this is no plan"),
    "another database": lambda plan: spoil(plan, "create table service (id)", anew=True),
    "empty": lambda plan: plan.write_bytes(b""),
    "truncated": lambda plan: plan.write_bytes(plan.read_bytes()[:8192]),
    "newer": lambda plan: spoil(plan, "pragma user_version = 2000000000"),
    "a stranger's trigger": lambda plan: spoil(
        plan, "create trigger guest after update on service begin delete from service; end"
    ),
    "a stranger's view": lambda plan: spoil(plan, "create view guest as select 1"),
    "a stranger's column": lambda plan: spoil(plan, "alter table service add column guest text"),
}


@pytest.mark.parametrize("case", SPOILED)
@pytest.mark.parametrize("verb", ["import", "info", "check"])
def test_a_plan_that_is_none_is_refused(plan: Path, case: str, verb: str) -> None:
    SPOILED[case](plan)
    before = plan.read_bytes() if plan.exists() else None

    english, french = both(verb, plan, *((SERVICES,) if verb == "import" else ()))

    assert (english.code, english.out, french.out) == (4, "", "")
    is_told(english, french, plan.name)
    assert (plan.read_bytes() if plan.exists() else None) == before
    assert [path.name for path in plan.parent.iterdir()] == ([plan.name] if before is not None else [])


def test_a_plan_that_is_held_is_told_with_its_holder(plan: Path) -> None:
    with Workspace.open(plan) as workspace:
        before = plan_json(workspace)
        english, french = both("import", plan, SERVICES)
        assert plan_json(workspace) == before

    assert (english.code, english.out) == (4, "")
    is_told(english, french, plan.name)
    assert str(os.getpid()) in english.err


@pytest.fixture
def read_only_folder(plan: Path) -> Iterator[Path]:
    """Yield a plan in a folder that takes nothing, for a user that may not write: root may everywhere."""
    run("import", plan, SERVICES, "--department", "fednor")  # everything is loaded before rights are given up
    folder = Path(tempfile.mkdtemp(prefix="jalon-read-only-"))
    there = folder / plan.name
    shutil.copyfile(plan, there)
    there.chmod(0o444)
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield there
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_plan_in_a_folder_that_takes_nothing_is_read_but_not_written(read_only_folder: Path) -> None:
    before = read_only_folder.read_bytes()

    english, french = both("import", read_only_folder, SERVICES)
    info = run("info", read_only_folder, "--json")

    assert (english.code, english.out) == (4, "")
    is_told(english, french, read_only_folder.name)
    assert info.code == 0
    assert info.json()["services"] == 2
    assert read_only_folder.read_bytes() == before


def test_a_new_plan_in_a_folder_that_takes_nothing_is_refused(read_only_folder: Path) -> None:
    target = read_only_folder.with_name("new.jalon")
    names = ("--department", "fednor", "--name-en", "a", "--name-fr", "b", "--first-year", "2023-2024")

    english, french = both("new", target, *names)

    assert (english.code, english.out) == (4, "")
    is_told(english, french, "new.jalon")
    assert not target.exists()


def test_a_file_where_a_folder_is_asked_for_is_told(plan: Path, tmp_path: Path) -> None:
    run("import", plan, SERVICES, "--department", "fednor")
    blocked = tmp_path / "blocked"
    blocked.write_text("a file", encoding="utf-8")

    english, french = both("export", plan, "services", "--format", "csv", "-o", blocked)

    assert (english.code, english.out) == (4, "")
    is_told(english, french, "blocked")
    assert blocked.read_text(encoding="utf-8") == "a file"


@pytest.mark.parametrize("verb", ["new", "sample"])
def test_an_existing_plan_is_never_replaced(plan: Path, verb: str) -> None:
    before = plan.read_bytes()
    names = ("--department", "fednor", "--name-en", "a", "--name-fr", "b", "--first-year", "2023-2024")

    english, french = both(verb, plan, *(names if verb == "new" else ()))

    assert (english.code, english.out) == (4, "")
    is_told(english, french, plan.name)
    assert plan.read_bytes() == before


def test_a_plan_with_records_takes_no_other_plan(plan: Path, tmp_path: Path) -> None:
    run("import", plan, SERVICES, "--department", "fednor")
    exported = Path(run("export", plan, "plan", "--format", "json", "-o", tmp_path / "out").out.strip())
    before = plan.read_bytes()

    english, french = both("import", plan, exported)

    assert (english.code, english.out) == (4, "")
    is_told(english, french, plan.name)
    assert plan.read_bytes() == before


# --- a full disk ---------------------------------------------------------------------------------------------


def test_a_full_disk_keeps_all_that_was_and_the_session_goes_on(plan: Path) -> None:
    sources = read_files([SERVICES])
    with Workspace.open(plan) as workspace:
        before, history = plan_json(workspace), journal.history(workspace.database)
        pages = workspace.database.execute("PRAGMA page_count").fetchone()[0]
        workspace.database.execute(f"PRAGMA max_page_count = {pages + 3}")

        with pytest.raises(plan_file.NoSpaceError):
            apply_rows(workspace, judge_sources(workspace, sources, Options()).writes)

        assert (plan_json(workspace), journal.history(workspace.database)) == (before, history)
        journal.verify(workspace.database)
        workspace.database.execute("PRAGMA max_page_count = 1000000")
        apply_rows(workspace, judge_sources(workspace, sources, Options()).writes)
        assert workspace.undo_label == "Import inventory"
        workspace.undo()
        assert plan_json(workspace) == before


LIMITED = """
import json, resource, sys
limit = int(sys.argv[1])
from app.cli.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # no file may grow beyond: as a disk that is full
sys.exit(main(sys.argv[2:], lambda *_rest, **_more: 99))
"""


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_full_disk_is_told_by_the_command_line(plan: Path, lang: str) -> None:
    with Workspace.read(plan) as workspace:
        before, history = plan_json(workspace), journal.history(workspace.database)
    limit = plan.stat().st_size + 20_000

    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit), "--ui-lang", lang, "import", str(plan), str(SERVICES)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )

    assert (done.returncode, done.stdout) == (4, ""), done.stderr
    assert plan.name in done.stderr
    assert {"en": "is full", "fr": "plein"}[lang] in done.stderr
    with Workspace.read(plan) as workspace:
        assert (plan_json(workspace), journal.history(workspace.database)) == (before, history)
    assert [path.name for path in plan.parent.iterdir()] == [plan.name]
    assert json.loads(before)["format"] == "jalon-plan"
