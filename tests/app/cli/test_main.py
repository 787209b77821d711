"""The command line as a reader meets it: languages, exit codes, and what stands on which stream."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.cli.main import main
from app.workspace import Workspace
from model.language import Language
from tests.app.plans import put_service
from tests.app.registry.samples import REAL

if TYPE_CHECKING:
    from collections.abc import Callable

NEW = ("--department", "aafc-aac", "--name-en", "Department", "--name-fr", "Ministère", "--first-year", "2024-2025")
VERBS = ("new", "sample", "import", "export", "check", "indicators", "priorities", "info")


class Editor:
    """Stands for the window: says what it was asked to open."""

    def __init__(self) -> None:
        self.asked: list[tuple[Path | None, Language, str]] = []

    def __call__(self, plan: Path | None, *, language: Language, author: str) -> int:
        self.asked.append((plan, language, author))
        return 0


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return what runs a command: its exit code, standard output and standard error."""

    def run_command(*argv: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in argv], Editor())
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfd.readouterr()
        return code, out, err

    return run_command


@pytest.fixture
def plan(workspace: Workspace) -> Path:
    """Return a closed plan with one service."""
    put_service(workspace)
    workspace.close()
    return workspace.path


@pytest.mark.parametrize(
    ("argv", "asked"),
    [
        ([], (None, Language.EN, "")),
        (["open"], (None, Language.EN, "")),
        (["--ui-lang", "fr", "--author", "A. Planner"], (None, Language.FR, "A. Planner")),
        (["open", "--ui-lang=fr"], (None, Language.FR, "")),
    ],
)
def test_without_a_verb_the_editor_opens(
    monkeypatch: pytest.MonkeyPatch, argv: list[str], asked: tuple[Path | None, Language, str]
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    editor = Editor()

    assert main(argv, editor) == 0

    assert editor.asked == [asked]


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_is_in_the_readers_language(run: Callable[..., tuple[int, str, str]], verb: str) -> None:
    english, french = (run("--ui-lang", side, *([verb] if verb else []), "--help") for side in ("en", "fr"))

    assert english[0] == french[0] == 0
    assert english[1].startswith("usage: jalon")
    assert french[1].startswith("utilisation\u00a0: jalon")
    assert not {"usage", "options:", "everywhere", "positional", "show this"} & set(french[1].split())


@pytest.mark.parametrize(
    ("argv", "french"),
    [
        (["no-such-verb"], "choix non valide"),
        (["new", "x.jalon"], "obligatoires"),
        (["new", "x.jalon", *NEW[:-1], "2025-2027"], "n’est pas un exercice"),
        (["new", "x.jalon", *NEW, "--years", "9"], "n’est pas un nombre entier de 2 à 5"),
        (["new", "x.jalon", *NEW, "--name-fr", " "], "ne doit pas être vide"),
        (["info"], "obligatoires"),
        (["info", "x.jalon", "--nothing"], "non reconnus"),
    ],
)
def test_a_usage_error_is_told_in_the_readers_language(
    run: Callable[..., tuple[int, str, str]], argv: list[str], french: str
) -> None:
    code, out, err = run("--ui-lang", "fr", *argv)

    assert (code, out) == (2, "")
    assert french in err
    assert "error" not in err


def test_a_new_plan_is_what_was_asked_for(run: Callable[..., tuple[int, str, str]], plan_path: Path) -> None:
    assert run("new", plan_path, *NEW, "--years", "4") == (0, f"{plan_path}\n", "")

    code, out, err = run("info", plan_path, "--json")

    said = json.loads(out)
    assert (code, err) == (0, "")
    assert (said["department"], said["name_fr"], said["years"]) == ("aafc-aac", "Ministère", 4)
    assert (said["services"], said["records"], said["working_year"], said["held_by"]) == (0, {}, "2024-2025", None)


def test_an_existing_plan_is_never_replaced(run: Callable[..., tuple[int, str, str]], plan: Path) -> None:
    before = plan.read_bytes()

    for verb in (("new", plan, *NEW), ("sample", plan)):
        code, out, err = run(*verb)
        assert (code, out) == (4, "")
        assert "is there already" in err

    assert plan.read_bytes() == before


@pytest.mark.parametrize(
    "verb",
    [
        ["check", "PLAN"],
        ["indicators", "PLAN", "--json"],
        ["priorities", "PLAN", "--json"],
        ["export", "PLAN", "inventory"],
        ["export", "PLAN", "services"],
        ["import", "PLAN", str(REAL / "service.csv")],
    ],
)
def test_a_department_that_nobody_knows_is_a_usage_error(
    run: Callable[..., tuple[int, str, str]], plan: Path, tmp_path: Path, verb: list[str]
) -> None:
    before = plan.read_bytes()
    argv = [str(plan) if argument == "PLAN" else argument for argument in verb]
    target = ["-o", str(tmp_path / "out")] if verb[0] == "export" else []

    code, out, err = run("--ui-lang", "fr", *argv, *target, "--department", "aafc-aca")

    assert (code, out) == (2, "")
    assert "« aafc-aca »".replace(" ", "\u00a0") in err
    assert plan.read_bytes() == before
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("side", "told"), [("en", "There is no plan"), ("fr", "Il n’y a pas de plan")])
def test_a_missing_plan_is_told_in_the_readers_language(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, side: str, told: str
) -> None:
    for verb in ("info", "check", "indicators", "priorities"):
        code, out, err = run("--ui-lang", side, verb, tmp_path / "none.jalon", "--json")

        assert (code, out) == (4, "")
        assert err.startswith(told)
        assert err.count("\n") == 1


