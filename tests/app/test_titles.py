"""Titles that a plan keeps in one text: which language they are in, and the half that a document prints."""

from __future__ import annotations

import pytest

from app.titles import language_of_title, title_in
from model.language import Language

EN, FR = Language.EN, Language.FR


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Marie-Ève Arsenault, President", EN),
        ("Naomi Whitford, Vice-President", EN),
        ("Director General, Client Services", EN),
        ("Naomi Whitford, vice-présidente", FR),
        ("Sous-ministre adjoint, Services numériques", FR),
        ("Équipe des services", FR),
        ("Marie-Ève Arsenault, President / présidente", None),
        ("Jean de la Fontaine", None),
        ("B. Head", None),
        ("Services", None),
        ("", None),
    ],
)
def test_a_title_is_told_by_words_that_one_language_has(text: str, language: Language | None) -> None:
    assert language_of_title(text) is language


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("A. Roy, President / présidente", "A. Roy, President", "A. Roy, présidente"),
        ("A. Roy, président / President", "A. Roy, President", "A. Roy, président"),
        (
            "Director, Client Services / Directrice, Services à la clientèle",
            "Director, Client Services",
            "Directrice, Services à la clientèle",
        ),
        ("A. Roy, President / A. Roy, présidente", "A. Roy, President", "A. Roy, présidente"),
        ("Operations / Regions", "Operations / Regions", "Operations / Regions"),
        ("President / Director", "President / Director", "President / Director"),
        ("VP, Access and Permits / VP, Accès et Permis", "VP, Access and Permits", "VP, Accès et Permis"),
        ("CIO / DPI", "CIO", "DPI"),
        ("A. Roy", "A. Roy", "A. Roy"),
        ("A. Roy, President", "A. Roy, President", "A. Roy, President"),
    ],
)
def test_a_title_in_both_languages_gives_each_its_own_and_nothing_else_is_parted(
    text: str, english: str, french: str
) -> None:
    assert (title_in(text, EN), title_in(text, FR)) == (english, french)
