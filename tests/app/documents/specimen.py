"""A small edition that holds every kind of block, in either language or both."""

from __future__ import annotations

from dataclasses import replace

from app.documents import tree
from app.documents.charts import Chart, ChartKind, Series, SeriesRole, Unit
from app.documents.findings import alternative_text
from app.documents.tree import Align, Column, Run
from model.language import Language

_WORDS = {
    Language.EN: {
        "title": "Service management strategy",
        "table": "Table",
        "figure": "Figure",
        "page": "Page {page} of {total}",
        "draft": "DRAFT",
        "colon": ": ",
        "marking": "Unclassified",
        "department": "Department of Northern Harbours",
        "period": "2024–25 to 2026–27",
        "text": "Clients reach the department on seven channels. Most requests now come in online, and the share grows "
        "each year; telephone remains the first choice of people who need help. ",
    },
    Language.FR: {
        "title": "Stratégie de gestion des services",
        "table": "Tableau",
        "figure": "Figure",
        "page": "Page {page} de {total}",
        "draft": "ÉBAUCHE",
        "colon": "\u00a0: ",
        "marking": "Non classifié",
        "department": "Ministère des Ports nordiques",
        "period": "de 2024-2025 à 2026-2027",
        "text": "Les clients joignent le ministère par sept modes de prestation. La plupart des demandes arrivent "
        "maintenant en ligne, et la part croît chaque année; le téléphone reste le premier choix. ",
    },
}


def document(language: Language, *, draft: bool = False, rows: int = 60) -> tree.Document:
    """Return the document in ``language``."""
    words = _WORDS[language]
    return tree.Document(
        kind="strategy",
        title=words["title"],
        language=language,
        languages=(language,),
        department=words["department"],
        period=words["period"],
        version="Version 1.2",
        date="2026-03-31",
        marking=words["marking"],
        draft=draft,
        marks=tree.Marks(words["table"], words["figure"], words["page"], words["draft"], words["colon"]),
        blocks=_blocks(language, rows),
        made_on="2026-03-31",
    )


def edition(*languages: Language, draft: bool = False, rows: int = 60) -> tree.Edition:
    """Return an edition of the document in each of ``languages``."""
    return tree.Edition(tuple(document(language, draft=draft, rows=rows) for language in languages))


def _blocks(language: Language, rows: int) -> tuple[tree.Block, ...]:
    words, other = _WORDS[language], language.other

    def run(text: str, **more: object) -> tree.Runs:
        return (Run(text, language, **more),)  # type: ignore[arg-type]  # flags of a run, by name

    text = words["text"] * 3
    mixed = (
        Run("« ", language),
        Run(_WORDS[other]["title"], other, emphasis=True),
        Run(" », ", language),
        Run("canada.ca", language, href="https://www.canada.ca/"),
        Run(", x ≤ 3 → ✓ −5 & <b>", language, strong=True),
        Run("1", language, href=f"#{tree.note_target(language, '1')}", note="1"),
        Run("\nᐃᓄᒃᑎᑐᑦ.", language),
    )
    inner = tree.ListBlock((tree.ListItem(run("a below")), tree.ListItem(run(words["text"]))))
    return (
        tree.Cover(
            run(words["department"]), run(words["title"]), run(words["period"]), (run("Version 1.2"),), (run("© 2026"),)
        ),
        tree.PageBreak(),
        tree.Approval((tree.Signatory(run("Role"), run("Jo Bélanger"), run("Signature"), run("Date")),)),
        tree.PageBreak(),
        tree.Contents(run("Contents")),
        tree.Contents(run("Tables"), tree.ListedKind.TABLES),
        tree.Contents(run("Figures"), tree.ListedKind.FIGURES),
        tree.Heading(1, run("Where we stand"), f"{language}-stand", "1", new_page=True),
        tree.Paragraph(run(text)),
        tree.Paragraph(mixed),
        tree.ListBlock((tree.ListItem(run("one"), inner), tree.ListItem(run("two " + words["text"])))),
        tree.ListBlock((tree.ListItem(run("first")), tree.ListItem(run("second"))), ordered=True, start=3),
        tree.Note(run(f"Note {words['text']}")),
        tree.Note(run("Missing"), tree.NoteKind.GAP),
        tree.Heading(2, run("Volumes"), f"{language}-volumes", "1.1"),
        tree.Table(
            run("Volume by channel"),
            (Column(run("Channel"), 3), Column(run("Requests"), 1, Align.END), Column(run("Remark"), 2)),
            tuple(
                (
                    run(f"Channel {n}"),
                    run(f"{n * 1000}"),
                    run(words["text"] if n % 9 == 0 else "—", tone=tree.Tone.GOOD),
                )
                for n in range(rows)
            ),
            total=True,
        ),
        tree.Source(run("Source: inventory")),
        *figures(language),
        tree.Heading(3, run("Deeper"), f"{language}-deeper"),
        tree.Paragraph(run(text)),
        tree.Heading(4, run("Deepest"), f"{language}-deepest"),
        tree.Paragraph(run(text)),
        tree.Footnotes((tree.Footnote("1", run("Said in a note.")),)),
    )


def with_wide_pages(*languages: Language) -> tree.Edition:
    """Return an edition that has a wide table on pages that lie on their side, and an upright page after it."""
    return tree.Edition(
        tuple(replace(part, blocks=(*part.blocks, *_wide(part.language))) for part in edition(*languages).parts)
    )


def _wide(language: Language) -> tuple[tree.Block, ...]:
    words = _WORDS[language]

    def run(text: str) -> tree.Runs:
        return (Run(text, language),)

    return (
        tree.Heading(1, run("Work plan"), f"{language}-wide", "2", new_page=True, wide=True),
        tree.Table(
            run("Steps"),
            tuple(Column(run(f"Column {n}"), 1) for n in range(1, 8)),
            tuple(tuple(run(f"{words['title']} {row}.{n}") for n in range(7)) for row in range(24)),
        ),
        tree.Source(run("Source: plan")),
        tree.Heading(1, run("Upright again"), f"{language}-upright", "3", new_page=True),
        tree.Paragraph(run(words["text"])),
    )


def figures(language: Language) -> tuple[tree.Block, ...]:
    """Return a figure of each kind."""
    channels = ("Online", "Telephone applications and enquiries received", "In person", "Fax")
    years = ("2022-2023", "2023-2024", "2024-2025")
    charts = (
        Chart(
            ChartKind.BAR,
            "Requests by channel",
            channels,
            (
                Series("2023-2024", (900.0, 400, 20, None), SeriesRole.EARLIER),
                Series("2024-2025", (1200.0, 300, 25, None)),
                Series("Target", (1300.0, None, None, None), SeriesRole.TARGET),
            ),
            language,
        ),
        Chart(
            ChartKind.STACKED,
            "Mix of channels",
            years,
            tuple(Series(name, (0.5 - i / 10, 0.3, None)) for i, name in enumerate((*channels, "Other"))),
            language,
            Unit.SHARE,
        ),
        Chart(
            ChartKind.LINE,
            "E-services",
            years,
            (
                Series("Result", (0.41, None, 0.55)),
                Series("Target", (0.45, 0.5, 0.6), SeriesRole.TARGET),
            ),
            language,
            Unit.SHARE,
        ),
    )
    return tuple(tree.Figure(chart, alternative_text(chart), (Run(chart.title, language),)) for chart in charts)
