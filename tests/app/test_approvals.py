"""Approved versions and attested assessments are kept as they are."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.approvals import against_attesting, approve_version, attest
from app.assessment import changes
from app.assessment.cards import Trend, assessment_card, proposed_rating
from app.assessment.changes import ActionDraft, EvidenceDraft
from app.errors import BlockedError, NothingToUndoError, SealedError, UnknownCodeError
from app.framework.loading import load_framework
from app.framework.parts import Unit
from app.indicators.figures import figures
from app.indicators.measure import Figure, Measure
from app.versions import content, in_force, versions
from model import canonical
from model.assessment import RATING
from model.bilingual import Bilingual
from model.language import Language
from model.strategy import SECTION
from tests.app.checks.test_plan_rules import REQUIRED, write_section
from tests.app.plans import YEAR, change, put_service, put_standard

if TYPE_CHECKING:
    from app.versions import VersionCard
    from app.workspace import Workspace

DAY = date(2025, 6, 1)
REQUIREMENTS = tuple(item.id for item in load_framework("policy-on-service-2014").requirements)


def approve(workspace: Workspace, name: str = "1.0") -> VersionCard:
    return approve_version(
        workspace, name=name, approved_by="B. Head", approved_on=DAY, first_year=YEAR, last_year=YEAR + 2
    )


def write_elements(workspace: Workspace) -> None:
    for outline in REQUIRED:
        write_section(workspace, outline)


def test_a_strategy_without_its_elements_is_not_approved(workspace: Workspace) -> None:
    with pytest.raises(BlockedError) as refused:
        approve(workspace)

    assert versions(workspace) == ()
    assert len(refused.value.findings) == 2 * len(REQUIRED)


def test_a_version_holds_the_plan_and_what_its_document_shows(workspace: Workspace) -> None:
    put_standard(workspace, put_service(workspace))
    write_elements(workspace)
    before = canonical.document(workspace.database, versions=False)

    card = approve(workspace)

    held = content(workspace, card.id)
    assert held["plan"] == before
    assert held["shown"]["figures"][str(YEAR)]["services_total"]["numerator"] == 1
    assert held["shown"]["framework"]["requirements"][0]["clause"] == "7.1"
    assert held["shown"]["labels"]["service_scope"]["EXTERN"] == ["External Service", "Service externe"]
    assert card.sha256 == hashlib.sha256(canonical.write(held)).hexdigest()


def test_a_version_is_in_force_in_the_years_that_it_covers(workspace: Workspace) -> None:
    write_elements(workspace)
    assert figures(workspace, YEAR).figure("strategy_in_force").value == 0

    card = approve(workspace)

    assert in_force(workspace, YEAR) == card
    assert in_force(workspace, YEAR - 1) is None
    assert [figures(workspace, year).figure("strategy_in_force").value for year in (YEAR - 1, YEAR, YEAR + 2)] == [
        0,
        1,
        1,
    ]


def test_a_later_edit_leaves_a_version_as_it_was(workspace: Workspace) -> None:
    write_elements(workspace)
    card = approve(workspace)
    held = content(workspace, card.id)
    section = held["plan"]["entities"]["section"][0]["id"]

    change(workspace, SECTION, section, text_en="Other")

    assert content(workspace, card.id) == held
    assert versions(workspace) == (card,)


def test_undo_stops_at_an_approval(workspace: Workspace) -> None:
    write_elements(workspace)
    approve(workspace)

    with pytest.raises(NothingToUndoError):
        workspace.undo()


def test_a_second_version_does_not_hold_the_content_of_the_first(workspace: Workspace) -> None:
    write_elements(workspace)
    approve(workspace)

    second = approve(workspace, "1.1")

    (first,) = content(workspace, second.id)["plan"]["entities"]["version"]
    assert "content" not in first


def rated(workspace: Workspace, code: str = "4") -> str:
    key = changes.start_assessment(workspace, YEAR)
    for requirement in REQUIREMENTS:
        changes.rate(workspace, key, requirement, code)
    return key


def test_an_assessment_with_a_requirement_open_is_not_attested(workspace: Workspace) -> None:
    key = rated(workspace)
    changes.rate(workspace, key, "feedback", "NR")

    with pytest.raises(BlockedError) as refused:
        attest(workspace, key, "B. Head", DAY)

    assert [finding.where() for finding in refused.value.findings] == ["Feedback and issue resolution (2024–25)"]


def test_what_keeps_an_assessment_open_is_told_before_anything_is_asked(workspace: Workspace) -> None:
    key = rated(workspace)
    assert against_attesting(workspace, key) == ()

    changes.rate(workspace, key, "feedback", "")

    assert [finding.rule for finding in against_attesting(workspace, key)] == ["requirement_unrated"]


def test_an_attested_assessment_takes_no_change(workspace: Workspace) -> None:
    key = rated(workspace)
    attest(workspace, key, "B. Head", DAY)

    card = assessment_card(workspace, YEAR)
    assert card is not None
    assert (card.is_attested, card.attested_by, card.attested_on) == (True, "B. Head", DAY)
    with pytest.raises(SealedError):
        changes.rate(workspace, key, "feedback", "1")
    with pytest.raises(SealedError):
        change(workspace, RATING, card.requirements[0].rating_id, rating="1")


def test_a_new_revision_takes_over_ratings_evidence_and_actions(workspace: Workspace) -> None:
    key = rated(workspace)
    changes.add_evidence(workspace, key, "learning", EvidenceDraft(Bilingual("Kit", "Trousse")))
    changes.add_action(workspace, key, "learning", ActionDraft(Bilingual("Train", "Former"), "A. Owner", DAY))
    attest(workspace, key, "B. Head", DAY)

    second = changes.new_revision(workspace, key)
    changes.rate(workspace, second, "learning", "3")

    card = assessment_card(workspace, YEAR)
    assert card is not None
    row = card.requirement("learning")
    assert (card.id, card.revision, card.is_attested) == (second, 2, False)
    assert (row.rating, len(row.evidence), len(row.actions)) == ("3", 1, 1)


def test_starting_again_returns_the_assessment_that_is_open(workspace: Workspace) -> None:
    assert changes.start_assessment(workspace, YEAR) == changes.start_assessment(workspace, YEAR)


def test_a_rating_is_compared_with_last_years(workspace: Workspace) -> None:
    last = changes.start_assessment(workspace, YEAR - 1)
    key = changes.start_assessment(workspace, YEAR)
    for requirement, before, now in (("learning", "2", "4"), ("feedback", "4", "2"), ("strategy", "3", "3")):
        changes.rate(workspace, last, requirement, before)
        changes.rate(workspace, key, requirement, now)
    changes.rate(workspace, key, "mandatory-services", "NA")

    card = assessment_card(workspace, YEAR)
    assert card is not None
    trends = {row.requirement: row.trend for row in card.requirements}
    assert trends["learning"] is Trend.IMPROVED
    assert trends["feedback"] is Trend.DECLINED
    assert trends["strategy"] is Trend.STABLE
    assert trends["mandatory-services"] is Trend.FIRST_YEAR
    assert trends["user-engagement"] is None


@pytest.mark.parametrize("code", ["5", "met"])
def test_a_rating_that_the_scale_lacks_is_refused(workspace: Workspace, code: str) -> None:
    key = changes.start_assessment(workspace, YEAR)

    with pytest.raises(UnknownCodeError):
        changes.rate(workspace, key, "learning", code)


def test_narratives_are_kept_by_language(workspace: Workspace) -> None:
    key = changes.start_assessment(workspace, YEAR)

    changes.write(workspace, key, "learning", "finding", Language.FR, "Constat")

    card = assessment_card(workspace, YEAR)
    assert card is not None
    assert card.requirement("learning").finding == Bilingual("", "Constat")


def share(numerator: int, denominator: int, target: float | None) -> Figure:
    return Figure("x", Unit.RATIO, Measure(numerator, denominator), target)


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ((share(10, 10, 1.0), share(9, 10, 0.8)), "4"),
        ((share(8, 10, 1.0),), "3"),
        ((share(5, 10, 1.0),), "2"),
        ((share(4, 10, 1.0),), "1"),
        ((share(0, 10, 1.0), share(10, 10, 1.0)), "2"),
        ((share(0, 0, 1.0), share(10, 10, 1.0)), "4"),
        ((share(0, 0, 1.0), share(5, 10, None)), "NR"),
        ((), "NR"),
    ],
)
def test_the_proposed_rating_follows_from_indicators_with_a_target(known: tuple[Figure, ...], code: str) -> None:
    assert proposed_rating(load_framework("policy-on-service-2014"), known) == code
