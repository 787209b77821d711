"""Pictures of every kind, easy and hard ones: long French names, many categories, figures near one another."""

from __future__ import annotations

from dataclasses import replace

from app.documents.charts import Axis, Chart, ChartKind, Picture, Point, Scatter, Series, SeriesRole, Unit
from app.documents.findings import alternative_text
from app.documents.grids import HeatTable, Span, State, Timeline, heat_table, timeline
from app.documents.tree import Block, Document, Edition, Figure, Heading, Run, Source, Tone
from model.language import Language
from tests.app.documents import specimen

_SERVICES = {
    Language.EN: (
        "Canadian Agricultural Partnership – AgriMarketing Program",
        "Advance Payments Program",
        "Licensing of fruit and vegetable dealers under the Safe Food for Canadians Regulations",
        "AgriInvest",
        "Requests under the Access to Information Act and the Privacy Act",
        "Farm Debt Mediation Service",
    ),
    Language.FR: (
        "Partenariat canadien pour l’agriculture – Programme Agri-marketing",
        "Programme de paiements anticipés",
        "Délivrance de permis aux marchands de fruits et de légumes – Règlement sur la salubrité des aliments",
        "Agri-investissement",
        "Demandes au titre de la Loi sur l’accès à l’information et de la Loi sur la protection des renseignements",
        "Service de médiation en matière d’endettement agricole",
    ),
}
_WORDS = {
    Language.EN: (
        "Online", "Telephone", "In person", "Mail", "Other channels", "Result", "Target", "Share of services",
    ),
    Language.FR: (
        "En ligne", "Téléphone", "En personne", "Courrier", "Autres modes", "Résultat", "Cible", "Part des services",
    ),
}  # fmt: skip
_TITLES = {
    Language.EN: (
        "Applications by channel", "Mix of channels", "Services that can be used online from end to end",
        "Score and stability of the ranking", "Number of applications", "Others", "Priority services", "Score of 100",
        "Share of the trials in which it stays among the first",
    ),
    Language.FR: (
        "Demandes par mode de prestation", "Répartition entre les modes", "Services en ligne de bout en bout",
        "Note et stabilité du classement", "Nombre de demandes", "Autres", "Services prioritaires", "Note sur 100",
        "Part des essais où il reste parmi les premiers",
    ),
}  # fmt: skip


def years(language: Language, first: int, count: int) -> tuple[str, ...]:
    """Return fiscal years as the language writes them."""
    if language is Language.FR:
        return tuple(f"{year}-{year + 1}" for year in range(first, first + count))
    return tuple(f"{year}–{(year + 1) % 100:02d}" for year in range(first, first + count))


def pictures(language: Language) -> dict[str, Picture]:
    """Return pictures that a document may hold."""
    words, titles, services = _WORDS[language], _TITLES[language], _SERVICES[language]
    five = years(language, 2020, 5)
    result, target = words[5], words[6]
    return {
        "bar": Chart(
            ChartKind.BAR,
            titles[0],
            words[:5],
            (
                Series(five[3], (1_204_300.0, 402_110, 20_400, None, 990), SeriesRole.EARLIER),
                Series(five[4], (1_634_120.0, 300_045, 25_002, 12, 0)),
            ),
            language,
            measure=titles[4],
        ),
        "ranking": Chart(
            ChartKind.BAR, titles[3], services, (Series(titles[7], (87.5, 81.25, 64, 63.5, 40, None)),), language,
            measure=titles[7], decimals=1,
        ),
        "stacked": Chart(
            ChartKind.STACKED,
            titles[1],
            five,
            tuple(
                Series(name, values)
                for name, values in zip(
                    words[:5],
                    (
                        (0.31, 0.38, None, 0.52, 0.6), (0.3, 0.27, None, 0.2, 0.14), (0.2, 0.18, None, 0.12, 0.1),
                        (0.15, 0.12, None, 0.1, 0.13), (0.04, 0.05, None, 0.06, 0.03),
                    ),
                    strict=True,
                )
            ),
            language,
            Unit.SHARE,
            over_time=True,
        ),
        "line": Chart(
            ChartKind.LINE,
            titles[2],
            years(language, 2020, 8),
            (
                Series(result, (0.41, None, 0.5, 0.552, 0.58, None, None, None)),
                Series(target, (None, None, 0.5, 0.56, 0.6, 0.65, 0.7, 0.8), SeriesRole.TARGET),
            ),
            language,
            Unit.SHARE,
            words[7],
        ),
        "lines": Chart(
            ChartKind.LINE,
            titles[2],
            five,
            tuple(
                Series(name, tuple(base + way * at for at in range(5)))
                for name, base, way in zip(words[:4], (0.2, 0.62, 0.4, 0.36), (0.11, -0.1, 0.01, 0.012), strict=True)
            ),
            language,
            Unit.SHARE,
            words[7],
        ),
        "scatter": Scatter(
            titles[3],
            Axis(titles[7], ends=(0, 100)),
            Axis(titles[8], Unit.SHARE, ends=(0, 1)),
            tuple(
                Point(name, x, y, group)
                for name, x, y, group in zip(
                    services, (87.5, 81, 64, 63.5, 40, 78), (1, 0.96, 0.71, 0.69, 0.12, 0.93), (1, 1, 1, 0, 0, 1),
                    strict=True,
                )
            ),
            (titles[5], titles[6]),
            language,
        ),
    }  # fmt: skip


