"""The sentence of every error that a planner can meet: what is wrong, where, and how to mend it."""

from __future__ import annotations

import errno
from typing import Final

from app.checks.settings import ThresholdError
from app.collection import errors as collection
from app.documents.errors import (
    DamagedPictureError,
    DamagedTemplateError,
    DocumentNotMadeError,
    LinkedTemplateError,
    LostLettersError,
    MacroTemplateError,
    NoPictureError,
    NotFinalError,
    NoWordTemplateError,
    OversizedPictureError,
    OversizedTemplateError,
    PictureError,
    PressColoursError,
    StylesMissingError,
    TemplateError,
    UnseenPictureError,
    WholeOnlyError,
    WrongFormatError,
)
from app.errors import (
    BlockedError,
    InputError,
    NothingToUndoError,
    PlanError,
    ReadOnlyError,
    SealedError,
    TargetError,
    UnknownCodeError,
    UnknownDepartmentError,
    UnknownRecordError,
    UsageError,
)
from app.framework.reading import FrameworkError
from app.i18n import N_, _, ngettext
from app.inventory import errors as inventory
from app.labels import any_label
from app.reference.errors import NoReferenceError, NoRowsError
from app.registry import messages as registry
from app.saved_views import ViewNameError
from app.strategy import sections
from model import plan_file
from model.journal import BrokenJournalError

