"""Numbers of both languages, read so that they can be compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.numbers import disagreement, numbers_in
from model.language import Language


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("1,250,000 visits", "1 250 000 visites"),
        ("1,250 visits", "1\u00a0250 visites"),
        ("12.5% of 40", "12,5\u00a0% de 40"),
        ("$1,200.50", "1\u00a0200,50\u00a0$"),
        ("2024–25", "2024-2025"),
        ("from 2024-2025 to 2026-27", "de 2024-2025 à 2026-2027"),
        ("April 1, 2026", "1er avril 2026"),
        ("open from 8:30 a.m. to 4:30 p.m.", "ouvert de 8 h 30 à 16 h 30"),
        ("noon to 5 p.m.", "midi à 17 h"),
        ("12 a.m. and 12 p.m.", "0 h et 12 h"),
        ("within five days", "dans les 5 jours"),
        ("24 hours a day, 7 days a week", "24 heures par jour, 7 jours sur 7"),
        ("Call 1-800-622-6232", "Composez le 1-800-622-6232"),
        ("See https://a.ca/2023/x", "Voir https://a.ca/fr/autre"),
        ("{{indicator:services_total@2024-2025}} services", "services"),
        ("0.80", "0,8"),
        ("80% of 15 services[^10]", "80\u00a0% des 15 services[^11]"),
        ("1990s", "années 1990"),
        ("", ""),
    ],
)
def test_the_same_numbers_are_recognized_in_both_languages(english: str, french: str) -> None:
    assert disagreement(english, french) is None


@pytest.mark.parametrize(
    ("english", "french", "told"),
    [
        ("within 30 days", "dans les 20 jours", ("30", "20")),
        ("within 30 days", "dans les jours", ("30", "–")),
        ("by 2025-26", "d’ici 2026-2027", ("2025", "2027")),
        ("1,250", "12 500", ("1250", "12500")),
        ("12.5%", "12\u00a0%", ("12.5", "12")),
        ("40 and 40", "40", ("40", "–")),
    ],
)
def test_other_numbers_are_told(english: str, french: str, told: tuple[str, str]) -> None:
    assert disagreement(english, french) == told


def test_a_number_of_thousands_of_digits_is_compared_as_any_other() -> None:
    endless = "9" * 5000

    assert disagreement(endless, endless) is None
    assert disagreement(endless, "0.05") == (endless, "0.05")


@given(st.text("0123456789 ,.:-/–hapm\u00a0\u202fx€%", max_size=40), st.sampled_from(Language))
def test_numbers_read_at_a_glance_are_those_read_closely(text: str, language: Language) -> None:
    closely = text + " [^"  # looks like the call of a footnote, and is none

    assert numbers_in(text, language) == numbers_in(closely, language)
