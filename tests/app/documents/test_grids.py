"""Heat tables and timelines: words in each cell, shades that fit, and what they show told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.documents.grids import HeatTable, Span, State, Timeline, heat_table, shaded, timeline
from app.documents.tree import DARKEST, Table, TreeError, text_of_runs
from model.language import Language

EN = Language.EN
LEVELS = ("Not met", "Partly met", "Met")


def _heat() -> HeatTable:
    return HeatTable(
        "Requirements",
        "Requirement",
        ("2023–24", "2024–25"),
        ("7.1", "7.2", "7.3", "7.4"),
        ((0, 2), (1, 1), (2, None), (0, 1)),
        EN,
        levels=LEVELS,
        blank="not rated",
    )


def _texts(table: Table) -> list[list[str]]:
    return [[text_of_runs(cell) for cell in row] for row in table.rows]


def test_each_cell_of_a_heat_table_says_in_words_what_its_shade_shows() -> None:
    table = heat_table(_heat())

    assert _texts(table)[0] == ["7.1", "Not met", "Met"]
    assert _texts(table)[2] == ["7.3", "Met", "not rated"]
    assert table.shades == ((0, 1, DARKEST), (0, 3, 3), (0, DARKEST, 0), (0, 1, 3))


def test_a_heat_table_tells_how_many_stand_where_and_how_many_moved() -> None:
    assert heat_table(_heat()).alt == (
        "Heat table: Requirements. 2024–25 – Met: 1; Partly met: 2; not rated: 1. Lowest (Partly met): 7.2, 7.4. "
        "From the first to the last column, 2 rose, 0 fell and 1 stayed."
    )


def test_a_heat_table_of_figures_names_the_extremes() -> None:
    heat = HeatTable("Requests", "Channel", ("2023–24", "2024–25"), ("Online", "Fax"), ((1000, 2500), (40, 12)), EN)

    table = heat_table(heat)

    assert "Highest: 2,500 (Online, 2024–25). Lowest: 12 (Fax, 2024–25)." in table.alt
    assert table.shades == ((0, 2, DARKEST), (0, 1, 1))


def test_a_heat_table_that_is_not_over_time_counts_all_its_cells_and_names_extremes() -> None:
    heat = replace(_heat(), columns=("Mandate", "Volume"), over_time=False)

    assert heat_table(heat).alt == (
        "Heat table: Requirements. Met: 2; Partly met: 3; Not met: 2; not rated: 1. "
        "Highest on the whole: 7.3. Lowest on the whole: 7.4."
    )


def test_some_columns_of_a_wider_table_can_be_shaded() -> None:
    inner = heat_table(_heat())
    wide = Table(
        inner.caption,
        (inner.columns[0], inner.columns[0], *inner.columns[1:], inner.columns[0]),
        tuple((row[0], row[0], *row[1:], row[0]) for row in inner.rows),
    )

    made = shaded(wide, _heat(), 2)

    assert made.shades == tuple((0, 0, *row[1:], 0) for row in inner.shades)
    assert made.alt == inner.alt


def _timeline() -> Timeline:
    states = (State("Completed", 5), State("Planned", 1))
    spans = (Span("Portal", 0, 2, 0), Span("Form", 1, 1, 1))
    return Timeline("Initiatives", "Initiative", "Status", ("2023–24", "2024–25", "2025–26"), spans, states, EN)


def test_a_timeline_says_in_each_period_what_a_row_does() -> None:
    table = timeline(_timeline())

    assert _texts(table) == [
        ["Portal", "start", "continues", "end", "Completed"],
        ["Form", "—", "start and end", "—", "Planned"],
    ]
    assert table.shades == ((0, 5, 5, 5, 0), (0, 0, 1, 0, 0))


def test_a_timeline_tells_when_most_runs_and_what_ends_last() -> None:
    assert timeline(_timeline()).alt == (
        "Timeline: Initiatives. 2 in all, from 2023–24 to 2025–26. Completed: 1; Planned: 1. "
        "Most at once: 2 (2024–25). Last to end: Portal."
    )


def test_bars_and_levels_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="bar that does not fit"):
        Timeline("T", "a", "b", ("2023–24",), (Span("x", 0, 1, 0),), (State("s", 1),), EN)
    with pytest.raises(ValueError, match="no level"):
        HeatTable("T", "a", ("x",), ("y",), ((3,),), EN, levels=LEVELS)


def test_a_table_with_shades_needs_words_on_what_they_show() -> None:
    table = heat_table(_heat())

    with pytest.raises(TreeError, match="without a word"):
        Table(table.caption, table.columns, table.rows, shades=table.shades)
