"""The typography of both languages as a table of cases.

``␣`` stands for a no-break space, so that it can be seen; ``|`` parts the columns. A raised ending is written
in ``^…^``. Sources: TERMIUM Plus, *Clefs du français pratique* and *The Canadian Style*, and the look of our screens.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.formats import format_date, format_number, format_percent, format_time, format_year
from app.typography import fold, ordinal_pieces, sort_key, typeset
from model.fiscal_year import FiscalYear
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

EN, FR = Language.EN, Language.FR

FRENCH = """
spaces before the colon            | But : servir                       | But␣: servir
a colon without its space          | But: servir                        | But␣: servir
a colon at the end                 | Les services suivants :            | Les services suivants␣:
a colon after a guillemet          | « Oui »: toujours                  | «␣Oui␣»␣: toujours
a colon after a bracket            | le ministère (ARC): oui            | le ministère (ARC)␣: oui
a colon between digits             | de 10:30 à 11:15                   | de 10:30 à 11:15
an address                         | voir https://canada.ca/fr?a=1      | voir https://canada.ca/fr?a=1
none before the semicolon          | prêt ; partez                      | prêt; partez
none before the question mark      | Quoi ?                             | Quoi?
none before the exclamation mark   | Bravo !                            | Bravo!
guillemets with spaces             | « une fois »                       | «␣une fois␣»
guillemets without                 | «une fois»                         | «␣une fois␣»
a narrow space in guillemets       | « une fois »                       | «␣une fois␣»
straight quotation marks           | le mot "service" seul              | le mot «␣service␣» seul
straight ones around a sentence    | "Dites-le-nous une fois."          | «␣Dites-le-nous une fois.␣»
an elision before a quotation      | l'"une fois"                       | l’«␣une fois␣»
inches are no quotation            | un tuyau de 5" et un de 6"         | un tuyau de 5" et un de 6"
an apostrophe                      | l'état d'aujourd'hui               | l’état d’aujourd’hui
a prime is no apostrophe           | à 5' d'ici                         | à 5' d’ici
an ellipsis                        | et ainsi de suite...               | et ainsi de suite…
four dots are no ellipsis          | page....12                         | page....12
per cent                           | 50 % des demandes                  | 50␣% des demandes
per cent without its space         | 50% des demandes                   | 50␣% des demandes
per cent with a decimal            | 12,5% des demandes                 | 12,5␣% des demandes
per mille                          | 3 ‰ des demandes                   | 3␣‰ des demandes
dollars                            | un droit de 1 200 $                | un droit de 1␣200␣$
dollars and cents                  | un droit de 1 200,50 $             | un droit de 1␣200,50␣$
millions of dollars                | un budget de 5 M$                  | un budget de 5␣M$
thousands of dollars, joined       | un budget de 350k$                 | un budget de 350␣k$
millions in words                  | 3 millions de demandes             | 3␣millions de demandes
milliards in words                 | 2,5 milliards de dollars           | 2,5␣milliards de dollars
groups of three digits             | 12 345 678 demandes                | 12␣345␣678 demandes
four digits are no group           | en 2024 1500 demandes              | en 2024 1500 demandes
degrees                            | gardé à 4 °C                       | gardé à 4␣°C
hours and minutes                  | à 14 h 32                          | à 14␣h␣32
hours and minutes, joined          | à 14h32                            | à 14␣h␣32
hours alone                        | dès 8 h, tous les jours            | dès 8␣h, tous les jours
around the clock                   | ouvert 24h/24                      | ouvert 24h/24
the day and its month              | le 3 mars 2024                     | le 3␣mars 2024
the first of a month               | le 1er avril 2024                  | le 1er␣avril 2024
a fiscal year keeps its hyphen     | l'exercice 2024-2025               | l’exercice 2024-2025
a dash in a fiscal year            | l'exercice 2024–2025               | l’exercice 2024-2025
a dash between words               | Ottawa – Gatineau                  | Ottawa – Gatineau
the number sign                    | le formulaire no 5                 | le formulaire no␣5
the number sign with a ring        | le formulaire nº 5                 | le formulaire nº␣5
pages                              | voir p. 12 et pp. 14-16            | voir p.␣12 et pp.␣14-16
an article                         | l'art. 7 de la Loi                 | l’art.␣7 de la Loi
for example                        | un code, p. ex. 12                 | un code, p.␣ex. 12
a title before a name              | M. Roy, Mme Élie et Dre Côté       | M.␣Roy, Mme␣Élie et Dre␣Côté
a narrow space becomes common      | nom : ici                          | nom␣: ici
accented capitals                  | ÉTAT À JOUR                        | ÉTAT À JOUR
nothing to set                     | Servir le public                   | Servir le public
"""

ENGLISH = """
none before the colon              | Purpose: serve                     | Purpose: serve
a colon with a space stays         | a : b                              | a : b
straight quotation marks           | the word "service" alone           | the word “service” alone
straight ones around a sentence    | "Tell us once."                    | “Tell us once.”
two quotations                     | "one" and "two"                    | “one” and “two”
a quotation in brackets            | (the "once" rule)                  | (the “once” rule)
inches are no quotation            | a 5" pipe and a 6" one             | a 5" pipe and a 6" one
single quotation marks             | a 'once' rule                      | a ‘once’ rule
an apostrophe                      | the department's services          | the department’s services
a possessive plural                | the clients' needs                 | the clients’ needs
a decade                           | since the '90s                     | since the ’90s
an ellipsis                        | and so on...                       | and so on…
per cent                           | 50% of requests                    | 50% of requests
per cent with a space              | 50 % of requests                   | 50% of requests
a range of percentages             | 10-20% of requests                 | 10–20% of requests
dollars                            | a fee of $1,200.50                 | a fee of $1,200.50
millions of dollars                | a budget of $5 million             | a budget of $5␣million
a time of day                      | at 2:32 p.m.                       | at 2:32␣p.m.
a month and its day                | by April 1, 2024                   | by April␣1, 2024
a month and a year                 | by April 2024                      | by April 2024
a fiscal year                      | in 2024-25                         | in 2024–25
a fiscal year over the century     | in 1999-00                         | in 1999–00
a period of years                  | the 2024-2027 strategy             | the 2024–2027 strategy
a month in figures                 | on 2024-12                         | on 2024-12
a date in figures                  | on 2024-04-01                      | on 2024-04-01
years in an identifier             | SRV-2024-2025-01                   | SRV-2024-2025-01
years in an address                | https://canada.ca/2024-25/x        | https://canada.ca/2024-25/x
a telephone number                 | 613-555-1234                       | 613-555-1234
the number sign                    | form No. 5                         | form No.␣5
a section of an act                | under s. 7 of the Act              | under s.␣7 of the Act
pages                              | see p. 12                          | see p.␣12
a title before a name              | Ms. Roy and Dr. Côté               | Ms.␣Roy and Dr.␣Côté
a hyphen in a word                 | end-to-end e-services              | end-to-end e-services
nothing to set                     | Serve the public                   | Serve the public
"""

RAISED = """
first, masculine                   | le 1er avril                       | le 1^er^ avril
first, feminine                    | la 1re fois                        | la 1^re^ fois
first, plural                      | les 1ers résultats                 | les 1^ers^ résultats
second                             | la 2e année                        | la 2^e^ année
with two digits                    | le 21e siècle                      | le 21^e^ siècle
with three digits                  | le 150e anniversaire               | le 150^e^ anniversaire
in Roman figures                   | le XXIe siècle                     | le XXI^e^ siècle
two in one text                    | le 1er et le 2e                    | le 1^er^ et le 2^e^
no ordinal                         | elle et 12 erreurs, étape 2        | elle et 12 erreurs, étape 2
a code                             | le code 2e5                        | le code 2e5
"""

DAY, FIRST, CHRISTMAS = date(2026, 11, 24), date(2026, 4, 1), date(2026, 12, 25)
YEAR = FiscalYear(2024)
FORMATS: tuple[tuple[str, Callable[[Language], str], str, str], ...] = (
    ("a whole number", lambda spoken: format_number(12345, spoken), "12,345", "12␣345"),
    ("a small number", lambda spoken: format_number(999, spoken), "999", "999"),
    ("four digits", lambda spoken: format_number(1234, spoken), "1,234", "1␣234"),
    ("millions", lambda spoken: format_number(1234567, spoken), "1,234,567", "1␣234␣567"),
    ("a decimal", lambda spoken: format_number(12345.6, spoken, decimals=1), "12,345.6", "12␣345,6"),
    ("two decimals", lambda spoken: format_number(0.5, spoken, decimals=2), "0.50", "0,50"),
    ("below zero", lambda spoken: format_number(-1200, spoken), "−1,200", "−1␣200"),
    ("zero", lambda spoken: format_number(0, spoken), "0", "0"),
    ("a percentage", lambda spoken: format_percent(0.5, spoken), "50%", "50␣%"),
    ("a percentage in tenths", lambda spoken: format_percent(123.456, spoken, decimals=1), "12,345.6%", "12␣345,6␣%"),
    ("the whole", lambda spoken: format_percent(1, spoken), "100%", "100␣%"),
    ("a fall", lambda spoken: format_percent(-0.05, spoken), "−5%", "−5␣%"),
    ("a fiscal year", lambda spoken: format_year(YEAR, spoken), "2024–25", "2024-2025"),
    ("the turn of a century", lambda spoken: format_year(FiscalYear(1999), spoken), "1999–00", "1999-2000"),
    ("a date", lambda spoken: format_date(DAY, spoken), "November 24, 2026", "24 novembre 2026"),
    ("the first of a month", lambda spoken: format_date(FIRST, spoken), "April 1, 2026", "1er avril 2026"),
    ("a month with an accent", lambda spoken: format_date(CHRISTMAS, spoken), "December 25, 2026", "25 décembre 2026"),
    ("the afternoon", lambda spoken: format_time(time(14, 32), spoken), "2:32␣p.m.", "14␣h␣32"),
    ("the morning", lambda spoken: format_time(time(9, 5), spoken), "9:05␣a.m.", "9␣h␣05"),
    ("noon", lambda spoken: format_time(time(12, 0), spoken), "12:00␣p.m.", "12␣h␣00"),
    ("midnight", lambda spoken: format_time(time(0, 0), spoken), "12:00␣a.m.", "0␣h␣00"),
)

SORTED = (
    ("accents from the end in French", FR, "cote < côte < coté < côté < coter"),
    ("accents from the start in English", EN, "cote < coté < côte < côté < coter"),
    ("accents of the same letters", FR, "pêche < péché < pécher"),
    ("letters before accents", FR, "eau < école < écurie < élan < ère < Europe"),
    ("a ligature is two letters", FR, "odeur < œil < œuvre < officiel"),
    ("another ligature", EN, "advice < æon < afford"),
    ("a cedilla", FR, "ça < cacao < cadre"),
    ("small letters first", EN, "apple < permit < Permit < zone"),
    ("capitals with accents", FR, "arrêt < État < Été < étude < fin"),
    ("a word before what begins with it", FR, "agri < agri‑food < agriculture"),
    ("figures before letters", EN, "2024 < Accounts"),
    ("either apostrophe", FR, "l'accès < l’eau < l'île"),
)

FOLDED = """
accents          | Réponse à l’élève     | reponse a l'eleve
ligatures        | Œuvre, cæcum          | oeuvre, caecum
a no-break space | 12␣345                | 12 345
a hyphen's kinds | Agri‑food – food      | agri-food - food
quotation marks  | «␣une fois␣»          | " une fois "
case             | ÉTÉ                   | ete
"""


def rows(table: str) -> list[tuple[str, str, str]]:
    """Return name, first and second column of each line."""
    lines = (line.replace("␣", "\N{NO-BREAK SPACE}").split("|") for line in table.strip().splitlines())
    return [(name.strip(" "), first.strip(" "), second.strip(" ")) for name, first, second in lines]


def named(table: str) -> list[object]:
    """Return the lines as parameters that are named by their first column."""
    return [pytest.param(first, second, id=name) for name, first, second in rows(table)]


def shown(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", "␣")


@pytest.mark.parametrize(("typed", "printed"), named(FRENCH))
def test_french_is_set_as_canadian_print_sets_it(typed: str, printed: str) -> None:
    assert shown(typeset(typed, FR)) == shown(printed)


@pytest.mark.parametrize(("typed", "printed"), named(ENGLISH))
def test_english_is_set_as_canadian_print_sets_it(typed: str, printed: str) -> None:
    assert shown(typeset(typed, EN)) == shown(printed)


@pytest.mark.parametrize(
    ("language", "printed"), [(FR, row[2]) for row in rows(FRENCH)] + [(EN, row[2]) for row in rows(ENGLISH)]
)
def test_what_is_set_already_stays_as_it_is(language: Language, printed: str) -> None:
    assert typeset(printed, language) == printed


@pytest.mark.parametrize(("typed", "printed"), named(RAISED))
def test_the_endings_of_french_ordinals_are_raised(typed: str, printed: str) -> None:
    pieces = ordinal_pieces(typed, FR)

    assert "".join(f"^{text}^" if raised else text for text, raised in pieces) == printed
    assert ordinal_pieces(typed, EN) == ((typed, False),)


@pytest.mark.parametrize(("write", "english", "french"), [pytest.param(*row[1:], id=row[0]) for row in FORMATS])
def test_numbers_dates_and_times_are_written_as_each_language_does(
    write: Callable[[Language], str], english: str, french: str
) -> None:
    assert (shown(write(EN)), shown(write(FR))) == (english, french)


@pytest.mark.parametrize(("language", "order"), [pytest.param(*row[1:], id=row[0]) for row in SORTED])
def test_words_are_sorted_as_each_language_does(language: Language, order: str) -> None:
    words = order.split(" < ")
    backwards = list(reversed(words))

    assert sorted(backwards, key=lambda word: sort_key(word, language)) == words


@pytest.mark.parametrize(("text", "folded"), named(FOLDED))
def test_searching_sees_no_accents_cases_or_kinds_of_signs(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_the_table_is_long_enough_to_be_trusted() -> None:
    tables = (FRENCH, ENGLISH, RAISED, FOLDED)

    assert sum(map(len, map(rows, tables))) + len(FORMATS) + len(SORTED) >= 80


letters = st.text(alphabet=" \u00a0\u202f\t\nabshMeé'\"’“”«»‘.,:;!?%‰$°-–()0123456789…", max_size=40)
words = st.lists(
    st.sampled_from(
        [
            "l'",
            "«",
            "»",
            '"',
            "'",
            "5",
            "2024-25",
            "2024–2025",
            "%",
            "$",
            "M.",
            "Roy",
            "p.",
            "ex.",
            "h",
            "30",
            "...",
            ":",
            ";",
            "1er",
            "mai",
            "No.",
            "'90s",
            "clients'",
            "a",
            " ",
            "\u00a0",
            "–",
            "-",
        ]
    ),
    max_size=14,
).map("".join)


@given(text=st.one_of(letters, words, st.text()), language=st.sampled_from(Language))
@example(text="« ! »", language=FR)
@example(text='"a" "b"', language=EN)
def test_setting_twice_changes_nothing_more(text: str, language: Language) -> None:
    once = typeset(text, language)

    assert typeset(once, language) == once


@given(text=st.one_of(letters, words), language=st.sampled_from(Language))
def test_setting_changes_signs_and_spaces_alone(text: str, language: Language) -> None:
    assert [sign for sign in typeset(text, language) if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
