from __future__ import annotations

import pytest

from app.registry import derived
from app.registry.code_lists import programs
from model.bilingual import Bilingual
from model.language import Language
from tests.app.registry import samples


@pytest.mark.parametrize("name", ["service.csv", "service-std.csv"])
def test_derived_values_are_those_that_the_registry_published(name: str) -> None:
    for row in samples.rows(name):
        ours = derived.derived_values(row, programs())

        assert {column: row[column] for column in ours} == ours


def test_channels_without_a_number_add_nothing_to_the_total() -> None:
    channels = dict.fromkeys((name for name in samples.service() if name.startswith("num_applications")), "NA")

    assert derived.applications_total(channels) == 0
    assert (
        derived.applications_total(channels | {"num_applications_by_fax": "007", "num_applications_online": "ND"}) == 7
    )


@pytest.mark.parametrize(
    ("met", "total", "target", "performance", "answer"),
    [
        ("4", "5", "0.80", "0.8", "Y"),
        ("8672", "8760", "0.99", repr(8672 / 8760), "N"),
        ("9997501", "10000000", "0.9998", "0.9997501", "N"),
        ("0", "0", "0", "", "NA"),
        ("5", "5", "0", "1.0", "NA"),
        ("", "5", "0.8", "", "NA"),
        ("5", "", "0.8", "", "NA"),
        ("5", "5", "", "1.0", "NA"),
        ("1", "3", "0.3333333333333333333333333333", repr(1 / 3), "Y"),
        ("3333333333333333", "10000000000000000", "0.33333333333333333", "0.3333333333333333", "N"),
    ],
)
def test_a_target_is_met_by_the_exact_ratio(met: str, total: str, target: str, performance: str, answer: str) -> None:
    record = samples.standard(volume_meeting_target=met, total_volume=total, target=target)

    assert (derived.performance(record), derived.target_met(record)) == (performance, answer)


def test_program_names_stand_in_quotes_and_unknown_codes_are_skipped() -> None:
    names = derived.program_names("BED01,XXXXX,BEE01", programs(), Language.FR)

    assert names == '"Collectivités inclusives", "Service de greffe"'


def test_a_department_that_the_list_lacks_has_the_plans_name() -> None:
    assert derived.owner_org_title("new-dept", Bilingual("New", "Nouveau")) == "New | Nouveau"
    assert derived.owner_org_title("new-dept") == "new-dept"
