"""``jalon import``: services and standards in the registry's forms, or a plan's JSON, into a plan."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app import i18n
from app.cli.options import filled, json_option, plan_argument
from app.documents.files import FileSet, prepare_folder, put
from app.documents.import_report import ImportReport, ReportRow, report_files, report_name, write_report
from app.errors import UsageError
from app.i18n import N_, _, ngettext
from app.plan_facts import own_department
from app.registry.importing import import_files, overview_json, report_json
from app.registry.judging import Options, Outcome
from app.registry.messages import explain
from app.registry.result_file import result_rows, write_result
from app.registry.stored import service_names
from app.workspace import Workspace
from model.language import Language

if TYPE_CHECKING:
    import argparse

    from app.cli.output import Output
    from app.registry.judging import FileReport, Judgement
    from app.registry.tables import Item
    from model.plan_file import Upgraded

_REFUSED: Final = N_("{file}, {where}: refused ({rule}). {message}")
_WARNED: Final = N_("{file}, {where}: warning ({rule}). {message}")
_TOLD: Final = 50
"""Rows that are told one by one on a screen; ``--json`` lists all of them."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    plan_argument(parser)
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar=_("FILE"),
        help=_("CSV file or workbook (.xlsx) of the registry, or a plan’s JSON"),
    )
    parser.add_argument(
        "--department",
        type=filled,
        metavar=_("CODE"),
        help=_("keep this department’s rows only; otherwise all are held"),
    )
    parser.add_argument(
        "--drafts",
        action="store_true",
        help=_("keep rows that the registry would refuse, where their values can be stored"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be done and change nothing"))
    parser.add_argument(
        "--result",
        type=Path,
        metavar=_("FILE"),
        help=_("with --dry-run: write what would be done, one JSON line a row"),
    )
    parser.add_argument(
        "--overview",
        type=Path,
        metavar=_("FILE"),
        help=_("with --dry-run: write the figures of each file as JSON"),
    )
    parser.add_argument(
        "--report",
        type=Path,
        metavar=_("FOLDER"),
        help=_("write a report of every row, a web page in each language, into a folder"),
    )
    json_option(parser)


def run(args: argparse.Namespace) -> int:
    """Import; return 1 when a row was refused, else 0."""
    if not args.dry_run and (args.result is not None or args.overview is not None):
        raise UsageError
    if args.report is not None:
        prepare_folder(args.report)
    options = Options(None if args.department == "all" else args.department, args.drafts)
    args.output.progress(0, 1)
    judgement = import_files(
        args.plan,
        args.files,
        options,
        author=args.author,
        dry_run=args.dry_run,
        told=lambda done: args.output.tell(_upgraded(args.plan, done)),
        progress=args.output.progress,
    )
    if args.result is not None:
        put(args.result, lambda file: write_result(judgement, file, i18n.language()), args.work)
    if args.overview is not None:
        overview = json.dumps(overview_json(judgement, i18n.language()), ensure_ascii=False)
        put(args.overview, lambda file: file.write(overview.encode("utf-8", "surrogatepass")), args.work)
    reports = _write_reports(judgement, args) if args.report is not None else ()
    args.output.progress(1, 1)
    if args.json:
        document = report_json(judgement, i18n.language(), dry_run=args.dry_run)
        if reports:
            document["reports"] = [str(path) for path in reports]
        args.output.json(document)
    else:
        _tell(judgement, args.output, dry_run=args.dry_run)
        for path in reports:
            args.output.line(str(path))
    return 1 if judgement.has_refused else 0


def _upgraded(plan: Path, done: Upgraded) -> str:
    words = _("{path} was made by an earlier version and now has today’s form. The old one lies beside it: {name}.")
    return words.format(path=plan, name=done.kept.name)


def _write_reports(judgement: Judgement, args: argparse.Namespace) -> tuple[Path, ...]:
    """Write the report in both languages and return where it lies."""
    with Workspace.read(args.plan) as workspace:
        department, names = own_department(workspace), service_names(workspace)
    rows = tuple(ReportRow(row, row.outcome is not Outcome.REFUSED) for row in result_rows(judgement, i18n.language()))
    report = ImportReport(
        department=department,
        day=datetime.now(UTC).astimezone().date(),
        is_done=not args.dry_run,
        files=report_files(judgement),
        rows=rows,
        names=names,
    )
    with FileSet(args.report, args.work) as files:
        for language in Language:
            files.add(report_name(department, language), partial(write_report, report, language))
        return files.put()


def _tell(judgement: Judgement, output: Output, *, dry_run: bool) -> None:
    if dry_run:
        output.line(_("Nothing was changed. An import would do this:"))
    for report in judgement.files:
        output.line(_summary(report))
        _tell_items(output, report, report.rejected, _REFUSED)
        _tell_items(output, report, report.warnings, _WARNED)


def _summary(report: FileReport) -> str:
    place = f"{report.path} [{report.sheet}]" if report.sheet else str(report.path)
    refused = len({item.row for item in report.rejected})
    return _("{place}: added {added}, changed {changed}, unchanged {unchanged}, refused {refused}").format(
        place=place,
        added=report.counts[Outcome.ADDED],
        changed=report.counts[Outcome.CHANGED],
        unchanged=report.counts[Outcome.UNCHANGED],
        refused=refused,
    )


def _tell_items(output: Output, report: FileReport, items: list[Item], form: str) -> None:
    for item in items[:_TOLD]:
        where = item.cell or (_("row {row}, {column}") if item.column else _("row {row}")).format(
            row=item.row, column=item.column
        )
        told = explain(item, i18n.language())
        output.tell(_(form).format(file=report.path.name, where=where, rule=item.rule, message=told))
    left = len(items) - _TOLD
    if left > 0:
        told = ngettext("… and {count} more; --json lists it.", "… and {count} more; --json lists them all.", left)
        output.tell(told.format(count=left))
