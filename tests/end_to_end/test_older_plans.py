"""Plans of earlier versions on the command line: read as they are, brought to today's form when they are written."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.opening import open_or_read
from model import plan_file
from model.schema import SCHEMA_VERSION
from tests.end_to_end.command import run
from tests.model.older_plans import older_document, put_older_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534
SERVICES = Path(__file__).parent.parent / "data" / "real" / "service_dump.csv"


def test_reading_verbs_say_what_the_plan_is_and_leave_it_alone(plan_path: Path, tmp_path: Path) -> None:
    older = put_older_plan(plan_path)

    info = run("info", plan_path, "--json").json()
    checked = run("check", plan_path, "--json")
    exported = run("export", plan_path, "plan", "--format", "json", "-o", tmp_path / "out")
    strategy = run("export", plan_path, "strategy", "--format", "docx", "--lang", "fr", "-o", tmp_path / "out")

    assert (info["schema"], info["department"], info["services"]) == (1, "cgc-ccg", 14)
    assert "journal_broken" not in {finding["rule"] for finding in checked.json()["findings"]}
    held = json.loads(Path(exported.out.strip()).read_text(encoding="utf-8"))
    old = older_document()["entities"]
    assert {name: held["entities"][name] for name in old} == old
    assert strategy.code == 0
    assert plan_path.read_bytes() == older
    assert [entry.name for entry in tmp_path.iterdir() if entry != plan_path] == ["out"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("info",),
        ("check",),
        ("indicators",),
        ("priorities",),
        ("export", "services", "--format", "csv"),
        ("export", "standards", "--format", "xlsx"),
        ("export", "workbook", "--lang", "fr"),
        ("export", "standards-page", "--lang", "fr"),
        ("export", "quality-report", "--lang", "en"),
        ("export", "all", "--draft", "--lang", "en", "--format", "docx"),
        ("collect",),
    ],
    ids=" ".join,
)
def test_no_verb_that_reads_touches_an_older_plan(plan_path: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    older = put_older_plan(plan_path)
    verb, *rest = arguments
    where = ("-o", tmp_path / "out") if verb in {"export", "collect"} else ("--json",)

    done = run(verb, plan_path, *rest, *where)

    wanted = {"check": {0, 1}, "collect": {2}}.get(verb, {0})  # findings are told by 1; a plan without a round by 2
    assert done.code in wanted, done.err
    assert plan_path.read_bytes() == older
    assert {entry.name for entry in tmp_path.iterdir()} <= {plan_path.name, "out"}
    if verb == "export":
        assert [entry for entry in (tmp_path / "out").iterdir() if entry.stat().st_size > 0]


def test_comparing_leaves_an_older_plan_alone(plan_path: Path) -> None:
    older = put_older_plan(plan_path)
    real = SERVICES.parent
    assert run("reference", real / "service.csv", real / "service-std.csv").code in {0, 1}

    done = run("compare", plan_path, "--json")

    assert done.code == 0, done.err
    assert done.json()["services"] > 0
    assert plan_path.read_bytes() == older


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_import_says_that_the_plan_was_brought_up_and_where_the_old_one_lies(plan_path: Path, lang: str) -> None:
    older = put_older_plan(plan_path)

    done = run("import", plan_path, SERVICES, "--department", "fednor", "--json", lang=lang)

    assert str(plan_path) in done.err
    assert "plan.schema-1.jalon" in done.err
    assert done.json()["files"][0]["added"] == 4
    assert plan_path.with_name("plan.schema-1.jalon").read_bytes() == older
    assert plan_file.schema_of(plan_path) == SCHEMA_VERSION


def test_an_import_that_changes_nothing_leaves_an_older_plan_as_it_is(plan_path: Path) -> None:
    older = put_older_plan(plan_path)

    dry = run("import", plan_path, SERVICES, "--department", "fednor", "--dry-run")
    none = run("import", plan_path, SERVICES, "--department", "iaac-aeic")

    assert (dry.err, none.code) == ("", 0)
    assert plan_path.read_bytes() == older


@pytest.mark.skipif(os.name != "posix", reason="rights are set otherwise there")
def test_an_older_plan_in_a_folder_that_takes_nothing_is_read(read_only_plan: Path) -> None:
    info = run("info", read_only_plan, "--json").json()
    refused = run("import", read_only_plan, SERVICES, "--department", "fednor")
    opened = open_or_read(read_only_plan)
    with opened.workspace as workspace:
        assert workspace.read_only
        assert opened.kept is None

    assert (info["schema"], info["services"], refused.code) == (1, 14, 4)
    assert [entry.name for entry in read_only_plan.parent.iterdir()] == ["plan.jalon"]


@pytest.fixture
def read_only_plan() -> Iterator[Path]:
    """Yield an older plan in a folder that takes nothing, for a user that may not write: root may everywhere."""
    folder = Path(tempfile.mkdtemp(prefix="jalon-read-only-"))
    path = folder / "plan.jalon"
    run("import", put_and_name(path), SERVICES, "--dry-run")  # everything is loaded before rights are given up
    path.chmod(0o444)
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield path
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def put_and_name(path: Path) -> Path:
    put_older_plan(path)
    return path
