"""The catalog tool finds every message and refuses every French that is not right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Message
from catalog_rules import faults
from catalogs import Catalogs, main

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = '''"""A screen."""
from app.i18n import N_, _, catalog, ngettext, pgettext
LABEL = N_("Rename service")
def show(language, count):
    say, many = catalog(language).gettext, catalog(language).ngettext
    # Translators: on a button
    say("Save")
    many("{count} row", "{count} rows", count)
    catalog(language).gettext("Annual " "report")
    pgettext("verb", "Open")
    return _(LABEL)
'''


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "src" / "app").mkdir(parents=True)
    (tmp_path / "resources" / "i18n").mkdir(parents=True)
    (tmp_path / "src" / "app" / "screen.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "resources" / "i18n" / "parser-messages.txt").write_text('# list\n"usage: "\n', encoding="utf-8")
    return tmp_path


@pytest.fixture
def french(tmp_path: Path) -> Path:
    folder = tmp_path / "french"
    folder.mkdir()
    words = {
        "Rename service": "Renommer le service",
        "Save": "Enregistrer",
        "{count} row|{count} rows": ["{count} ligne", "{count} lignes"],
        "Annual report": "Rapport annuel",
        "verb\u0004Open": "Ouvrir",
        "usage: ": "utilisation\u00a0: ",
    }
    (folder / "screen.json").write_text(json.dumps(words), encoding="utf-8")
    return folder


def run(checkout: Path, *arguments: str) -> int:
    return main(["--root", str(checkout), *arguments])


def fill(checkout: Path, french: Path) -> None:
    for step in (("extract",), ("update",), ("merge", str(french)), ("compile",)):
        assert run(checkout, *step) == 0


def test_messages_are_found_under_each_name_of_gettext(checkout: Path) -> None:
    found = Catalogs(checkout).source().messages

    assert sorted(key.merge_id for key in found) == [
        "Annual report",
        "Rename service",
        "Save",
        "usage: ",
        "verb\u0004Open",
        "{count} row|{count} rows",
    ]


def test_the_translator_reads_the_comment_above_the_message(checkout: Path) -> None:
    assert "#. Translators: on a button" in Catalogs(checkout).extract()


def test_a_filled_catalog_passes_the_check(checkout: Path, french: Path) -> None:
    fill(checkout, french)

    assert run(checkout, "check") == 0


def test_extracting_twice_changes_no_byte(checkout: Path, french: Path) -> None:
    fill(checkout, french)
    catalogs = Catalogs(checkout)
    before = catalogs.template.read_bytes(), catalogs.french.read_bytes()

    fill(checkout, french)

    assert (catalogs.template.read_bytes(), catalogs.french.read_bytes()) == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('"Save"', '"Store"'), "'Store' is missing"),
        (("Save", "Saved"), "'Save' is no longer in the source"),
        (('say("Save")', 'say(f"{count}")'), "put together before it is looked up"),
        (('say("Save")', 'say("Save".format())'), "put together before it is looked up"),
    ],
)
def test_a_source_that_moved_on_fails_the_check(
    checkout: Path, french: Path, change: tuple[str, str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(checkout, french)
    (checkout / "src" / "app" / "screen.py").write_text(SOURCE.replace(*change), encoding="utf-8")

    code = run(checkout, "check")

    assert code == 1
    assert told in capsys.readouterr().out


def test_a_message_without_french_fails_the_check(
    checkout: Path, french: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (french / "screen.json").write_text('{"Save": "Enregistrer"}', encoding="utf-8")
    fill(checkout, french)

    code = run(checkout, "check")

    assert code == 1
    assert "'Annual report' is not translated" in capsys.readouterr().out


def test_an_update_drops_what_the_source_no_longer_says(checkout: Path, french: Path) -> None:
    fill(checkout, french)
    (checkout / "src" / "app" / "screen.py").write_text(SOURCE.replace('say("Save")', "pass"), encoding="utf-8")

    run(checkout, "extract")
    run(checkout, "update")

    assert "Enregistrer" not in Catalogs(checkout).french.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "text", "told"),
    [
        ("{count} left", "reste", "has the places"),
        ("%(prog)s", "%s", "has the places"),
        ("the year", "l'année", "ASCII apostrophe"),
        ("the “year”", 'l’«\u00a0année\u00a0» "civile"', "straight quotation mark"),
        ("Year: {year}", "Année : {year}", "before the colon"),
        ("{share}%", "{share} %", "before the percent sign"),
        ("{cost} dollars", "{cost} $", "before the dollar sign"),
        ("“{name}”", "«\u00a0{name} »", "before the closing quotation mark"),
        ("“{name}”", "« {name}\u00a0»", "after the opening quotation mark"),
        ("Save?", "Enregistrer\u00a0?", "a space before ; ! or ?"),
        ("Saving…", "Enregistrement...", "three dots"),
        ("Name ", "Nom", "other white space"),
        ("One\ntwo", "Un deux", "number of lines"),
        ("&File", "Fichier", "access key"),
        ("{count}", "{count", "cannot be filled in"),
    ],
)
def test_french_that_is_not_right_is_told(source: str, text: str, told: str) -> None:
    assert any(told in fault for fault in faults(Message(source, text)))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Address: https://canada.ca", "Adresse\u00a0: https://canada.ca"),
        ("At {time} 14:30", "À {time} 14:30"),
        ("{share}% of {name}", "{share}\u00a0% de {name}"),
        ("100% done", "Fait à 100\u00a0% demain"),
        ("Plans (*.jalon)", "Plans (*.jalon)"),
        ("“{name}”; sure?", "«\u00a0{name}\u00a0»; certain?"),
    ],
)
def test_canadian_typography_passes(source: str, text: str) -> None:
    assert list(faults(Message(source, text))) == []


def test_both_french_forms_hold_the_values_of_the_plural() -> None:
    message = Message(("One row", "{count} rows"), ("Une ligne", "{count} lignes"))

    assert any("has the places" in fault for fault in faults(message))