def hard_pictures(language: Language) -> dict[str, Picture]:
    """Return pictures whose labels would touch, were they not placed with care."""
    services, words = _SERVICES[language], _WORDS[language]
    many = tuple(f"{name} {at}" for at in range(8) for name in services)
    word = "Anticonstitutionnellementinterministérielle" * 2
    close = tuple(0.5 + at / 1000 for at in range(8))
    return {
        "48 long names": Chart(ChartKind.BAR, "T", many, (Series("a", tuple(map(float, range(48)))),), language),
        "24 names twice": Chart(
            ChartKind.BAR, "T", many[:24], tuple(Series(name, (1e9,) * 24) for name in words[:2]), language
        ),
        "one endless word": Chart(
            ChartKind.BAR, word, (word, "b"), (Series(word, (1.0, 2.0)),), language, measure=word
        ),
        "endless series": Chart(
            ChartKind.STACKED, "T", ("a", "b"), tuple(Series(name, (1.0, 0.01)) for name in services), language
        ),
        "20 years": Chart(
            ChartKind.LINE, "T", years(language, 2010, 20),
            tuple(Series(f"{size}", tuple(float(at % size) for at in range(20))) for size in (3, 5)),
            language,
        ),
        "long names on a line": Chart(ChartKind.LINE, "T", services, (Series("a", (1.0, None, 3, 2, 5, 1)),), language),
        "lines that lie on one another": Chart(
            ChartKind.LINE, "T", years(language, 2017, 8),
            (*(Series(name, close) for name in words[:3]), Series("t", close, SeriesRole.TARGET)), language, Unit.SHARE,
        ),
        "one year": Chart(ChartKind.LINE, "T", years(language, 2024, 1), (Series("a", (None,)),), language),
        "40 points in a heap": Scatter(
            "T", Axis("x"), Axis("y", Unit.SHARE),
            tuple(Point(name, 50 + at % 7 / 2, 0.5 + at % 5 / 60, at % 2) for at, name in enumerate(many[:40])),
            ("a", "b"), language,
        ),
        "points in one place": Scatter(
            "T", Axis("x"), Axis("y"), tuple(Point(name, 3, 3) for name in services), ("a",), language
        ),
    }  # fmt: skip


_LEVELS = {Language.EN: ("Not met", "Partly met", "Mostly met", "Met"), Language.FR: (
    "Non respectée", "Partiellement respectée", "Largement respectée", "Respectée",
)}  # fmt: skip


def heat_of_ratings(language: Language) -> HeatTable:
    """Return ratings of requirements over four years."""
    is_french = language is Language.FR
    return HeatTable(
        "Exigences par exercice" if is_french else "Requirements by year",
        "Exigence" if is_french else "Requirement",
        years(language, 2021, 4),
        _SERVICES[language],
        ((0, 1, 1, 2), (2, 2, 3, 3), (1, 0, 0, None), (3, 3, 3, 3), (None, 1, 2, 2), (2, 3, 2, 1)),
        language,
        levels=_LEVELS[language],
        blank="non cotée" if is_french else "not rated",
    )


def heat_of_figures(language: Language) -> HeatTable:
    """Return applications by channel over four years."""
    values = (
        (1_204_300, 1_400_020, 1_502_000, 1_634_120), (402_110, 380_000, 300_045, None), (20_400, 24_000, 25_002, 9),
    )  # fmt: skip
    title = _TITLES[language][0]
    return HeatTable(title, "Mode" if language is Language.FR else "Channel", years(language, 2021, 4),
                     _WORDS[language][:3], values, language)  # fmt: skip


def line_of_time(language: Language) -> Timeline:
    """Return initiatives over five years."""
    is_french = language is Language.FR
    states = (
        (State("Terminée", 5, Tone.GOOD), State("En cours", 3, Tone.ACCENT), State("Planifiée", 1, Tone.MUTED))
        if is_french
        else (State("Completed", 5, Tone.GOOD), State("Under way", 3, Tone.ACCENT), State("Planned", 1, Tone.MUTED))
    )
    ends = ((0, 1, 0), (0, 3, 1), (1, 1, 0), (2, 4, 1), (3, 4, 2), (4, 4, 2))
    spans = tuple(Span(name, *end) for name, end in zip(_SERVICES[language], ends, strict=True))
    return Timeline(
        "Initiatives par exercice" if is_french else "Initiatives by year", "Initiative",
        "État" if is_french else "Status", years(language, 2023, 5), spans, states, language,
    )  # fmt: skip


def edition(*languages: Language, hard: bool = False) -> Edition:
    """Return documents that hold every picture, heat tables and a timeline, each with what it shows below."""
    return Edition(tuple(_document(language, hard=hard) for language in languages))


def _document(language: Language, *, hard: bool) -> Document:
    blocks: list[Block] = [Heading(1, (Run("Pictures", language),), f"{language}-pictures")]
    for picture in (hard_pictures if hard else pictures)(language).values():
        said = alternative_text(picture)
        blocks += [Figure(picture, said, (Run(picture.title, language),)), Source((Run(said, language),))]
    heats = (heat_table(heat_of_ratings(language)), heat_table(heat_of_figures(language)))
    for table in (*heats, timeline(line_of_time(language))):
        blocks += [table, Source((Run(table.alt, language),))]
    return replace(specimen.document(language), blocks=tuple(blocks))
