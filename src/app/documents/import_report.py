"""The report of an import as one web page: what a planner sends to whoever has to mend the file.

Every row that was refused, changed, added or told of is listed; what is unchanged is counted.
The page is written in pieces, so that the window can go on beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.documents.files import file_part
from app.documents.web.look import style
from app.formats import format_date, format_number
from app.i18n import N_, catalog
from app.i18n import language as spoken
from app.labels import field_label
from app.registry.judging import Outcome
from app.registry.layouts import CURRENT, layout_title
from app.registry.result_file import Finding
from app.registry.stored import PUBLISHED, QUARTERS
from app.spreadsheet_text import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from typing import BinaryIO

    from app.registry.judging import Judgement
    from app.registry.result_file import ResultRow
    from model.language import Language

_KINDS: Final = {"services": N_("Services"), "standards": N_("Service standards"), "plan": N_("Plan")}
_PLAN: Final = "plan"
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_QUARTER: Final = N_("{field}, quarter {quarter}")


@dataclass(frozen=True)
class ReportFile:
    """One file or sheet: its name, what it holds and in which layout, and what is told of it as a whole."""

    path: str
    sheet: str
    kind: str
    layout: str
    unchanged: int
    about: tuple[tuple[int, Finding], ...] = ()
    added: int = 0  # of a plan, whose rows are not told one by one

    @property
    def name(self) -> str:
        """Return the file's name with its sheet."""
        return f"{Path(self.path).name} · {self.sheet}" if self.sheet else Path(self.path).name


@dataclass(frozen=True)
class ReportRow:
    """One row, and whether it is taken."""

    row: ResultRow
    is_taken: bool


@dataclass(frozen=True)
class ImportReport:
    """What is reported; ``names`` are what the plan calls its services, by identifier."""

    department: str
    day: date
    is_done: bool
    files: Sequence[ReportFile]
    rows: Sequence[ReportRow]
    names: Mapping[str, str]


def report_files(judgement: Judgement) -> tuple[ReportFile, ...]:
    """Return what a report says of the files of an import."""
    return tuple(
        ReportFile(
            str(file.path),
            file.sheet,
            file.kind,
            file.layout,
            file.counts[Outcome.UNCHANGED],
            tuple((i.row, Finding(i.rule, i.column, i.value, i.cell, "", i.facts)) for i in file.about),
            file.counts[Outcome.ADDED],
        )
        for file in judgement.files
    )


def write_report(report: ImportReport, language: Language, file: BinaryIO) -> None:
    """Write the page in one language.

    Raises:
        OSError: it cannot be written.
    """
    file.writelines(piece.encode("utf-8", "replace") for piece in html_pieces(report, language))


def report_name(department: str, language: Language) -> str:
    """Return the name of the report's file."""
    return f"{file_part(department)}-import-report-{language.value}.html"


def change_label(row: ResultRow, field: str, language: Language | None = None) -> str:
    """Return what a value of a row is called."""
    if field in QUARTERS:
        name, quarter = QUARTERS[field]
        words = catalog(language or spoken()).gettext(_QUARTER)
        return words.format(field=field_label(row.kind.table, name, language), quarter=quarter)
    if field in PUBLISHED:
        return field_label(row.kind.table, field.removeprefix("published_"), language)
    return field_label(row.kind.table, field, language)


def record_name(row: ResultRow, names: Mapping[str, str]) -> str:
    """Return what a planner knows a row's record by: the service's name, or its identifier."""
    return names.get(row.key[2]) or row.after.get("service_name_en", "") or " · ".join(row.key[2:])


def html_pieces(report: ImportReport, language: Language) -> Iterator[str]:
    """Yield the page in one language, a few rows at a time."""
    yield from _Page(report, language).pieces()


def _cell(text: str) -> str:
    """Return what a file or the plan says as a cell: who copies the table into a spreadsheet runs nothing of it."""
    return escape(harmless(text))


