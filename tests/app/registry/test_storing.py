"""What is taken can be stored and comes back; what cannot be stored is refused, whatever was typed."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.registry.judging import Outcome
from app.registry.rules import as_stored
from app.registry.schema import Kind, fields
from app.registry.stored import data_columns, read_records
from app.registry.writing import Write, write_records
from tests.app.registry.samples import judged, service, write

if TYPE_CHECKING:
    from pathlib import Path

    from app.workspace import Workspace

TYPED = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.from_regex(r"-{0,2}[0-9]{1,22}-?", fullmatch=True)
    | st.sampled_from(["", " ", "NA", "nd", "-", "--5", "+1", "1.0", "٣", "²", "1_000", "GNC,RES", "Y", "2023-2024"])
)
NUMBERS = count()
CHANGES = st.dictionaries(st.sampled_from(data_columns(Kind.SERVICE)), TYPED, max_size=4)


# one plan takes all examples, each under identifiers of its own
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(CHANGES, min_size=6, max_size=6))
def test_a_draft_is_stored_as_it_was_taken_or_refused(
    workspace: Workspace, tmp_path: Path, changes: list[dict[str, str]]
) -> None:
    records = [service(service_id=f"S{next(NUMBERS)}") | change for change in changes]
    found = judged(workspace, write(tmp_path / "a.csv", records), drafts=True)

    write_records(workspace, [Write(row.kind, row.key, row.before, row.after, row.pairs) for row in found.writes])

    held = read_records(workspace, Kind.SERVICE)
    kinds = {field.id: field for field in fields(Kind.SERVICE)}
    for row in found.rows:
        assert (row.key in held) == (row.outcome is not Outcome.REFUSED)
        if row.outcome is not Outcome.REFUSED:
            typed = records[row.number - 2]
            wanted = {name: as_stored(kinds[name], typed[name]) for name in data_columns(Kind.SERVICE)}
            assert {name: held[row.key].values[name] for name in wanted} == wanted