_SENTENCES: Final[dict[type[Exception], str]] = {
    plan_file.MissingPlanError: N_("There is no plan {path}. Check the name and the folder."),
    plan_file.PlanExistsError: N_("{path} is there already and is not replaced. Choose another name."),
    plan_file.ForeignFileError: N_(
        "{path} is not a plan of this program, or another program changed it. Nothing was changed. Choose another file."
    ),
    plan_file.DamagedPlanError: N_(
        "The plan {path} is damaged and cannot be read whole. Nothing was changed. Open its latest backup."
    ),
    plan_file.NewerPlanError: N_(
        "A newer version of the program made the plan {path} (its schema is {version}). Install that version "
        "to open it."
    ),
    plan_file.UnwritableError: N_(
        "{path} cannot be written. Check that the folder is there and that you may write in it, "
        "or work on a copy in a folder of yours."
    ),
    plan_file.UnreadablePlanError: N_(
        "{path} cannot be read: it is a folder, or a file that you may not read. "
        "Choose a plan file (.jalon) that you may read."
    ),
    plan_file.NoSpaceError: N_(
        "The disk that holds {path} is full. The last change was not saved; everything before it was. "
        "Free some space and try again."
    ),
    plan_file.PlanHeldError: N_(
        "The plan {path} is open for writing elsewhere. Close it there, or open it for reading only."
    ),
    BrokenJournalError: N_(
        "The history of the plan does not fit its content at change {seq}: something else than this program "
        "changed "
        "the file. Go back to a backup."
    ),
    NothingToUndoError: N_("Nothing is left to undo or redo here. An approval is undone by a new revision only."),
    ReadOnlyError: N_("The plan is open for reading only, so nothing was changed. Save a copy to work on it."),
    SealedError: N_(
        "This was approved and is sealed, so nothing was changed. Start a new revision to work on it again."
    ),
    UnknownRecordError: N_(
        "What you point at is no longer in the plan ({entity}). Go back to the list and choose again."
    ),
    UnknownCodeError: N_("“{value}” is not one of the values that “{field}” can take. Choose one of the list."),
    FrameworkError: N_(
        "The policy file {path} cannot be used, at “{key}”: {told}. Restore the file that came with the program."
    ),
    DocumentNotMadeError: N_(
        "This document cannot be made by this version of the program ({document}). Ask for strategy, inventory or all."
    ),
    WrongFormatError: N_(
        "“{document}” cannot be had as {format}. "
        "Documents are docx or pdf, services and standards csv or xlsx, the plan json."
    ),
    WholeOnlyError: N_(
        "“{document}” cannot be limited that way. Services and programs are chosen for data and the page of standards, "
        "the scope for that page alone."
    ),
    LostLettersError: N_(
        "No final edition was written: no font of the documents has {letters}, at “{place}”. "
        "Write it in other letters, or write a draft, which names each of them in brackets."
    ),
    NoWordTemplateError: N_(
        "{path} is no Word template: it is no Word document (.docx) or template (.dotx), it is protected by a "
        "password, or it was saved as “Strict Open XML”. Save it in Word as .dotx without a password."
    ),
    MacroTemplateError: N_("The template {path} can hold macros. Save it in Word as .dotx, which holds none."),
    TemplateError: N_("The template {path} cannot be read. Check that it is there and that you may read it."),
    OversizedTemplateError: N_(
        "The template {path} would be far larger than a template is when it is unpacked, so it is not opened. "
        "Choose another file."
    ),
    DamagedTemplateError: N_("The template {path} is damaged. Open and save it in Word, or choose another file."),
    PictureError: N_("The picture {path} cannot be read. Check that it is there and that you may read it."),
    NoPictureError: N_(
        "{path} is no PNG or JPEG picture. Drawings (SVG, EPS, PDF) and other pictures cannot be placed alike in Word "
        "and PDF. Ask your communications branch for the approved file as PNG."
    ),
    DamagedPictureError: N_(
        "The picture {path} is damaged and cannot be read whole. Ask your communications branch for another copy."
    ),
    OversizedPictureError: N_(
        "The picture {path} is larger than a title page needs: at most 2 MB and 10 million pixels are taken. "
        "Ask your communications branch for a PNG some 2,000 pixels wide."
    ),
    PressColoursError: N_(
        "The colours of {path} are those of a printing press (CMYK), and the file does not say which. "
        "Ask your communications branch for the approved file as PNG in RGB."
    ),
    UnseenPictureError: N_(
        "Nothing of {path} would be seen on white paper: it is empty, or made for dark backgrounds. "
        "Ask your communications branch for the file in colour or in black."
    ),
    LinkedTemplateError: N_(
        "The template {path} points to files outside itself ({targets}), which opening a document would fetch. "
        "In Word, detach its own template and embed linked pictures, then save it."
    ),
    UnknownDepartmentError: N_(
        "Neither the registry’s list nor the plan has a department “{code}”. "
        "Give a department’s code as in the registry, for example aafc-aac, or “all”."
    ),
    ThresholdError: N_("{value} is no threshold that makes sense. Write a number from {lowest} to {highest}."),
    NoReferenceError: N_(
        "No published inventory is loaded on this computer. "
        "Load the published files of services and standards first: “jalon reference FILE…”."
    ),
    NoRowsError: N_(
        "No row of {path} could be taken, so the published inventory stays as it was. "
        "Choose the published files of services or of standards."
    ),
    UsageError: N_("The command asks for something that does not exist. See “jalon --help”."),
    InputError: N_("{path} cannot be read. Check that the file is there and is of the kind that its name claims."),
    TargetError: N_("{path} cannot be written. Check that the folder is there and that you may write in it."),
    inventory.NotACountError: N_(
        "“{value}” is not a count. Write a whole number, or choose “not applicable” or “no data”."
    ),
    inventory.NotAVolumeError: N_("“{value}” is not a volume. Write a whole number, or leave it blank."),
    inventory.NotATargetError: N_("“{value}” is not a target. Write a number from 0 to 1, for example 0.8."),
    inventory.NotADateError: N_("“{value}” is not a date. Write it as year-month-day, for example 2026-03-31."),
    inventory.UnstorableTextError: N_(
        "“{value}” holds a character that the registry refuses: a comma in an identifier, or an invisible "
        "one. Remove it."
    ),
    inventory.SameServiceError: N_("A service cannot be merged into itself. Choose another one."),
    inventory.SameOwnerError: N_("The service is that department’s already. Choose another department."),
    inventory.NothingToCarryError: N_(
        "No service of {year} can be carried forward: each is there already, or no longer given."
    ),
    inventory.IdentifierTakenError: N_("The identifier “{value}” is taken already. Give another one."),
    inventory.ReportedServiceError: N_(
        "This service was reported to the registry and cannot be deleted. Retire it: its history stays."
    ),
    inventory.AlreadyReportedError: N_("This service has a record for {year} already. Open that record."),
    inventory.NothingToRestoreError: N_(
        "There is nothing to restore: the record of {year} is as it was then, or there was none yet."
    ),
    inventory.NotReportedError: N_("The service is not reported in {year}. Begin its record for that year first."),
    inventory.NoSuchServiceError: N_(
        "No service of the table has the identifier “{value}”. Correct it, or add the service."
    ),
    inventory.BeyondTheTableError: N_("There is no cell of the table for “{value}”. Paste further up or to the left."),
    inventory.NotAFieldError: N_("“{title}” is not a column that can be filled. Leave it out, or rename it."),
    ViewNameError: N_("Give the view a name that no other view has."),
    inventory.BlankNameError: N_("A service needs a name. Write it in English, in French or in both."),
    inventory.NothingToApproveError: N_(
        "There is no service record for {year} to approve. Add or import records first."
    ),
    collection.NobodyAskedError: N_(
        "A round would ask nobody. Choose services that have an identifier of the registry."
    ),
    collection.NoRoundError: N_("The plan has no open collection round. Open one in the inventory first."),
    collection.ClosedRoundError: N_("This collection round is closed. Reopen it to send or to take workbooks over."),
    sections.RequiredSectionError: N_(
        "The policy asks for this section, so it cannot be left out. "
        "Write in it what applies, in a sentence if need be."
    ),
    sections.GeneratedSectionError: N_(
        "This section is made from the data of the plan and holds no text of its own. Change the data instead."
    ),
    PlanError: N_("This cannot be done ({kind}). Nothing was changed."),
}


