"""Cells of a spreadsheet find their services and fields, and those without a place are named."""

from __future__ import annotations

from app.inventory.bulk import Wish
from app.inventory.errors import BeyondTheTableError, NoSuchServiceError, NotAFieldError
from app.inventory.pasting import Paste, Target, read_paste, title_key
from app.pieces import whole
from app.spreadsheet_text import from_tabs

TITLES = {
    title_key(title): field
    for title, field in {
        "Identifier": "service_id",
        "Identificateur": "service_id",
        "Online": "num_applications_online",
        "Mail": "num_applications_by_mail",
    }.items()
}
SERVICES = {"133": "a", "134": "b"}
TARGET = Target(("b", "c"), ("num_applications_online", "", "service_fee"), ("Online", "Change", "Fee"))


def read(text: str) -> Paste:
    return whole(read_paste(list(from_tabs(text)), TITLES, SERVICES, TARGET))


def test_lines_with_an_identifier_go_to_the_service_that_they_name() -> None:
    paste = read("Mail\tIDENTIFICATEUR\tonline *\n5\t133\t7\n\t\t\n6\t999\t8\n")

    assert paste.is_matched
    assert paste.wishes == (
        Wish("a", "num_applications_by_mail", "5"),
        Wish("a", "num_applications_online", "7"),
    )
    assert [(one.line, type(one.error)) for one in paste.misplaced] == [(4, NoSuchServiceError)]


def test_a_title_that_no_field_has_is_told_once() -> None:
    paste = read("Identifier\tRemark\tOnline\n133\tx\t1\n134\ty\t2")

    assert [wish.text for wish in paste.wishes] == ["1", "2"]
    assert [(one.title, type(one.error)) for one in paste.misplaced] == [("Remark", NotAFieldError)]


def test_ten_numbers_go_down_from_the_chosen_cell() -> None:
    paste = read("10\n20\n30")

    assert paste.wishes == (
        Wish("b", "num_applications_online", "10"),
        Wish("c", "num_applications_online", "20"),
    )
    assert [(one.line, one.text, type(one.error)) for one in paste.misplaced] == [(3, "30", BeyondTheTableError)]


def test_cells_go_to_the_right_and_not_into_what_is_worked_out() -> None:
    paste = read("1\t9%\tY\textra")

    assert paste.wishes == (Wish("b", "num_applications_online", "1"), Wish("b", "service_fee", "Y"))
    assert [type(one.error) for one in paste.misplaced] == [NotAFieldError, BeyondTheTableError]


def test_titles_without_an_identifier_say_which_fields_are_filled() -> None:
    paste = read("Mail\tOnline\n1\t2\n3\t4")

    assert paste.wishes == (
        Wish("b", "num_applications_by_mail", "1"),
        Wish("b", "num_applications_online", "2"),
        Wish("c", "num_applications_by_mail", "3"),
        Wish("c", "num_applications_online", "4"),
    )


def test_one_cell_that_is_also_a_title_is_a_value() -> None:
    assert read("Online").wishes == (Wish("b", "num_applications_online", "Online"),)


def test_nothing_pasted_is_nothing() -> None:
    assert read("") == Paste((), (), is_matched=False)
