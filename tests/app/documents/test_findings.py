"""Alternative texts state what a picture shows, in its language, and spell no axis out."""

from __future__ import annotations

from app.documents.charts import Axis, Chart, ChartKind, Point, Scatter, Series, SeriesRole, Unit
from app.documents.findings import alternative_text
from model.language import Language

EN, FR = Language.EN, Language.FR
YEARS = ("2021–22", "2022–23", "2023–24", "2024–25")


def _line(*series: Series, language: Language = EN, unit: Unit = Unit.SHARE, years: tuple[str, ...] = YEARS) -> str:
    return alternative_text(Chart(ChartKind.LINE, "E-services", years, series, language, unit))


def test_a_trend_says_where_it_began_where_it_ended_and_the_change() -> None:
    said = _line(Series("Result", (0.41, 0.5, 0.52, 0.55)))

    assert said == "Line chart: E-services. From 41% (2021–22) to 55% (2024–25), up by 14 percentage points."


def test_a_change_is_the_difference_of_the_figures_that_are_read() -> None:
    said = _line(Series("Result", (0.406, None, None, 0.554)))

    assert "from 41%" in said.lower()
    assert "up by 14 percentage points" in said  # of 41 and 55, not of 14.8


def test_a_peak_between_the_ends_is_told() -> None:
    said = _line(Series("Result", (0.4, 0.7, 0.2, 0.4)))

    assert "unchanged, with a peak of 70% (2022–23), with a low of 20% (2023–24)" in said


def test_results_are_held_against_their_target_and_the_aim_is_named() -> None:
    target = Series("Target", (None, None, 0.6, 0.7), SeriesRole.TARGET)

    said = _line(Series("Result", (0.4, 0.5, 0.55, None)), target)

    assert "55% against a target of 60% (2023–24): 5 percentage points below." in said
    assert said.endswith("Aimed at: 70% (2024–25).")


def test_french_says_it_in_french() -> None:
    years = ("2021-2022", "2022-2023", "2023-2024", "2024-2025")
    said = _line(Series("Demandes", (1200.0, 1500.0, None, 900.0)), language=FR, unit=Unit.COUNT, years=years)

    assert said == (
        "Graphique linéaire\u00a0: E-services. De 1\u00a0200 (2021-2022) à 900 (2024-2025), en baisse de "
        "300 (25\u00a0%), avec un sommet de 1\u00a0500 (2022-2023). Aucune donnée\u00a0: 2023-2024."
    )


def test_bars_name_the_highest_and_the_lowest() -> None:
    chart = Chart(ChartKind.BAR, "Services", ("Grants", "Permits", "Advice"), (Series("n", (12, 3, 7)),), EN)

    assert alternative_text(chart) == "Bar chart: Services. Highest 12 (Grants), lowest 3 (Advice).".replace(
        "(Advice)", "(Permits)"
    )


def test_bars_beside_an_earlier_year_name_the_largest_change() -> None:
    series = (Series("2023–24", (400, 300), SeriesRole.EARLIER), Series("2024–25", (410, 150)))

    said = alternative_text(Chart(ChartKind.BAR, "Requests", ("Online", "Telephone"), series, EN))

    assert said.endswith("Largest change since 2023–24: Telephone, from 300 to 150.")


def test_parts_over_time_name_the_largest_and_what_moved_most() -> None:
    series = (Series("Online", (0.3, 0.4, 0.5, 0.6)), Series("Telephone", (0.7, 0.6, 0.5, 0.4)))
    chart = Chart(ChartKind.STACKED, "Channels", YEARS, series, EN, Unit.SHARE, over_time=True)

    said = alternative_text(chart)

    assert "Largest part (2024–25): Online, 60%." in said
    assert "Largest change since 2021–22: Online, from 30% to 60%." in said


def test_points_tell_extremes_and_whether_both_figures_go_together() -> None:
    points = tuple(Point(f"Service {n}", n * 10.0, n / 10, int(n > 3)) for n in range(1, 7))
    chart = Scatter("Ranking", Axis("Score"), Axis("Stability", Unit.SHARE), points, ("Others", "Priority"), EN)

    said = alternative_text(chart)

    assert said.startswith("Scatter chart: Ranking. 6 points. Others: 3; Priority: 3.")
    assert "Stability: highest 60% (Service 6), lowest 10% (Service 1)." in said
    assert said.endswith("Both figures mostly rise together.")


def test_years_without_a_figure_are_named_and_nothing_else_is_made_up() -> None:
    said = _line(Series("Result", (None, None, 0.5, None)))

    assert "from" not in said.lower()
    assert "50%" in said
    assert "No data: 2021–22; 2022–23; 2024–25." in said


def test_a_change_of_half_percentages_is_that_of_the_figures_that_are_read() -> None:
    said = _line(Series("Result", (0.125, None, None, 0.625)))

    assert "From 13% (2021–22) to 63% (2024–25), up by 50 percentage points." in said


def test_a_result_that_only_rounding_lifts_to_its_target_is_not_said_to_reach_it() -> None:
    target = Series("Target", (None, None, None, 0.8), SeriesRole.TARGET)

    said = _line(Series("Result", (0.7, 0.71, 0.72, 0.796)), target)

    assert "reached" not in said
    assert "80% against a target of 80% (2024–25): just below." in said


def test_names_that_hold_commas_stay_apart_in_a_list() -> None:
    names = ("Grants", "Penalties, protection", "Advice")
    chart = Chart(ChartKind.BAR, "Services", names, (Series("n", (5, 2, 2)),), EN)

    assert alternative_text(chart).endswith("Highest 5 (Grants), lowest 2 (Penalties, protection; Advice).")


def test_points_that_share_the_first_or_the_last_place_are_all_meant() -> None:
    points = tuple(Point(name, x, y) for name, x, y in (("A", 9, 1), ("B", 8, 1), ("C", 2, 0), ("D", 1, 0)))
    chart = Scatter("Scores", Axis("Score"), Axis("Share", Unit.SHARE), points, ("Services",), EN)

    said = alternative_text(chart)

    assert "Share: highest 100% (A; B), lowest 0% (C; D)." in said
    assert "Score: highest 9 (A), lowest 1 (D)." in said


def test_one_target_of_several_is_told_in_the_singular() -> None:
    series = (Series("Result", (0.5, 0.2)), Series("Target", (0.4, 0.6), SeriesRole.TARGET))

    english = alternative_text(Chart(ChartKind.BAR, "Targets", ("A", "B"), series, EN, Unit.SHARE))
    french = alternative_text(Chart(ChartKind.BAR, "Cibles", ("A", "B"), series, FR, Unit.SHARE))

    assert "1 of 2 targets is reached." in english
    assert "1 cible sur 2 est atteinte." in french
