"""What of a carried year is still to be looked at again, field by field and service by service."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from app.errors import UnknownRecordError
from app.inventory.cards import card
from app.inventory.carrying import carry_forward
from app.inventory.editing import edit_record
from app.inventory.fields import Entity
from app.inventory.review import (
    FieldPlace,
    Mark,
    finish_review,
    mark_revisit,
    mark_same,
    marks,
    reopen_review,
    review_card,
)
from app.inventory.review_queue import review_queue
from app.inventory.standards import edit_standard
from model import journal
from model.bilingual import Bilingual
from tests.app.plans import YEAR, put_service, put_standard, record_of

if TYPE_CHECKING:
    from app.inventory.review import ReviewCard
    from app.workspace import Workspace

NEXT = YEAR + 1


@pytest.fixture
def service(workspace: Workspace) -> str:
    """Return a service with a standard, carried into the next year."""
    key = put_service(workspace, "133", special_remarks_en="Seen.", special_remarks_fr="Vu.")
    put_standard(workspace, key)
    carry_forward(workspace, YEAR)
    return key


def reviewed(workspace: Workspace, service: str) -> ReviewCard:
    found = review_card(workspace, service, NEXT)
    assert found is not None
    return found


def place(workspace: Workspace, service: str, field: str) -> FieldPlace:
    return FieldPlace(Entity.SERVICE_RECORD, record_of(workspace, service, NEXT), field)


def test_each_field_of_a_carried_record_is_the_same_or_to_revisit(workspace: Workspace, service: str) -> None:
    found = marks(workspace, record_of(workspace, service, NEXT))

    assert found["service_name"] is Mark.SAME
    assert found["num_applications_online"] is Mark.REVISIT
    assert found["os_application"] is Mark.REVISIT
    assert found["special_remarks"] is Mark.REVISIT
    assert "volume_note" not in found  # blank, and not asked
    assert "authority" not in found


def test_a_value_that_differs_is_changed_and_the_same_one_typed_again_is_the_same(
    workspace: Workspace, service: str
) -> None:
    edit_record(workspace, service, NEXT, {"num_applications_online": "900", "num_phone_enquiries": "200"})
    edit_record(workspace, service, NEXT, {"service_name_fr": "Permis d’exportation", "os_application": "N"})

    found = marks(workspace, record_of(workspace, service, NEXT))

    assert found["num_applications_online"] is Mark.CHANGED
    assert found["num_phone_enquiries"] is Mark.SAME
    assert found["service_name"] is Mark.CHANGED
    assert found["os_application"] is Mark.CHANGED


def test_a_record_that_was_not_carried_has_no_marks(workspace: Workspace, service: str) -> None:
    assert marks(workspace, record_of(workspace, service, YEAR)) == {}
    assert review_card(workspace, service, YEAR) is None


def test_a_field_looked_at_is_the_same_and_undo_asks_again(workspace: Workspace, service: str) -> None:
    record = record_of(workspace, service, NEXT)

    mark_same(workspace, [place(workspace, service, "os_application")])
    said = marks(workspace, record)["os_application"]
    workspace.undo()

    assert said is Mark.SAME
    assert marks(workspace, record)["os_application"] is Mark.REVISIT


def test_a_blank_count_said_to_be_the_same_takes_last_years(workspace: Workspace, service: str) -> None:
    sets = len(journal.history(workspace.database))

    mark_same(workspace, [place(workspace, service, "num_applications_online")])

    assert card(workspace, service, NEXT).text("num_applications_online") == "800"
    assert marks(workspace, record_of(workspace, service, NEXT))["num_applications_online"] is Mark.SAME
    assert len(journal.history(workspace.database)) == sets + 1


def test_a_planner_may_want_any_field_looked_at_again(workspace: Workspace, service: str) -> None:
    record = record_of(workspace, service, NEXT)

    mark_revisit(workspace, [place(workspace, service, "service_name")])
    edit_record(workspace, service, NEXT, {"service_name_en": "Permit to export"})
    wanted = marks(workspace, record)["service_name"]
    mark_same(workspace, [place(workspace, service, "service_name")])

    assert wanted is Mark.REVISIT
    assert marks(workspace, record)["service_name"] is Mark.CHANGED


def test_the_walk_shows_both_years_and_the_standards_after_the_record(workspace: Workspace, service: str) -> None:
    edit_record(workspace, service, NEXT, {"num_applications_online": "900"})

    found = reviewed(workspace, service)
    online = next(item for item in found.items if item.place.field == "num_applications_online")

    assert (online.last.en, online.now.en, online.mark) == ("800", "900", Mark.CHANGED)
    assert found.name == Bilingual("Export permit", "Licence d’exportation")
    assert found.from_year == str(YEAR)
    assert [item.place.field for item in found.items if item.standard.en][-3:] == [
        "total_volume",
        "standards_targets_uri",
        "performance_results_uri",
    ]


def test_a_service_said_to_be_reviewed_leaves_the_queue_and_comes_back_when_wanted(
    workspace: Workspace, service: str
) -> None:
    before = review_queue(workspace, NEXT)

    finish_review(workspace, service, NEXT)
    done = review_queue(workspace, NEXT)
    reopen_review(workspace, service, NEXT)

    assert (before.open, done.open, done.fields, done.rows[0].is_reviewed) == (1, 0, 0, True)
    assert review_queue(workspace, NEXT) == before


def test_a_field_wanted_again_brings_its_service_back(workspace: Workspace, service: str) -> None:
    finish_review(workspace, service, NEXT)

    mark_revisit(workspace, [place(workspace, service, "service_name")])

    (row,) = review_queue(workspace, NEXT).rows
    assert row.is_open
    assert not row.is_reviewed


def test_a_row_that_was_not_carried_cannot_be_marked(workspace: Workspace, service: str) -> None:
    here = FieldPlace(Entity.SERVICE_RECORD, record_of(workspace, service, YEAR), "service_name")

    for act in (mark_same, mark_revisit):
        with pytest.raises(UnknownRecordError):
            act(workspace, [here])
    with pytest.raises(UnknownRecordError):
        finish_review(workspace, service, YEAR)


@pytest.mark.parametrize("seed", range(3))
def test_the_queue_counts_what_the_walk_shows(workspace: Workspace, seed: int) -> None:
    chance = random.Random(seed)
    services = [put_service(workspace, str(number), program_id=chance.choice(["", "BWN01"])) for number in range(6)]
    for service in services[:4]:
        put_standard(workspace, service, comments_en=chance.choice(["", "Late."]))
    put_standard(workspace, services[0], service_standard_id="", service_standard_en="Waits for one")
    carry_forward(workspace, YEAR, set(services[:5]))
    for _step in range(14):
        service = chance.choice(services[:5])
        found = reviewed(workspace, service)
        item = chance.choice(found.items)
        match chance.randrange(6):
            case 0:
                mark_same(workspace, [item.place])
            case 1:
                mark_revisit(workspace, [item.place])
            case 2:
                finish_review(workspace, service, NEXT)
            case 3:
                edit_record(workspace, service, NEXT, {"num_applications_online": chance.choice(["", "800", "9"])})
            case 4:
                edit_record(workspace, service, NEXT, {"os_application": chance.choice("YN")})
            case _:
                for standard in card(workspace, service, NEXT).standards:
                    edit_standard(workspace, standard.key, {"target": chance.choice(["0.8", "0.9", ""])})

        queue = review_queue(workspace, NEXT)
        assert {row.service: row.fields for row in queue.rows} == {
            key: len(reviewed(workspace, key).open) for key in services[:5]
        }
        assert review_queue(workspace, NEXT, {service}).rows[0] in queue.rows
