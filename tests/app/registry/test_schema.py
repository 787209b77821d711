from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.registry import code_lists
from app.registry.code_lists import ProgramState, programs_with
from app.registry.rules import _checks
from app.registry.schema import (
    FieldKind,
    Kind,
    Severity,
    choices,
    field,
    fields,
    join_codes,
    pair_label,
    schema,
    split_codes,
)
from model.bilingual import Bilingual
from model.inventory import SERVICE_RECORD, STANDARD_RECORD
from model.plan import PROGRAM
from tests.app.registry import samples

if TYPE_CHECKING:
    from app.workspace import Workspace


@pytest.mark.parametrize(("kind", "filled", "published"), [(Kind.SERVICE, 41, 46), (Kind.STANDARD, 20, 24)])
def test_a_department_fills_as_many_fields_as_the_template_has(kind: Kind, filled: int, published: int) -> None:
    assert (len(fields(kind)), len(schema().resource(kind).published_columns)) == (filled, published)


@pytest.mark.parametrize(("kind", "name"), [(Kind.SERVICE, "service.csv"), (Kind.STANDARD, "service-std.csv")])
def test_the_published_columns_are_those_of_the_published_files(kind: Kind, name: str) -> None:
    assert list(schema().resource(kind).published_columns) == list(samples.rows(name)[0])


def test_every_field_has_its_label_in_both_languages_and_what_is_filled_has_help() -> None:
    for kind in Kind:
        for found in schema().resource(kind).fields.values():
            assert not found.label.missing
        assert all(not found.help.missing for found in fields(kind))


def test_every_code_and_every_rule_is_worded_in_both_languages() -> None:
    lists = [choice.label for listed in schema().lists.values() for choice in listed.choices]

    assert not [text for text in (*lists, *(rule.message for rule in schema().rules.values())) if text.missing]


def test_the_plan_has_a_column_for_every_field_that_a_department_fills() -> None:
    for kind, table in ((Kind.SERVICE, SERVICE_RECORD), (Kind.STANDARD, STANDARD_RECORD)):
        assert {found.id for found in fields(kind)} - {"service_id"} <= set(table.columns.keys())


def test_every_rule_of_a_field_is_one_that_the_program_applies() -> None:
    for kind in Kind:
        for checks in _checks(kind):
            assert {rule for rule, _check in (*checks.on_blank, *checks.on_value)} == set(checks.field.rules)


def test_a_field_says_all_that_a_form_needs() -> None:
    name = field(Kind.SERVICE, "service_name_fr")

    assert (name.kind, name.max_length, name.pair, name.is_mandatory) == (FieldKind.TEXT, 350, "service_name", True)
    assert name.label == Bilingual("Service Name (English)".replace("English", "French"), "Nom du service (français)")
    assert pair_label(Kind.SERVICE, "service_name") == Bilingual("Service Name", "Nom du service")


def test_an_address_of_a_service_is_a_text_in_both_languages_too() -> None:
    assert field(Kind.SERVICE, "service_uri_en").pair == "service_uri"
    assert field(Kind.SERVICE, "service_type").pair == ""


def test_code_lists_come_with_their_labels_in_the_registrys_order() -> None:
    assert [choice.code for choice in choices("online_service_yes_no")] == ["N", "NA", "Y"]
    assert schema().lists["service_scope"].label("EXTERN") == Bilingual("External Service", "Service externe")
    assert schema().lists["service_scope"].label("extern") is None
    assert choices("") == ()


def test_the_registry_accepts_the_years_from_2005_to_2030() -> None:
    years = [choice.code for choice in choices("fiscal_year")]

    assert (years[0], years[-1], len(years)) == ("2005-2006", "2029-2030", 25)


def test_codes_are_kept_sorted_and_without_repeats() -> None:
    assert join_codes(("RES", "GNC", "RES")) == "GNC,RES"
    assert split_codes("GNC,RES") == ("GNC", "RES")
    assert split_codes("") == ()


def test_rules_weigh_as_the_schema_says() -> None:
    weights = {name: rule.severity for name, rule in schema().rules.items()}

    assert weights["required"] is Severity.REJECT
    assert weights["volume_without_total"] is Severity.TEMPLATE
    assert weights["outer_space"] is Severity.ALTERED
    assert weights["program_expired"] is Severity.ADVICE


def test_departments_have_names_in_both_languages() -> None:
    assert len(code_lists.departments()) == 354
    found = code_lists.department("aafc-aac")
    assert found is not None
    assert found.name == Bilingual("Agriculture and Agri-Food Canada", "Agriculture et Agroalimentaire Canada")
    assert code_lists.department("no-such") is None


def test_a_program_is_judged_by_department_and_year() -> None:
    listed = code_lists.programs()

    assert listed.state("BEE01", "atssc-scdata", "2024-2025") is ProgramState.VALID
    assert listed.state("BEE01", "atssc-scdata", "2028-2029") is ProgramState.EXPIRED
    assert listed.state("BEE01", "aafc-aac", "2024-2025") is ProgramState.OTHER_DEPARTMENT
    assert listed.state("BEE01", "not-in-the-list", "2024-2025") is ProgramState.VALID
    assert listed.state("XXXXX", "aafc-aac", "2024-2025") is ProgramState.UNKNOWN


def test_a_departments_programs_are_those_valid_in_the_year() -> None:
    listed = code_lists.programs()

    every, today = listed.of("rcmp-grc"), listed.of("rcmp-grc", "2024-2025")

    assert set(today) < set(every)
    assert [program.code for program in today] == sorted(program.code for program in today)
    assert "AYO00" not in {program.code for program in today}


def test_the_plans_own_programs_join_the_list(workspace: Workspace) -> None:
    with workspace.change("Add program") as connection:
        row = {"id": "p", "department": "aafc-aac", "code": "ZZZ99", "name_en": "New", "name_fr": "Nouveau"}
        connection.execute(PROGRAM.insert().values(row))

    listed = programs_with(workspace)

    assert listed.name("ZZZ99") == Bilingual("New", "Nouveau")
    assert listed.state("ZZZ99", "aafc-aac", "2028-2029") is ProgramState.VALID
    assert not code_lists.programs().knows("ZZZ99")
