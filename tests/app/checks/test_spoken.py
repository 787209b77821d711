"""A text is told to be of the other language by its small words, and never for a name or a title."""

from __future__ import annotations

import csv

import pytest

from app.checks.spoken import is_in_other
from model.language import Language
from tests.app.registry.samples import REAL

EN, FR = Language.EN, Language.FR
ENGLISH = "Clients apply for a licence online, and the decision is sent to their account within ten days."
FRENCH = "Les clients demandent un permis en ligne, et la décision est transmise à leur compte dans les dix jours."


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, FR), (FRENCH, EN), (f"{FRENCH}\n\n{ENGLISH}", FR)])
def test_a_text_or_a_paragraph_of_the_other_language_is_told(text: str, language: Language) -> None:
    assert is_in_other(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, EN),
        (FRENCH, FR),
        ("", FR),
        ("One and the same text", FR),
        ("Library of the Canadian School of Public Service", FR),
        (f"{FRENCH}\nDirective on Service and Digital, Treasury Board of Canada", FR),
        (f"La politique se nomme « The Policy on Service and Digital of the Government of Canada ». {FRENCH}", FR),
    ],
)
def test_names_and_titles_of_the_other_language_are_left_alone(text: str, language: Language) -> None:
    assert not is_in_other(text, language)


def test_no_text_that_departments_published_is_taken_for_the_other_language() -> None:
    asked, wrong = 0, []
    for path in REAL.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for language in Language:
                    texts = [text for name, text in row.items() if name.endswith(f"_{language}") and "uri" not in name]
                    asked += len(texts)
                    wrong += [text for text in texts if is_in_other(text, language)]

    assert asked > 5000
    assert wrong == []


def test_most_published_texts_of_many_words_are_told_under_the_other_language() -> None:
    with (REAL / "service.csv").open(encoding="utf-8-sig", newline="") as file:
        texts = [
            (row[f"service_description_{language}"], language) for row in csv.DictReader(file) for language in Language
        ]

    long = [(text, language) for text, language in texts if len(text.split()) >= 12]
    told = sum(is_in_other(text, language.other) for text, language in long)

    assert told > 0.9 * len(long) > 300