_REASONS: Final = {
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of the path is no folder"),
    errno.EROFS: N_("the disk takes no writing"),
    errno.ELOOP: N_("links lead in a circle"),
    errno.EIO: N_("the disk does not answer as it should"),
    errno.EFBIG: N_("the file is too large for this disk"),
    errno.EINVAL: N_("the name has characters that this system does not take"),
    errno.EBUSY: N_("another program has it open"),
}
"""Why the system refuses a path; its own words would be in one language only."""

_KNOWN: Final = (PlanError, plan_file.PlanFileError, BrokenJournalError, OSError)


def is_known(error: Exception) -> bool:
    """Whether a planner can meet the error and be told what it means; anything else is a fault of the program."""
    return isinstance(error, _KNOWN)


def sentence(error: Exception) -> str:
    """Return what a planner is told of ``error``, in the interface language."""
    if isinstance(error, BlockedError):
        return _blocked(error)
    if isinstance(error, plan_file.PlanHeldError) and error.holder is not None:
        return _held(error, error.holder)
    if isinstance(error, OSError):
        return _of_the_system(error)
    if isinstance(error, StylesMissingError):
        return _styles_missing(error)
    if (told := registry.sentence(error)) is not None:
        return told
    message = next((_SENTENCES[kind] for kind in type(error).__mro__ if kind in _SENTENCES), _SENTENCES[PlanError])
    return _(message).format(**_facts(error))


def exit_code(error: Exception) -> int:
    """Return the command line's exit code for ``error``."""
    match error:
        case UnknownCodeError(field="framework"):
            return 4  # the plan answers a policy that this program does not have
        case UsageError() | UnknownCodeError():
            return 2
        case InputError():
            return 3
        case BlockedError() | LostLettersError():
            return 1
        case _:
            return 4


def _facts(error: Exception) -> dict[str, str]:
    facts = {name: str(value) for name, value in vars(error).items()} | {"kind": type(error).__name__}
    if "field" in facts:
        facts["field"] = any_label(facts["field"])
    if isinstance(error, FrameworkError):
        facts["told"] = _(error.reason).format(value=error.value)
    return facts


def _styles_missing(error: StylesMissingError) -> str:
    return ngettext(
        "The template {path} lacks {count} style that documents are written in: {names}. "
        "Add it, or begin with a document exported to Word, which holds every style.",
        "The template {path} lacks {count} styles that documents are written in: {names}. "
        "Add them, or begin with a document exported to Word, which holds every style.",
        len(error.names),
    ).format(path=error.path, count=len(error.names), names=", ".join(error.names))


def _held(error: plan_file.PlanHeldError, holder: plan_file.Holder) -> str:
    return _(
        "The plan {path} is open for writing by {user} on {host} (process {pid}) since {since}. "
        "Close it there, or open it for reading only."
    ).format(path=error.path, user=holder.user, host=holder.host, pid=holder.pid, since=holder.since)


def _blocked(error: BlockedError) -> str:
    count = len(error.findings)
    first = next(iter(error.findings), None)
    if isinstance(error, NotFinalError):
        told = ngettext(
            "No final edition was written: {count} error stands in the way.",
            "No final edition was written: {count} errors stand in the way.",
            count,
        ).format(count=count)
    else:
        told = ngettext(
            "This cannot be approved while {count} error stands.",
            "This cannot be approved while {count} errors stand.",
            count,
        ).format(count=count)
    return told if first is None else f"{told} {first.where()}: {first.sentence()}"


def _of_the_system(error: OSError) -> str:
    path = error.filename or _("the output")
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _("The disk is full; {path} was not written. Free some space and try again.").format(path=path)
    if isinstance(error, FileNotFoundError):
        return _("There is no file or folder {path}. Check the name and the folder.").format(path=path)
    if isinstance(error, PermissionError):
        return _("You may not read or write {path}. Choose another folder, or ask whoever owns it.").format(path=path)
    reason = _REASONS.get(error.errno or 0)
    if reason is None:
        return _("{path} cannot be read or written (error {number}). Check the name and the folder.").format(
            path=path, number=error.errno
        )
    return _("{path} cannot be read or written: {reason}. Check the name and the folder.").format(
        path=path, reason=_(reason)
    )
