"""What a planner is told of rows and files: what is wrong, where, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.formats import format_number
from app.i18n import N_, _, catalog
from app.registry import errors
from app.registry.schema import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.registry.tables import Item
    from model.language import Language

_READ_AS: Final = {
    "encoding": N_("The file is not written in UTF-8 but in {0}; it was read as such. Check the accents."),
    "delimiter": N_("The cells are not separated by commas but by “{0}”; they were read as such."),
    "delimiter said": N_("The first line says that cells are separated by “{0}”; they were read as such."),
    "delimiter tab": N_("The cells are not separated by commas but by tabs; they were read as such."),
    "columns foreign": N_("This column is not one of the registry’s; it was passed over."),
    "columns order": N_("From this column on, the order is not the template’s; the columns were read by their names."),
    "columns missing": N_("Columns of the template are missing; what the plan holds there was kept."),
    "formula text": N_(
        "This text begins with “=”; it was read as text, but the registry would refuse it. Write it otherwise."
    ),
}

_FORMER: Final = {
    "unmapped": N_("“{0}” has no counterpart in today’s lists; the field was left as it was. Choose a value."),
    "part": N_("“{0}” has no counterpart in today’s list; the other values were taken."),
    "several": N_("“{0}”: several values stand where today one is allowed; the field was left as it was. Choose one."),
    "likely": N_("“{0}” has no certain counterpart today; “{1}” was taken, as most services did. Confirm it."),
    "number": N_("“{0}” cannot be read as a number; the field was left as it was. Enter the number."),
    "share": N_("Targets are written from 0 to 100 in this layout; “{0}” was taken as a share. Check it."),
    "percent": N_("Targets are written from 0 to 1 in this layout; “{0}” was taken as a percentage. Check it."),
    "target": N_(
        "The target “{0}” is no share of a volume ({1}); the field was left as it was. Enter a target from 0 to 1."
    ),
    "differs": N_("“{0}”: another column of the row gives “{1}”, which was taken."),
    "column": N_("The registry no longer has this column."),
    "program": N_("No program of the department is called “{0}”. Choose the program."),
    "programs": N_("Several programs are called “{0}”: {1}. Choose the program."),
    "department": N_(
        "No department of the registry’s list is called “{0}”. "
        "Correct the name, or give the code in a column “owner_org”."
    ),
    "key": N_("The identifier is missing; the harmonized one was taken."),
    "taken": N_("“{0}” is the identifier of another service today; the harmonized one was taken, “{1}”."),
    "twice": N_("The identifier “{0}” stands twice in the year; this row is kept as “{1}”. Decide which one counts."),
}
"""What is told of a layout from before 2023, by the first fact of an item without its “former”."""

_NOT_KEPT: Final = frozenset({"share", "percent", "department", "key"})
"""What no note keeps: nothing is lost."""

_KEPT: Final = N_("{told} A note keeps what the file says.")

_DETAILS: Final = {
    "max_length": N_("It has {0} characters; at most {1} are allowed."),
    "choice": N_("Allowed are: {0}."),
    "choices": N_("Allowed are: {0}."),
    "derived_value": N_("Ours is “{0}”."),
    "duplicate_key": N_("Row {0} counts."),
    "row_length": N_("Cells: {0}; in the heading: {1}."),
}

_PREFIX: Final = "former "
_COUNTED: Final = {"max_length", "row_length"}
"""Rules whose details are numbers."""

_SENTENCES: Final[dict[type[Exception], str]] = {
    errors.EmptyFileError: N_("The file {path} is empty. Choose the file that holds the records."),
    errors.EncodingError: N_(
        "The characters of {path} cannot be told for certain from line {line} on, so nothing was read. "
        "Save the file as “CSV UTF-8” and import it again."
    ),
    errors.BrokenTableError: N_(
        "{path} cannot be read as a table at line {line}: a quotation mark is not closed, or stands inside a cell. "
        "Mend that line, or export the file again."
    ),
    errors.FormerLayoutError: N_(
        "{path} is a template of the registry from before 2023 ({layout}). Former layouts are read as CSV files: "
        "save the sheet as “CSV UTF-8”, with the column names in its first row, and import that."
    ),
    errors.TooManyRowsError: N_(
        "{path} has more than {limit} rows and was not read. Divide it, or keep the department’s rows only."
    ),
    errors.TooLargeError: N_(
        "{path} is larger than {limit} MB, a workbook when unpacked, and was not read. "
        "Divide it, keep the department’s rows only, or remove pictures from it."
    ),
    errors.TooDenseError: N_(
        "{path} unpacks to {ratio} times its size, as no inventory does, and was not read. "
        "Copy the sheets into a new copy of the registry’s template."
    ),
    errors.BrokenWorkbookError: N_(
        "{path} is no workbook that can be read: it is cut off, damaged or protected. "
        "Open it in Excel, save it again without a password as “Excel Workbook (.xlsx)”, and import that."
    ),
    errors.NoDataSheetError: N_(
        "{path} has no sheet “service” or “service-std” before the sheet “reference”. "
        "Use the registry’s template and do not rename its sheets."
    ),
    errors.SheetFormError: N_(
        "The sheet “{sheet}” of {path} is not laid out as the registry’s template: cell {cell} should hold "
        "“{expected}”. Copy the records into a new template."
    ),
    errors.RepeatedColumnError: N_(
        "The column “{column}” stands twice in {place}, so it cannot be told which one counts. Remove one of them."
    ),
    errors.KeyColumnError: N_(
        "Columns of the key are missing in {place}: {missing}. Its records cannot be told apart without them. "
        "Use the column names of the registry (fiscal_yr, service_id, service_standard_id)."
    ),
    errors.MixedInputError: N_("{path} is a plan; it is imported alone. Give the other files to a second import."),
    errors.ResultError: N_("{path} is not the result of a dry run of this version. Run the import again."),
    errors.PlanNotEmptyError: N_(
        "The plan {path} has records or approvals already, and another plan is read only into an empty one. "
        "Make a new plan and import into that."
    ),
    errors.StaleResultError: N_(
        "The plan {path} was changed since the files were judged, so nothing was imported. Import the files again."
    ),
}

_TYPES: Final = {
    "csv": N_("a text file"),
    "xlsx": N_("a workbook (.xlsx) or another zip archive"),
    "json": N_("a JSON file"),
    "pdf": N_("a PDF file"),
    "ole": N_("a workbook of the former kind (.xls) or one with a password"),
    "html": N_("a web page"),
    "picture": N_("a picture"),
    "archive": N_("an archive"),
    "plan": N_("a plan of this program or another database"),
}


def explain(item: Item, language: Language) -> str:
    """Return what is told of a row, in ``language``."""
    words = catalog(language)
    if item.facts and item.facts[0].startswith(_PREFIX):
        what = item.facts[0].removeprefix(_PREFIX)
        told = explain_former(what, item.value, item.facts[1:], language)
        return told if what in _NOT_KEPT else words.gettext(_KEPT).format(told=told)
    form = f"{item.rule} {item.facts[0]}" if item.facts else item.rule
    if read_as := _READ_AS.get(form) or _READ_AS.get(item.rule):
        return words.gettext(read_as).format(item.value)
    told = schema().rules[item.rule].message.text(language)
    detail = _DETAILS.get(item.rule)
    if detail is None or not item.facts:
        return told
    facts = [format_number(int(fact), language) for fact in item.facts] if item.rule in _COUNTED else item.facts
    return f"{told} {words.gettext(detail).format(*facts)}"


def explain_former(what: str, value: str, facts: Sequence[str], language: Language) -> str:
    """Return what is told of a value of a layout from before 2023, in ``language``."""
    return catalog(language).gettext(_FORMER[what]).format(value, *facts)


def sentence(error: Exception) -> str | None:
    """Return what a planner is told of an error of this package in the interface language, or None for others."""
    match error:
        case errors.UnreadableFileError():
            return _unreadable(error)
        case errors.WrongTypeError():
            return _wrong_type(error)
        case errors.PlanJsonError():
            return _no_plan(error)
        case errors.NothingChosenError():
            return _nothing_chosen(error)
    message = _SENTENCES.get(type(error))
    if message is None:
        return None
    facts = {name: _shown(value) for name, value in vars(error).items()}
    return _(message).format(**facts, place=_place(facts))


def _shown(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return format_number(value)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _place(facts: dict[str, str]) -> str:
    if not facts.get("sheet"):
        return facts["path"]
    return _("the sheet “{sheet}” of {path}").format(sheet=facts["sheet"], path=facts["path"])


def _unreadable(error: errors.UnreadableFileError) -> str:
    if error.missing:
        return _("There is no file {path}. Check the name and the folder.").format(path=error.path)
    return _("{path} is a folder, or a file that you may not read. Choose a file that you may read.").format(
        path=error.path
    )


def _nothing_chosen(error: errors.NothingChosenError) -> str:
    if error.kind == "program":
        return _("No service of the plan has the program “{code}”. Give a program code, for example BGN01.").format(
            code=error.code
        )
    return _("The plan holds no service “{code}”. Give the identifier that the registry knows it by.").format(
        code=error.code
    )


def _wrong_type(error: errors.WrongTypeError) -> str:
    found = _(_TYPES[error.found])
    if not error.claimed or error.claimed not in _TYPES:
        return _("{path} is {found}. Import a CSV file, a workbook (.xlsx) or a plan’s JSON.").format(
            path=error.path, found=found
        )
    return _(
        "{path} is not what its name claims: it is {found}. Give it the ending that belongs to it, "
        "or choose a CSV file, a workbook (.xlsx) or a plan’s JSON."
    ).format(path=error.path, found=found)


def _no_plan(error: errors.PlanJsonError) -> str:
    if error.newer:
        return _("A newer version of the program wrote {path}. Install that version to read it.").format(
            path=error.path
        )
    if error.where:
        return _("{path} is no plan of this program: “{where}” is not as it should be. Export the plan again.").format(
            path=error.path, where=error.where
        )
    return _("{path} is not valid JSON. Export the plan again, or choose another file.").format(path=error.path)
