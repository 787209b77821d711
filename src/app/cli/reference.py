"""``jalon reference``: a published inventory of every department, kept outside the plans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import i18n
from app.cli.options import json_option
from app.errors import UsageError
from app.formats import format_date, format_number, format_year
from app.i18n import _, ngettext
from app.reference import store
from app.registry.importing import report_json

if TYPE_CHECKING:
    import argparse

    from app.cli.output import Output
    from app.reference.store import ReferenceCard
    from app.registry.judging import Judgement


def configure(parser: argparse.ArgumentParser) -> None:
    """Add what this verb takes."""
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar=_("FILE"),
        help=_("published file of services or of standards, of every department; without one, says what is loaded"),
    )
    parser.add_argument("--remove", action="store_true", help=_("remove what is loaded"))
    json_option(parser)


def run(args: argparse.Namespace) -> int:
    """Load the reference, remove it, or say what it holds."""
    output: Output = args.output
    if args.remove:
        if args.files or args.json:
            raise UsageError
        store.forget()
        output.line(_("The published inventory was removed. The plans are as they were."))
        return 0
    report: dict[str, Any] = {}
    if args.files:
        output.progress(0, 1)
        judgement = store.load(args.files, author=args.author)
        output.progress(1, 1)
        report = {"files": report_json(judgement, i18n.language(), dry_run=False)["files"]}
        if not args.json:
            _tell_refused(judgement, output)
    card = store.describe()
    if args.json:
        output.json({**document(card), **report})
    else:
        output.line(sentence(card))
    return 0


def document(card: ReferenceCard) -> dict[str, Any]:
    """Return what the reference holds, in the keys of the contract."""
    return {
        "loaded_at": card.loaded_at.isoformat(timespec="seconds"),
        "years": [str(year) for year in card.years],
        "services": card.services,
        "standards": card.standards,
        "departments": card.departments,
    }


def sentence(card: ReferenceCard) -> str:
    """Return what the reference holds, in the interface language."""
    words = _(
        "Published inventory: {services} services and {standards} standards of {departments} departments, "
        "{first} to {last}, loaded {when}."
    )
    return words.format(
        services=format_number(card.services),
        standards=format_number(card.standards),
        departments=format_number(card.departments),
        first=format_year(card.years[0]) if card.years else "–",
        last=format_year(card.years[-1]) if card.years else "–",
        when=format_date(card.loaded_at.astimezone().date()),
    )


def _tell_refused(judgement: Judgement, output: Output) -> None:
    """Say which rows could not be taken, by file: nobody here can mend what was published."""
    for report in judgement.files:
        if count := len({item.row for item in report.rejected}):
            words = ngettext(
                "{path}: {count} row could not be taken; --json says why.",
                "{path}: {count} rows could not be taken; --json says why.",
                count,
            )
            output.tell(words.format(path=report.path, count=format_number(count)))
