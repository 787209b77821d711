"""Rounds of selection, from the first weight to the frozen decision."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.approvals import against_freezing, freeze_round
from app.errors import BlockedError, SealedError, UnknownCodeError, UnknownRecordError
from app.priorities import rounds
from app.priorities.in_force import priority_services
from app.priorities.ranking import ranking
from app.priorities.scoring import rescore
from model.inventory import SERVICE_RECORD
from model.language import Language
from model.priority import SELECTION_ROUND
from tests.app.plans import YEAR, change, put_service, record_of

if TYPE_CHECKING:
    from app.priorities.cards import RankRow
    from app.workspace import Workspace

CONSIDERATIONS = (
    "mandate",
    "government_priority",
    "volume",
    "critical_essential",
    "wellbeing",
    "sensitive_information",
    "other",
)


def row(workspace: Workspace, service: str) -> RankRow:
    return next(found for found in ranking(workspace, YEAR).rows if found.service == service)


def rate_all(workspace: Workspace, key: str, service: str, rating: int) -> None:
    for consideration in CONSIDERATIONS:
        rounds.rate(workspace, key, service, consideration, rating)


def decide_with_reason(workspace: Workspace, key: str, service: str, priority: bool) -> None:
    rounds.decide(workspace, key, service, priority)
    for side in Language:
        rounds.write_rationale(workspace, key, service, side, f"Because ({side.value})")


def test_without_a_round_every_service_is_listed_unscored(workspace: Workspace) -> None:
    put_service(workspace)
    put_service(workspace, "134", service_scope="INTERN")

    found = ranking(workspace, YEAR)

    assert found.round is None
    assert [(r.score, r.rank, r.priority, r.decided) for r in found.rows] == [(None, None, False, None)] * 2


def test_a_new_round_weighs_as_the_framework_proposes(workspace: Workspace) -> None:
    key = rounds.start_round(workspace, YEAR)

    assert rounds.weights_of(workspace, key) == dict(zip(CONSIDERATIONS, (20, 10, 20, 15, 20, 10, 5), strict=True))
    assert rounds.start_round(workspace, YEAR) == key


def test_services_are_ranked_by_score(workspace: Workspace) -> None:
    low, high = put_service(workspace), put_service(workspace, "134")
    key = rounds.start_round(workspace, YEAR)
    rate_all(workspace, key, low, 1)
    rate_all(workspace, key, high, 3)

    found = ranking(workspace, YEAR)

    assert [(r.service, r.rank, r.above_cut, r.proposal) for r in found.rows] == [
        (high, 1, True, "propose"),
        (low, 2, False, "not-proposed"),
    ]


def test_a_purely_internal_service_has_no_rank_and_is_never_above_the_line(workspace: Workspace) -> None:
    internal = put_service(workspace, service_scope="INTERN")
    key = rounds.start_round(workspace, YEAR)
    rate_all(workspace, key, internal, 3)

    found = row(workspace, internal)

    assert (found.eligible, found.rank, found.above_cut) == (False, None, False)


def test_suggestions_are_taken_over_only_where_nothing_is_assessed(workspace: Workspace) -> None:
    service = put_service(workspace)
    key = rounds.start_round(workspace, YEAR)
    rounds.rate(workspace, key, service, "wellbeing", 1)

    taken = rounds.accept_suggestions(workspace, key)

    scores = row(workspace, service).scores
    assert taken == 2
    assert (scores["wellbeing"], scores["sensitive_information"], scores["mandate"]) == (1, 3, None)


def test_volumes_can_be_taken_over_as_fixed_numbers_rate_them(workspace: Workspace) -> None:
    service = put_service(workspace, num_applications_online="500")
    key = rounds.start_round(workspace, YEAR)
    assert row(workspace, service).suggested["volume"] == 3

    rounds.accept_suggestions(workspace, key, relative_volume=False)

    assert row(workspace, service).scores["volume"] == 1


def test_a_preview_of_weights_is_what_writing_them_gives(workspace: Workspace) -> None:
    one, two = put_service(workspace), put_service(workspace, "134")
    key = rounds.start_round(workspace, YEAR)
    rounds.rate(workspace, key, one, "mandate", 3)
    rounds.rate(workspace, key, two, "volume", 2)
    before = ranking(workspace, YEAR)

    weights = rounds.set_weight(workspace, key, "volume", 60)

    assert rescore(before, weights) == ranking(workspace, YEAR)


def test_weights_that_do_not_add_up_are_refused(workspace: Workspace) -> None:
    key = rounds.start_round(workspace, YEAR)
    before = rounds.weights_of(workspace, key)

    with pytest.raises(UnknownCodeError):
        rounds.set_weights(workspace, key, before | {"other": 6})

    assert rounds.weights_of(workspace, key) == before


@pytest.mark.parametrize("rating", [-1, 4])
def test_a_rating_outside_the_scale_is_refused(workspace: Workspace, rating: int) -> None:
    service = put_service(workspace)
    key = rounds.start_round(workspace, YEAR)

    with pytest.raises(UnknownCodeError):
        rounds.rate(workspace, key, service, "mandate", rating)


def test_a_service_that_the_plan_does_not_hold_cannot_be_rated(workspace: Workspace) -> None:
    key = rounds.start_round(workspace, YEAR)

    with pytest.raises(UnknownRecordError):
        rounds.rate(workspace, key, "nowhere", "mandate", 3)


def test_a_decision_counts_once_its_round_is_frozen(workspace: Workspace) -> None:
    service = put_service(workspace)
    key = rounds.start_round(workspace, YEAR)
    decide_with_reason(workspace, key, service, priority=True)
    assert priority_services(workspace, YEAR) == frozenset()

    freeze_round(workspace, key, "B. Head", date(2025, 6, 1))

    assert priority_services(workspace, YEAR) == {service}
    assert priority_services(workspace, YEAR + 3) == {service}
    assert priority_services(workspace, YEAR - 1) == frozenset()


def test_a_yes_without_a_rationale_keeps_the_round_open(workspace: Workspace) -> None:
    service = put_service(workspace)
    key = rounds.start_round(workspace, YEAR)
    rounds.decide(workspace, key, service, priority=True)
    rounds.write_rationale(workspace, key, service, Language.EN, "Because")

    with pytest.raises(BlockedError) as refused:
        freeze_round(workspace, key, "B. Head", date(2025, 6, 1))

    assert [finding.rule for finding in refused.value.findings] == ["rationale_missing"]  # type: ignore[attr-defined]  # findings are Finding here


def test_what_keeps_a_round_open_is_told_before_anything_is_asked(workspace: Workspace) -> None:
    service = put_service(workspace)
    key = rounds.start_round(workspace, YEAR)
    assert against_freezing(workspace, key) == ()

    rounds.decide(workspace, key, service, priority=True)

    told = against_freezing(workspace, key)
    assert [(finding.rule, finding.lang) for finding in told] == [("rationale_missing", side) for side in Language]


def test_an_internal_service_decided_priority_keeps_the_round_open(workspace: Workspace) -> None:
    service = put_service(workspace)
    key = rounds.start_round(workspace, YEAR)
    decide_with_reason(workspace, key, service, priority=True)
    change(workspace, SERVICE_RECORD, record_of(workspace, service), service_scope="INTERN")

    with pytest.raises(BlockedError):
        freeze_round(workspace, key, "B. Head", date(2025, 6, 1))


def test_a_frozen_round_takes_no_change(workspace: Workspace) -> None:
    service = put_service(workspace)
    key = rounds.start_round(workspace, YEAR)
    decide_with_reason(workspace, key, service, priority=True)
    freeze_round(workspace, key, "B. Head", date(2025, 6, 1))

    with pytest.raises(SealedError):
        rounds.decide(workspace, key, service, priority=False)
    with pytest.raises(SealedError):
        rounds.set_cut(workspace, key, 10)
    with pytest.raises(SealedError):
        change(workspace, SELECTION_ROUND, key, cut_score=10)


def test_a_new_revision_begins_with_what_was_decided(workspace: Workspace) -> None:
    service = put_service(workspace)
    first = rounds.start_round(workspace, YEAR)
    rounds.rate(workspace, first, service, "mandate", 2)
    decide_with_reason(workspace, first, service, priority=True)
    freeze_round(workspace, first, "B. Head", date(2025, 6, 1))

    second = rounds.new_revision(workspace, first)
    rounds.decide(workspace, second, service, priority=False)

    found = row(workspace, service)
    assert (found.scores["mandate"], found.decided, found.previous, found.priority) == (2, False, True, True)
    assert found.needs_rationale


def test_the_next_year_takes_ratings_over_and_decides_anew(workspace: Workspace) -> None:
    service = put_service(workspace, year=YEAR - 1)
    put_service(workspace, service=service)
    last = rounds.start_round(workspace, YEAR - 1)
    rounds.rate(workspace, last, service, "mandate", 2)
    decide_with_reason(workspace, last, service, priority=True)
    freeze_round(workspace, last, "B. Head", date(2024, 6, 1))

    rounds.start_round(workspace, YEAR)

    found = row(workspace, service)
    assert (found.scores["mandate"], found.decided, found.previous) == (2, None, True)


def test_what_is_open_can_be_decided_as_the_line_proposes(workspace: Workspace) -> None:
    high, low, open_ = put_service(workspace), put_service(workspace, "134"), put_service(workspace, "135")
    key = rounds.start_round(workspace, YEAR)
    rate_all(workspace, key, high, 3)
    rate_all(workspace, key, low, 1)

    assert rounds.decide_by_line(workspace, key) == 2

    assert [row(workspace, service).decided for service in (high, low, open_)] == [True, False, None]


def test_a_moved_line_moves_who_is_above_it(workspace: Workspace) -> None:
    service = put_service(workspace)
    key = rounds.start_round(workspace, YEAR)
    rate_all(workspace, key, service, 1)

    rounds.set_cut(workspace, key, 30)

    assert row(workspace, service).above_cut