def test_info_says_who_holds_a_plan(run: Callable[..., tuple[int, str, str]], plan: Path) -> None:
    with Workspace.open(plan):
        held = json.loads(run("info", plan, "--json")[1])["held_by"]

    assert set(held) == {"user", "host", "pid", "since"}
    assert json.loads(run("info", plan, "--json")[1])["held_by"] is None


def test_check_exits_1_on_errors_only(run: Callable[..., tuple[int, str, str]], plan: Path) -> None:
    code, out, _err = run("check", plan, "--json")
    findings = json.loads(out)["findings"]

    assert code == 1
    assert set(findings[0]) == {"level", "rule", "entity", "id", "field", "lang", "year", "documents", "message"}
    assert any(f["rule"] == "round_missing" and f["year"] == "2024-2025" for f in findings)
    years = {f["year"] for f in json.loads(run("check", plan, "--year", "2023-2024", "--json")[1])["findings"]}
    assert years == {None}


def test_a_plan_in_order_exits_0(run: Callable[..., tuple[int, str, str]], plan_path: Path) -> None:
    run("sample", plan_path)

    code, _out, err = run("check", plan_path)

    assert code == 0
    assert err.startswith("0 errors")


def test_a_plan_that_something_else_changed_is_told(run: Callable[..., tuple[int, str, str]], plan: Path) -> None:
    with closing(sqlite3.connect(plan, isolation_level=None)) as stranger:
        triggers = stranger.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'service_record'"
        ).fetchall()
        for name, _sql in triggers:
            stranger.execute(f'DROP TRIGGER "{name}"')
        stranger.execute("UPDATE service_record SET num_website_visits = '9'")
        for _name, sql in triggers:
            stranger.execute(sql)

    code, out, err = run("check", plan)

    assert (code, out) == (4, "")
    assert err.startswith("The history of the plan does not fit its content")


def test_indicators_and_priorities_answer_in_one_document(run: Callable[..., tuple[int, str, str]], plan: Path) -> None:
    indicators: dict[str, Any] = json.loads(run("indicators", plan, "--json")[1])
    priorities: dict[str, Any] = json.loads(run("priorities", plan, "--json")[1])

    total = next(entry for entry in indicators["indicators"] if entry["id"] == "services_total")
    assert (indicators["fiscal_year"], indicators["department"]) == ("2024-2025", "aafc-aac")
    assert (total["numerator"], total["denominator"], total["requirements"]) == (1, None, ["7.1"])
    assert priorities["state"] is None
    assert list(priorities["weights"]) == [
        "mandate",
        "government_priority",
        "volume",
        "critical_essential",
        "wellbeing",
        "sensitive_information",
        "other",
    ]
    assert priorities["ranking"][0]["score"] is None


@pytest.mark.parametrize("side", ["en", "fr"])
@pytest.mark.parametrize("verb", ["info", "check", "indicators", "priorities"])
def test_every_answer_can_be_read_by_people_too(
    run: Callable[..., tuple[int, str, str]], plan: Path, verb: str, side: str
) -> None:
    code, out, _err = run("--ui-lang", side, verb, plan)

    assert code in {0, 1}
    assert out.strip()
    assert "{" not in out


def test_a_program_fault_is_one_sentence_with_a_file_and_no_traceback(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def broken(plan: Path | None, *, language: Language, author: str) -> int:
        raise ZeroDivisionError(plan, language, author)

    assert main(["open"], broken) == 4

    out, err = capfd.readouterr()
    (report,) = tmp_path.iterdir()
    assert out == ""
    assert "ZeroDivisionError" in err
    assert str(report) in err
    assert "Traceback" not in err
    assert "Traceback" in report.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="a process is asked to end in another way there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_verb_that_is_ended_leaves_nothing_half_written(
    run: Callable[..., tuple[int, str, str]], plan: Path, tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = Path.replace
    # whoever runs the tests in the background of a shell has it ignore Ctrl+C for them
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def ended(self: Path, target: Path) -> Path:
        os.kill(os.getpid(), number)
        return moved(self, target)

    monkeypatch.setattr(Path, "replace", ended)

    try:
        code, out, _err = run("export", plan, "services", "-o", tmp_path / "out")
    finally:
        signal.signal(signal.SIGINT, before)

    assert (code, out) == (130, "")
    assert not (tmp_path / "out").exists()  # a folder made for files that did not come is gone with them


@pytest.mark.skipif(os.name != "posix", reason="a stream is closed in another way there")
@pytest.mark.parametrize(("closed", "code"), [(1, 0), (2, 4)])
def test_a_stream_that_is_closed_changes_no_exit_code(plan: Path, closed: int, code: int) -> None:
    wanted = plan if code == 0 else plan.with_name("missing.jalon")
    start = "import sys; from app.cli.main import main; sys.exit(main(sys.argv[1:], None))"
    command = ["sh", "-c", f'exec "$@" {closed}>&-', "sh", sys.executable, "-c", start, "info", str(wanted)]

    done = subprocess.run(command, capture_output=True, check=False, timeout=60)

    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_the_command_line_loads_no_qt_and_only_its_verb(plan: Path) -> None:
    script = (
        "import sys, ui.__main__ as entry\n"
        f"sys.argv = ['jalon', 'info', {str(plan)!r}]\n"
        "assert entry.main() == 0\n"
        "print(*sys.modules, file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)

    loaded = set(done.stderr.split())
    assert "app.cli.info" in loaded
    unwanted = {"PySide6", "app.cli.export", "app.cli.import_", "docx", "reportlab", "openpyxl", "babel", "markdown_it"}
    assert loaded.isdisjoint(unwanted)
