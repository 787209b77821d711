"""The import of files into a plan: read, judge, back up, write; or only say what would be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app import backups
from app.errors import UnknownDepartmentError
from app.plan_facts import holds_department
from app.registry import code_lists
from app.registry.errors import StaleResultError
from app.registry.judging import FileReport, Judgement, Options, Outcome, judge
from app.registry.messages import explain
from app.registry.plan_json import check_is_empty, load_plan
from app.registry.reading import Sources, read_files
from app.registry.stored import records_of
from app.registry.writing import Write, has_news, take_over
from app.workspace import Workspace
from model import plan_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from app.registry.judging import JudgedRow
    from app.registry.tables import Item
    from model.language import Language


def _quiet(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def import_files(
    plan: Path,
    files: Sequence[Path],
    options: Options,
    *,
    author: str = "",
    dry_run: bool = False,
    told: Callable[[plan_file.Upgraded], None] | None = None,
    progress: Callable[[int, int], object] = _quiet,
) -> Judgement:
    """Import files into a closed plan, as one change set.

    The files are read and judged before the plan is opened for writing; a copy of the plan
    is kept before the first byte is written.

    Args:
        plan: the plan file.
        files: CSV files, workbooks, or one JSON file of a plan.
        options: what is kept.
        author: whoever imports.
        dry_run: True writes nothing.
        progress: told now and then how many rows of how many were judged.
        told: is told when an older plan was brought to today's form.

    Raises:
        app.errors.InputError: a file cannot be read or is not what it claims.
        UnknownDepartmentError: no row is of the department that was asked for, and nobody knows it.
        model.plan_file.PlanFileError: the plan cannot be opened or written.
        app.registry.errors.PlanNotEmptyError: a plan's JSON is to be read into a plan with records.
    """
    sources = read_files(files)
    with Workspace.read(plan) as copy:
        judgement = judge_sources(copy, sources, options, progress)
        if options.department is not None and sources.tables and not judgement.rows:
            _check_department(copy, options.department)
        has_work = sources.plan is not None or has_news(copy, _writes(judgement.writes))
        holder = plan_file.holder(copy.database)
    if dry_run:
        return judgement
    if not has_work:  # a plan that would not change is not touched, but a held one is told all the same
        if plan_file.is_held(plan):
            raise plan_file.PlanHeldError(plan, holder)
        return judgement
    with Workspace.open(plan, author=author) as workspace:
        if told is not None and workspace.upgraded is not None:
            told(workspace.upgraded)
        try:
            _apply(workspace, sources, judgement)
        except StaleResultError:  # somebody else wrote in between: judge what stands now
            judgement = judge_sources(workspace, sources, options)
            _apply(workspace, sources, judgement)
    return judgement


def _check_department(workspace: Workspace, code: str) -> None:
    """Refuse a department that nobody knows when no row is of it: a slip of the hand would import nothing, silently."""
    if code_lists.department(code) is None and not holds_department(workspace, code):
        raise UnknownDepartmentError(code)


def judge_sources(
    workspace: Workspace,
    sources: Sources,
    options: Options,
    progress: Callable[[int, int], object] = _quiet,
) -> Judgement:
    """Return what importing would do to an open plan; nothing is changed.

    Raises:
        app.registry.errors.PlanNotEmptyError: a plan's JSON is to be read into a plan with records.
    """
    if sources.plan is not None:
        check_is_empty(workspace)
        report = FileReport(sources.plan.path, "", "plan", "plan")
        report.counts[Outcome.ADDED] = sources.plan.count
        return Judgement((report,), ())
    return judge(sources.tables, records_of(workspace), options, progress)


def _apply(workspace: Workspace, sources: Sources, judgement: Judgement) -> None:
    if sources.plan is not None:
        backups.back_up(workspace)
        load_plan(workspace, sources.plan)
    else:
        apply_rows(workspace, judgement.writes)


def apply_rows(workspace: Workspace, rows: Iterable[JudgedRow]) -> None:
    """Take judged rows over into an open plan, as one change set; a copy of the plan is kept before.

    Raises:
        app.registry.errors.StaleResultError: the plan was changed since the rows were judged.
        model.plan_file.NoSpaceError: the disk is full; nothing was written.
    """
    take_over(workspace, _writes(rows))


def _writes(rows: Iterable[JudgedRow]) -> list[Write]:
    return [Write(row.kind, row.key, row.before, row.after, row.pairs, row.notes) for row in rows]


def report_json(judgement: Judgement, language: Language, *, dry_run: bool) -> dict[str, Any]:
    """Return the report in the form of the command line's contract."""
    return {"dry_run": dry_run, "files": [_file_json(report, language) for report in judgement.files]}


def _file_json(report: FileReport, language: Language) -> dict[str, Any]:
    return _figures(report) | {
        "rejected": [item_json(item, language) for item in report.rejected],
        "warnings": [item_json(item, language) for item in report.warnings],
    }


def _figures(report: FileReport) -> dict[str, Any]:
    return {
        "path": str(report.path),
        "sheet": report.sheet or None,
        "kind": report.kind,
        "layout": report.layout,
        "added": report.counts[Outcome.ADDED],
        "changed": report.counts[Outcome.CHANGED],
        "unchanged": report.counts[Outcome.UNCHANGED],
    }


def overview_json(judgement: Judgement, language: Language) -> dict[str, Any]:
    """Return the figures of each file and what is told of it as a whole, for the window."""
    return {
        "files": [
            _figures(report) | {"about": [item_json(item, language) | {"facts": item.facts} for item in report.about]}
            for report in judgement.files
        ]
    }


def item_json(item: Item, language: Language) -> dict[str, Any]:
    """Return something told of a row in the form of the contract."""
    return {
        "row": item.row,
        "column": item.column,
        "cell": item.cell or None,
        "value": item.value,
        "rule": item.rule,
        "message": explain(item, language),
    }
