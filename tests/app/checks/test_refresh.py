"""What a change runs again gives the same findings as a check of the whole plan."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.checks.findings import Findings
from app.checks.words import WORDS
from app.i18n import catalog
from app.inventory.services import retire_service
from app.priorities import rounds
from app.registry.schema import schema
from app.translation import Place, confirm
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.language import Language
from tests.app.plans import YEAR, change, put_service, put_standard, record_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.workspace import Workspace

TODAY = date(2025, 1, 15)


def edit_a_name(workspace: Workspace, chance: random.Random) -> None:
    key = chance.choice(workspace.rows(select(SERVICE_RECORD.c.id))).id
    change(workspace, SERVICE_RECORD, key, service_name_en=f"Permit {chance.randrange(100)}")


def blank_a_field(workspace: Workspace, chance: random.Random) -> None:
    key = chance.choice(workspace.rows(select(SERVICE_RECORD.c.id))).id
    field = chance.choice(["service_type", "os_issuance", "service_name_fr", "client_feedback_channel"])
    change(workspace, SERVICE_RECORD, key, **{field: ""})


def edit_a_standard(workspace: Workspace, chance: random.Random) -> None:
    key = chance.choice(workspace.rows(select(STANDARD_RECORD.c.id))).id
    change(workspace, STANDARD_RECORD, key, total_volume=str(chance.randrange(20)))


def confirm_a_name(workspace: Workspace, chance: random.Random) -> None:
    key = chance.choice(workspace.rows(select(SERVICE_RECORD.c.id))).id
    confirm(workspace, [Place("service_record", key, "service_name")])


def delete_a_standard(workspace: Workspace, chance: random.Random) -> None:
    rows = workspace.rows(select(STANDARD_RECORD.c.id))
    if len(rows) > 1:
        with workspace.change("Delete") as connection:
            connection.execute(STANDARD_RECORD.delete().where(STANDARD_RECORD.c.id == chance.choice(rows).id))


def add_a_service(workspace: Workspace, chance: random.Random) -> None:
    put_service(workspace, str(chance.randrange(1000, 9999)), service_fee="")


def retire_one(workspace: Workspace, chance: random.Random) -> None:
    key = chance.choice(workspace.rows(select(SERVICE_RECORD.c.service))).service
    retire_service(workspace, key, YEAR)


def rate_one(workspace: Workspace, chance: random.Random) -> None:
    key = chance.choice(workspace.rows(select(SERVICE_RECORD.c.service))).service
    rounds.rate(workspace, rounds.start_round(workspace, YEAR), key, "mandate", chance.randrange(4))


def undo(workspace: Workspace, _chance: random.Random) -> None:
    if workspace.undo_label is not None:
        workspace.undo()


EDITS: tuple[Callable[[Workspace, random.Random], None], ...] = (
    edit_a_name,
    blank_a_field,
    edit_a_standard,
    confirm_a_name,
    delete_a_standard,
    add_a_service,
    retire_one,
    rate_one,
    undo,
    undo,
)


@pytest.mark.parametrize("seed", range(3))
def test_findings_kept_change_by_change_are_those_of_a_fresh_check(workspace: Workspace, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(3):
        put_standard(workspace, put_service(workspace, str(number)))
    kept, said = Findings(workspace, today=TODAY), list[bool]()
    workspace.observe(lambda change_set: said.append(kept.refresh(change_set)))

    for _ in range(12):
        chance.choice(EDITS)(workspace, chance)
        fresh = Findings(workspace, today=TODAY)

        assert sorted(map(repr, kept.all)) == sorted(map(repr, fresh.all))


def test_a_refresh_says_whether_a_finding_came_or_went(workspace: Workspace) -> None:
    service = put_service(workspace)
    kept = Findings(workspace, today=TODAY)
    said: list[bool] = []
    workspace.observe(lambda change_set: said.append(kept.refresh(change_set)))

    change(workspace, SERVICE_RECORD, record_of(workspace, service), num_website_visits="6000")
    change(workspace, SERVICE_RECORD, record_of(workspace, service), service_type="")

    assert said == [False, True]
    assert [f.rule for f in kept.of("service_record", record_of(workspace, service), "service_type")] == ["required"]


def test_a_pair_finds_the_findings_of_both_its_sides(workspace: Workspace) -> None:
    service = put_service(workspace, service_name_fr="")
    kept = Findings(workspace, today=TODAY)

    assert [f.lang for f in kept.of("service_record", record_of(workspace, service), "service_name")] == [Language.FR]


def test_counts_are_those_of_all_findings(workspace: Workspace) -> None:
    put_service(workspace, service_type="")
    kept = Findings(workspace, today=TODAY)

    assert kept.counts.errors + kept.counts.warnings + kept.counts.suggestions == len(kept.all)
    assert kept.counts.errors == sum(f.is_error for f in kept.all) > 0


def test_every_rule_of_the_registry_has_its_sentences() -> None:
    spoken_at_import = {"columns", "row_length", "formula"}

    assert set(schema().rules) - spoken_at_import <= set(WORDS)


def test_every_sentence_is_there_in_french() -> None:
    french = catalog(Language.FR).gettext

    missing = [text for words in WORDS.values() for text in (words.message, words.mend) if french(text) == text]

    assert missing == []


def test_what_changes_beside_a_service_is_found_on_it_too(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.checks.histories._RECORDS", 1)  # each service is checked by itself
    ours, theirs = put_service(workspace, "7"), put_service(workspace, "8", owner_org="cgc-ccg")
    kept, said = Findings(workspace, today=TODAY), list[bool]()
    workspace.observe(lambda change_set: said.append(kept.refresh(change_set)))

    change(workspace, SERVICE, theirs, service_id="7")

    assert [f.rule for f in kept.of("service", ours, "service_id")] == ["service_id_reused"]
    assert sorted(map(repr, kept.all)) == sorted(map(repr, Findings(workspace, today=TODAY).all))
