"""What is taken can be stored and comes back; what cannot be stored is refused, whatever was typed."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from app.registry.importing import apply_rows
from app.registry.judging import Outcome
from app.registry.rules import as_stored
from app.registry.schema import Kind, fields
from app.registry.stored import data_columns, read_records
from app.workspace import NewPlan, Workspace
from tests.app.registry.samples import judged, service, write

if TYPE_CHECKING:
    import pytest

TYPED = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.from_regex(r"-{0,2}[0-9]{1,22}-?", fullmatch=True)
    | st.sampled_from(["", " ", "NA", "nd", "-", "--5", "+1", "1.0", "٣", "²", "1_000", "GNC,RES", "Y", "2023-2024"])
)
NUMBERS = count()


@settings(max_examples=40)
@given(
    st.lists(st.dictionaries(st.sampled_from(data_columns(Kind.SERVICE)), TYPED, max_size=4), min_size=8, max_size=8)
)
def test_a_draft_is_stored_as_it_was_taken_or_refused(
    tmp_path_factory: pytest.TempPathFactory, changes: list[dict[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("typed")
    records = [service(service_id=f"S{next(NUMBERS)}") | change for change in changes]
    with Workspace.create(folder / "p.jalon", NewPlan("aafc-aac", "a", "b", "2023-2024")) as workspace:
        found = judged(workspace, write(folder / "a.csv", records), drafts=True)

        apply_rows(workspace, found.writes)

        held = read_records(workspace, Kind.SERVICE)
    kinds = {field.id: field for field in fields(Kind.SERVICE)}
    taken = [row for row in found.rows if row.outcome is not Outcome.REFUSED]
    assert {row.key for row in taken} == set(held)
    for row in taken:
        typed = records[row.number - 2]
        wanted = {name: as_stored(kinds[name], typed[name]) for name in data_columns(Kind.SERVICE)}
        assert held[row.key].values == wanted
