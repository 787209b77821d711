"""The department beside the others: figures told by hand, from published files."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.main import main
from app.plan_facts import plan_card
from app.reference import store
from app.reference.comparing import LEAST_PEERS, compare, peers_of
from app.reference.errors import NoReferenceError, NoRowsError
from app.registry.importing import import_files
from app.registry.judging import Options
from app.workspace import NewPlan, Workspace
from model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from collections.abc import Sequence

REAL = Path(__file__).parents[2] / "data" / "real"
SERVICES, STANDARDS = REAL / "service.csv", REAL / "service-std_dump.csv"
YEAR = FiscalYear.parse("2024-2025")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.jalon"
    Workspace.create(path, NewPlan("cgc-ccg", "Grain", "Grains", "2024-2025")).close()
    import_files(path, [SERVICES, STANDARDS], Options("cgc-ccg"))
    return path


def _published(year: str) -> list[dict[str, str]]:
    with SERVICES.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["fiscal_yr"] == year]
    return [row for row in rows if {"EXTERN", "ENTERPRISE"} & set(row["service_scope"].split(","))]


def _feedback_share(rows: Sequence[dict[str, str]]) -> float:
    return sum(row["client_feedback_channel"] not in {"", "NON"} for row in rows) / len(rows)


def test_the_whole_and_the_department_are_what_the_files_say(plan: Path) -> None:
    store.load([SERVICES, STANDARDS])

    with store.open_reference() as reference, Workspace.read(plan) as workspace:
        found = compare(workspace, reference, YEAR)

    rows = _published("2024-2025")
    shares = {row.id: row for row in found.rows}
    assert found.departments == len({row["owner_org"] for row in rows})
    assert found.services == sum(row["owner_org"] == "cgc-ccg" for row in rows)
    assert shares["services_total"].whole == len(rows)
    assert shares["feedback_channel"].whole == pytest.approx(_feedback_share(rows))
    own = _feedback_share([row for row in rows if row["owner_org"] == "cgc-ccg"])
    assert shares["feedback_channel"].own == pytest.approx(own)
    assert "cgc-ccg" not in [peer.code for peer in found.peers]


def test_a_year_that_was_not_published_is_set_beside_the_one_before(plan: Path) -> None:
    store.load([SERVICES])

    with store.open_reference() as reference, Workspace.read(plan) as workspace:
        later = compare(workspace, reference, YEAR + 3)
        earlier = compare(workspace, reference, YEAR - 8)

    assert later.reference_year == YEAR
    assert earlier.reference_year == FiscalYear.parse("2023-2024")
    assert later.year == YEAR + 3


def test_no_plan_is_changed_and_another_load_replaces_the_whole_reference(plan: Path) -> None:
    before = plan.read_bytes()
    store.load([SERVICES, STANDARDS])
    first = store.describe()

    store.load([STANDARDS])

    assert first.services > 0
    assert store.describe().services == 0
    assert plan.read_bytes() == before
    assert [entry.name for entry in store.path().parent.iterdir()] == ["reference.jalon"]


def test_a_file_without_a_row_leaves_the_reference_as_it_was(tmp_path: Path) -> None:
    store.load([SERVICES])
    before = store.describe()
    none = tmp_path / "none.csv"
    none.write_text(SERVICES.read_text(encoding="utf-8-sig").splitlines()[0] + "\n", encoding="utf-8")

    with pytest.raises(NoRowsError):
        store.load([none])

    assert store.describe() == before


def test_nothing_is_there_before_it_is_loaded_and_after_it_is_removed() -> None:
    with pytest.raises(NoReferenceError):
        store.open_reference()
    store.load([SERVICES])

    store.forget()

    assert not store.is_loaded()
    with pytest.raises(NoReferenceError):
        store.forget()


@given(
    services=st.integers(0, 200),
    others=st.dictionaries(st.text("abc", min_size=1, max_size=4), st.integers(0, 400), max_size=30),
)
def test_peers_are_half_to_double_or_the_nearest(services: int, others: dict[str, int]) -> None:
    peers = peers_of(services, others)

    filled = {name: count for name, count in others.items() if count}
    within = {name for name, count in filled.items() if services <= 2 * count and count <= 2 * services}
    chosen = {peer.code for peer in peers}
    assert within <= chosen
    assert len(chosen) == max(len(within), min(LEAST_PEERS, len(filled)))
    distances = [abs(peer.services - services) for peer in peers]
    assert distances == sorted(distances)
    left_out = [abs(count - services) for name, count in filled.items() if name not in chosen]
    extra = [abs(filled[name] - services) for name in chosen - within]
    assert not extra or not left_out or max(extra) <= min(left_out)


def _answer(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, Any]:
    code = main([str(argument) for argument in arguments], _no_editor)
    out = capsys.readouterr().out
    return code, json.loads(out) if out else None


def _no_editor(*_arguments: object, **_options: object) -> int:
    raise AssertionError


def test_the_command_loads_and_compares(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused = _answer(capsys, "compare", plan, "--json")
    loaded, report = _answer(capsys, "reference", SERVICES, STANDARDS, "--json")
    code, compared = _answer(capsys, "compare", plan, "--json", "--year", "2024-2025")

    with Workspace.read(plan) as workspace:
        own = plan_card(workspace).department
    assert refused == (4, None)
    assert loaded == 0
    assert [entry["kind"] for entry in report["files"]] == ["services", "standards"]
    assert report["years"] == ["2023-2024", "2024-2025"]
    assert code == 0
    assert compared["department"] == own
    assert {"id", "unit", "own", "whole", "peers", "low", "high", "above", "of"} == set(compared["indicators"][0])


def test_the_command_says_what_is_loaded_and_removes_it(capsys: pytest.CaptureFixture[str]) -> None:
    store.load([SERVICES, STANDARDS])

    told = main(["reference", "--ui-lang", "en"], _no_editor)
    said = capsys.readouterr().out
    removed = main(["reference", "--remove"], _no_editor)
    after = main(["reference", "--ui-lang", "fr"], _no_editor)

    assert (told, removed, after) == (0, 0, 4)
    assert said.startswith("Published inventory: 107 services")
    assert "reference" in capsys.readouterr().err


def test_a_missing_file_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    assert main(["reference", str(tmp_path / "none.csv")], _no_editor) == 3
    assert not store.is_loaded()
