from __future__ import annotations

import inspect
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app import i18n
from app.errors import InputError, TargetError
from app.registry import errors
from app.registry.messages import explain, sentence
from app.registry.reading import read_files
from app.registry.schema import schema
from app.registry.tables import Item
from model.language import Language
from tests.app.registry import samples

if TYPE_CHECKING:
    from collections.abc import Iterator

P = Path("/plans/inventory.csv")
EXAMPLES: dict[type[Exception], tuple[Exception, ...]] = {
    errors.UnreadableFileError: (
        errors.UnreadableFileError(P, missing=True),
        errors.UnreadableFileError(P, missing=False),
    ),
    errors.EmptyFileError: (errors.EmptyFileError(P),),
    errors.WrongTypeError: (errors.WrongTypeError(P, "csv", "pdf"), errors.WrongTypeError(P, "", "picture")),
    errors.EncodingError: (errors.EncodingError(P, 7),),
    errors.BrokenTableError: (errors.BrokenTableError(P, 7),),
    errors.KeyColumnError: (
        errors.KeyColumnError(P, "", ("fiscal_yr", "service_id")),
        errors.KeyColumnError(P, "service", ("service_id",)),
    ),
    errors.RepeatedColumnError: (errors.RepeatedColumnError(P, "service", "service_id"),),
    errors.FormerLayoutError: (errors.FormerLayoutError(P, "portal_2020"),),
    errors.TooManyRowsError: (errors.TooManyRowsError(P, 200_000),),
    errors.TooLargeError: (errors.TooLargeError(P, 200),),
    errors.TooDenseError: (errors.TooDenseError(P, 400),),
    errors.BrokenWorkbookError: (errors.BrokenWorkbookError(P),),
    errors.NoDataSheetError: (errors.NoDataSheetError(P),),
    errors.SheetFormError: (errors.SheetFormError(P, "service", "A3", "v3"),),
    errors.PlanJsonError: (
        errors.PlanJsonError(P, ""),
        errors.PlanJsonError(P, "plan"),
        errors.PlanJsonError(P, "schema", newer=True),
    ),
    errors.MixedInputError: (errors.MixedInputError(P),),
    errors.ResultError: (errors.ResultError(P),),
    errors.PlanNotEmptyError: (errors.PlanNotEmptyError(P),),
    errors.StaleResultError: (errors.StaleResultError(P),),
}


@pytest.fixture
def french() -> Iterator[None]:
    i18n.set_language(Language.FR)
    yield
    i18n.set_language(Language.EN)


def test_every_error_of_the_exchange_has_an_example_here() -> None:
    made = {
        kind
        for _name, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, InputError | TargetError) and kind not in {InputError, TargetError}
    }

    assert made == set(EXAMPLES)


@pytest.mark.parametrize(
    "error", [error for found in EXAMPLES.values() for error in found], ids=lambda e: type(e).__name__
)
def test_an_error_names_the_file_and_how_to_mend_it_in_both_languages(error: Exception) -> None:
    english = sentence(error)
    i18n.set_language(Language.FR)
    french = sentence(error)

    assert english is not None
    assert french is not None
    assert english != french
    for told in (english, french):
        assert str(P) in told
        assert "{" not in told
        assert told.count(". ") >= 1


def test_other_errors_are_left_to_others() -> None:
    assert sentence(ValueError("x")) is None


def test_every_rule_is_explained_in_both_languages() -> None:
    for rule in schema().rules:
        item = Item(2, "service_id", "x", rule)
        assert explain(item, Language.EN) != explain(item, Language.FR)


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (
            Item(2, "a", "x", "max_length", "", ("351", "350")),
            "This text is too long. It has 351 characters; at most 350 are allowed.",
        ),
        (Item(2, "a", "x", "choice", "", ("N, Y",)), "This code is not in the list. Allowed are: N, Y."),
        (
            Item(1, "", "UTF-16", "encoding"),
            "The file is not written in UTF-8 but in UTF-16; it was read as such. Check the accents.",
        ),
        (
            Item(1, "x", "x", "columns", "", ("foreign",)),
            "This column is not one of the registry’s; it was passed over.",
        ),
        (Item(6, "a", "=1", "formula", "C6"), "Formulas are not accepted."),
        (
            Item(2, "a", "x", "max_length", "", ("5000000", "2000")),
            "This text is too long. It has 5,000,000 characters; at most 2,000 are allowed.",
        ),
        (
            Item(1, "", "\t", "delimiter", "", ("tab",)),
            "The cells are not separated by commas but by tabs; they were read as such.",
        ),
    ],
)
def test_an_explanation_says_what_the_limit_is(item: Item, told: str) -> None:
    assert explain(item, Language.EN) == told


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.csv", b"", errors.EmptyFileError),
        ("a.csv", b"%PDF-1.7\n", errors.WrongTypeError),
        ("a.csv", b"<!DOCTYPE html><html></html>", errors.WrongTypeError),
        ("a.csv", b"PK\x03\x04", errors.WrongTypeError),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n", errors.WrongTypeError),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", errors.WrongTypeError),
        ("a.xlsx", b"fiscal_yr,service_id\n", errors.WrongTypeError),
        ("a.json", b"[]", errors.PlanJsonError),
        ("a.json", b"not json", errors.PlanJsonError),
        ("a.bin", b"SQLite format 3\x00", errors.WrongTypeError),
    ],
)
def test_a_file_that_is_not_what_its_name_claims_is_refused(
    tmp_path: Path, name: str, content: bytes, error: type[Exception]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(error):
        read_files([path])


def test_a_name_without_a_known_ending_is_judged_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "inventory.txt"
    path.write_bytes((samples.REAL / "service.csv").read_bytes())

    assert len(read_files([path]).tables[0].rows) == 181


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(errors.UnreadableFileError) as missing:
        read_files([tmp_path / "missing.csv"])
    with pytest.raises(errors.UnreadableFileError) as folder:
        read_files([tmp_path])

    assert (missing.value.missing, folder.value.missing) == (True, False)


@pytest.mark.skipif(os.name != "posix", reason="devices and pipes are files there only")
def test_what_never_ends_is_not_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)

    for path in (Path("/dev/zero"), pipe):
        with pytest.raises(errors.UnreadableFileError):
            read_files([path])


def test_french_messages_have_no_typewriter_apostrophes() -> None:
    told = [explain(Item(2, "service_id", "x", rule), Language.FR) for rule in schema().rules]

    assert [text for text in told if "'" in text] == []


def test_a_plan_is_imported_alone(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(b"{}")

    with pytest.raises(errors.MixedInputError):
        read_files([samples.REAL / "service.csv", path])
