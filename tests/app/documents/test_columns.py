"""Columns are as wide as their longest word, as far as the table allows."""

from __future__ import annotations

import pytest

from app.documents.columns import column_widths, insets
from app.documents.tree import Align, Column, Run, Table
from model.language import Language


def _table(*columns: tuple[str, int], cell: str = "x") -> Table:
    def runs(text: str) -> tuple[Run, ...]:
        return (Run(text, Language.EN),)

    heads = tuple(Column(runs(title), width) for title, width in columns)
    return Table(runs("T"), heads, (tuple(runs(cell) for _column in heads),))


def test_shares_are_kept_where_every_word_fits() -> None:
    assert column_widths(_table(("A", 1), ("B", 3)), 480) == (120, 360)


def test_a_column_grows_to_its_longest_word_at_the_cost_of_the_roomy_ones() -> None:
    first, second, third = column_widths(_table(("Service", 8), ("Applications", 1), ("ID", 1)), 480)

    assert second >= len("Applications") * 5.1
    assert first < 384
    assert third == pytest.approx(48, abs=8)


@pytest.mark.parametrize("cell", ["x", "anticonstitutionnellement", "https://www.canada.ca/" + "x" * 90])
def test_the_whole_is_always_the_width_of_the_page(cell: str) -> None:
    table = _table(("Indicator", 6), ("Requirement", 1), ("Result", 1), ("Recommendation", 1), ("Target", 1), cell=cell)

    widths = column_widths(table, 480)

    assert sum(widths) == pytest.approx(480)
    assert min(widths) > 20


def test_a_column_that_needs_less_lends_to_one_whose_lines_wrap() -> None:
    def runs(text: str) -> tuple[Run, ...]:
        return (Run(text, Language.EN),)

    heads = tuple(Column(runs(title)) for title in ("Risk", "Likelihood", "Impact", "Rating"))
    rows = ((runs("Proof of identity arrives late, so that services move back to mail"), *map(runs, "448")),)
    risk, *numbers = column_widths(Table(runs("Risks"), heads, rows), 480)

    assert risk > 240
    assert all(25 < number < 90 for number in numbers)


def test_a_date_is_not_broken_inside_its_number() -> None:
    def runs(text: str) -> tuple[Run, ...]:
        return (Run(text, Language.EN),)

    heads = (Column(runs("Actions"), 8), Column(runs("Date"), 1))
    rows = ((runs("Many words that wrap. " * 20), runs("December\u00a031, 2026")),)
    _actions, date = column_widths(Table(runs("Plan"), heads, rows), 480)

    assert date >= len("December 31,") * 4.7


def _rows(*rows: tuple[str, ...]) -> tuple[tuple[tuple[Run, ...], ...], ...]:
    return tuple(tuple((Run(text, Language.FR),) for text in row) for row in rows)


def test_columns_give_to_one_another_until_the_rows_are_low() -> None:
    sector = "Direction générale du patrimoine et des partenariats"
    short = "Accepter une identité numérique."
    rows = _rows(*((f"Initiative {at}", short, sector, "31 mars 2027") for at in range(1, 6)))
    heads = tuple(
        Column((Run(t, Language.FR),), w) for t, w in (("Nom", 2), ("Mesures", 6), ("Secteur", 1), ("Fin", 1))
    )

    _name, measures, sectors, end = column_widths(Table((Run("T", Language.FR),), heads, rows), 660)

    assert sectors > 0.5 * len(sector) * 4.2  # two lines, where its share would give four
    assert measures > len(short) * 4.2  # and still one
    assert end > len("31 mars 2027") * 4.6


def test_words_after_a_column_of_figures_begin_further_in() -> None:
    figures, words = Column((Run("Cible", Language.FR),), align=Align.END), Column((Run("État", Language.FR),))
    table = Table((Run("T", Language.FR),), (words, figures, figures, words), _rows(("a", "1", "2", "—")))

    assert [bool(inset) for inset in insets(table)] == [False, False, False, True]


def test_dates_and_states_stay_on_one_line_where_the_others_can_spare_it() -> None:
    prose = "Offrir en ligne la validation de l’identité des entreprises et des bénévoles, puis étendre le compte. " * 2
    heads = tuple(Column((Run(t, Language.FR),), w) for t, w in (("Mesure", 9), ("Échéance", 1), ("État", 1)))
    rows = _rows((prose, "31 décembre 2026", "Risque de retard"), (prose, "31 mars 2027", "En bonne voie"))

    _measure, due, state = column_widths(Table((Run("T", Language.FR),), heads, rows), 480)

    assert due > len("31 décembre 2026") * 4.6 + 10
    assert state > len("Risque de retard") * 4.1 + 10


def test_a_table_of_ratings_gives_its_names_one_line() -> None:
    names = "Shoreline Works Authorizations", "Trail Conditions and Avalanche Bulletin", "Guide and Outfitter Licensing"
    heads = (
        Column((Run("Service", Language.EN),), 3),
        *(Column((Run(t, Language.EN),), 2, Align.CENTRE) for t in ("Mandate", "Volume", "Critical", "Other", "Score")),
    )
    table = Table((Run("T", Language.EN),), heads, _rows(*((name, *"32213") for name in names * 2)))

    service, *ratings = column_widths(table, 480)

    assert service > len(names[1]) * 4.3
    assert min(ratings) > 40


def test_a_text_whose_pieces_hold_together_gets_the_width_that_they_need() -> None:
    aims = "Taux d’utilisation en ligne\u00a0: " + ", ".join(
        f"{share}\u00a0%\u00a0({year}-{year + 1})" for share, year in ((86, 2024), (88, 2025), (90, 2026))
    )
    result = "Les clients peuvent commencer, suivre et terminer sans papier les services qui comptent le plus."
    heads = tuple(Column((Run(t, Language.FR),), w) for t, w in (("Objectif", 3), ("Résultat", 4), ("Cibles", 5)))
    rows = _rows(*(("Davantage de services en ligne de bout en bout", result, aims) for _ in range(4)))

    objective, expected, targets = column_widths(Table((Run("T", Language.FR),), heads, rows), 480)

    assert targets > 2 * 86 * 0.95  # two targets side by side
    assert targets > expected > objective