class _Page:
    """Writes one page."""

    def __init__(self, report: ImportReport, language: Language) -> None:
        self._report, self._language = report, language
        self._say = catalog(language).gettext
        self._files = {(file.path, file.sheet): file for file in report.files}

    def pieces(self) -> Iterator[str]:
        title = self._say(N_("Import report"))
        yield (
            f'<!DOCTYPE html>\n<html lang="{self._language.value}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            f"<title>{escape(title)} – {escape(self._report.department)}</title>\n"
            f"<style>\n{style().strip()}\ntd,th{{overflow-wrap:anywhere}}td.where{{white-space:nowrap}}\n</style>\n"
            '</head>\n<body>\n<main id="main">\n'
            f"<h1>{escape(title)}</h1>\n"
            f'<p class="period">{escape(self._report.department)}, '
            f"{escape(format_date(self._report.day, self._language))}</p>\n"
        )
        if not self._report.is_done:
            told = self._say(N_("Nothing is written yet: this is what the import would do."))
            yield f'<p class="draft">{escape(told)}</p>\n'
        yield from self._summary()
        yield from self._refused()
        yield from self._told()
        yield from self._changed()
        yield from self._added()
        yield from self._left()
        yield "</main>\n</body>\n</html>\n"

    def _number(self, number: int) -> str:
        return escape(format_number(number, self._language))

    def _table(self, caption: str, heads: Sequence[str], rows: Iterator[str], count: int) -> Iterator[str]:
        """Yield a section with one table; nothing where no row is."""
        if not count:
            return
        yield f"<h2>{escape(caption)} ({self._number(count)})</h2>\n"
        yield f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table>\n<thead><tr>'
        yield "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
        yield "</tr></thead>\n<tbody>\n"
        yield from rows
        yield "</tbody></table></div>\n"

    def _summary(self) -> Iterator[str]:
        heads = (N_("File"), N_("Content"), N_("Added"), N_("Changed"), N_("Unchanged"), N_("Refused"), N_("Left out"))
        yield '<div class="scroll"><table>\n<thead><tr>'
        for place, head in enumerate(heads):
            side = ' class="end"' if place > 1 else ""
            yield f'<th scope="col"{side}>{escape(self._say(head))}</th>'
        yield "</tr></thead>\n<tbody>\n"
        for file in self._report.files:
            figures = self._figures(file)
            content = self._say(_KINDS[file.kind])
            if file.layout not in {CURRENT, _PLAN}:
                content = f"{content}, {layout_title(file.layout).text(self._language)}"
            cells = "".join(f'<td class="end">{self._number(figure)}</td>' for figure in figures)
            yield f'<tr><th scope="row">{escape(file.name)}</th><td>{escape(content)}</td>{cells}</tr>\n'
        yield "</tbody></table></div>\n"

    def _figures(self, file: ReportFile) -> tuple[int, int, int, int, int]:
        if file.kind == _PLAN:
            return file.added, 0, 0, 0, 0
        rows = [one for one in self._report.rows if (one.row.path, one.row.sheet) == (file.path, file.sheet)]
        added = sum(one.is_taken and one.row.before is None for one in rows)
        refused = sum(not one.is_taken and one.row.outcome is Outcome.REFUSED for one in rows)
        left = sum(not one.is_taken and one.row.outcome in {Outcome.ADDED, Outcome.CHANGED} for one in rows)
        changed = sum(one.is_taken and one.row.before is not None for one in rows) - file.unchanged
        return added, changed, file.unchanged, refused, left

    def _place(self, row: ResultRow, cell: str = "") -> str:
        where = cell or self._say(N_("Row {row}")).format(row=row.row)
        return f"{Path(row.path).name}, {f'{row.sheet}, ' if row.sheet else ''}{where}"

    def _record(self, row: ResultRow) -> str:
        name = record_name(row, self._report.names)
        key = " · ".join((*row.key[2:], row.key[1]))
        return f'{_cell(name)}<br><span class="muted">{escape(key)}</span>'

    def _findings(self, row: ResultRow, findings: Sequence[Finding]) -> Iterator[str]:
        for found in findings:
            label = change_label(row, found.column, self._language) if found.column else ""
            named = found.column if label == found.column else f"{label} ({found.column})"
            yield (
                f'<tr><td class="where">{escape(self._place(row, found.cell))}</td><td>{self._record(row)}</td>'
                f"<td>{escape(named)}</td><td>{_cell(found.value)}</td>"
                f"<td>{escape(found.told(row.row, self._language))}</td></tr>\n"
            )

    @property
    def _heads_of_findings(self) -> tuple[str, ...]:
        heads = N_("Where"), N_("Record"), N_("Column"), N_("Value"), N_("What to know, and what to do")
        return tuple(map(self._say, heads))

    def _refused(self) -> Iterator[str]:
        refused = [one.row for one in self._report.rows if one.row.outcome is Outcome.REFUSED and not one.is_taken]
        rows = (line for row in refused for line in self._findings(row, row.finding))
        yield from self._table(self._say(N_("Refused rows")), self._heads_of_findings, rows, len(refused))

    def _told(self) -> Iterator[str]:
        told = [one.row for one in self._report.rows if one.is_taken and (one.row.warnings or one.row.finding)]
        count = sum(len(file.about) for file in self._report.files) + len(told)

        def lines() -> Iterator[str]:
            for file in self._report.files:
                for number, found in file.about:
                    where = self._say(N_("Row {row}")).format(row=number)
                    yield (
                        f'<tr><td class="where">{escape(file.name)}, {escape(where)}</td><td></td>'
                        f"<td>{escape(found.column)}</td><td>{_cell(found.value)}</td>"
                        f"<td>{escape(found.told(number, self._language))}</td></tr>\n"
                    )
            for row in told:
                yield from self._findings(row, (*row.finding, *row.warnings))

        yield from self._table(self._say(N_("To check")), self._heads_of_findings, lines(), count)

    def _changed(self) -> Iterator[str]:
        changed = [one.row for one in self._report.rows if one.is_taken and one.row.before is not None]
        changed = [row for row in changed if row.after or row.notes]
        heads = tuple(map(self._say, (N_("Record"), N_("Field"), N_("Former value"), N_("New value"))))

        def lines() -> Iterator[str]:
            for row in changed:
                for field, after in row.after.items():
                    label = change_label(row, field, self._language)
                    before = (row.before or {}).get(field, "")
                    yield (
                        f"<tr><td>{self._record(row)}</td><td>{escape(label)}</td>"
                        f"<td>{_cell(before) or '–'}</td><td>{_cell(after) or '–'}</td></tr>\n"
                    )
                for note in row.notes:
                    text = note.fr if self._language.value == "fr" else note.en
                    label = self._say(N_("Note"))
                    yield (
                        f"<tr><td>{self._record(row)}</td><td>{escape(label)}</td><td>–</td>"
                        f"<td>{_cell(text)}</td></tr>\n"
                    )

        yield from self._table(self._say(N_("Changed records")), heads, lines(), len(changed))

    def _added(self) -> Iterator[str]:
        added = [one.row for one in self._report.rows if one.is_taken and one.row.before is None]
        yield from self._listed(self._say(N_("New records")), added)

    def _left(self) -> Iterator[str]:
        left = [
            one.row
            for one in self._report.rows
            if not one.is_taken and one.row.outcome in {Outcome.ADDED, Outcome.CHANGED}
        ]
        yield from self._listed(self._say(N_("Left out by choice")), left)

    def _listed(self, caption: str, rows: Sequence[ResultRow]) -> Iterator[str]:
        heads = tuple(map(self._say, (N_("Record"), N_("Department"), N_("Where"))))
        lines = (
            f'<tr><td>{self._record(row)}</td><td>{escape(row.key[0])}</td><td class="where">'
            f"{escape(self._place(row))}</td></tr>\n"
            for row in rows
        )
        yield from self._table(caption, heads, lines, len(rows))
