"""What is written is read by others: compared with the ``csv`` module alone, never with our own reader."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.registry.code_lists import ProgramList, programs
from app.registry.csv_writing import write_csv
from app.registry.derived import derived_values
from app.registry.export_data import Choice, records, services_csv, services_xlsx, standards_csv, standards_xlsx
from app.registry.importing import apply_rows
from app.registry.rules import Context, as_stored, breaches
from app.registry.schema import FieldKind, Kind, Severity, fields, schema
from app.registry.xlsx_opening import escaped, unescaped
from app.registry.xlsx_reading import read_xlsx
from app.registry.xlsx_writing import BookFacts, SheetContent, write_workbook, write_xlsx
from model.bilingual import Bilingual
from model.language import Language
from tests.app.registry import samples

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from app.workspace import Workspace

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=40)
AWKWARD = st.sampled_from(
    ["=1+1", "@x", "+1", "-1", "007", "1E5", "_x0041_", "_x005F_x0041_", "#N/A", '"', "a,b", "TRUE"]
)


def _as_kept(text: str) -> str:
    """Return a text as the registry keeps it; one of white space alone is blank to its workbook."""
    return text.strip("\t\n\v\f\r ") if text.strip() else ""


def values(kind: Kind) -> st.SearchStrategy[dict[str, str]]:
    """Return records whose values can be stored, in every form that a field takes."""
    strategies: dict[str, st.SearchStrategy[str]] = {}
    for field in fields(kind):
        codes = sorted(schema().lists[field.choices].codes) if field.choices and field.choices != "program_id" else []
        match field.kind:
            case FieldKind.TEXT:
                strategies[field.id] = (TEXTS | AWKWARD).map(_as_kept)
            case FieldKind.KEY:
                strategies[field.id] = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,8}[0-9]", fullmatch=True)
            case FieldKind.COUNT:
                strategies[field.id] = st.sampled_from(["NA", "ND", "", "0", "007", "-0", "2147483647"])
            case FieldKind.VOLUME:
                strategies[field.id] = st.sampled_from(["", "0", "12", "012", "9223372036854775807"])
            case FieldKind.DECIMAL:
                strategies[field.id] = st.sampled_from(["", "0", "1", "0.8", "0.80", "1.0", ".5", "0.0000001", "0.995"])
            case FieldKind.CODES if codes:
                strategies[field.id] = st.sets(st.sampled_from(codes)).map(lambda chosen: ",".join(sorted(chosen)))
            case FieldKind.CODES:
                strategies[field.id] = st.sampled_from(["", "BEE01", "BED01,BEE01"])
            case _:
                strategies[field.id] = st.sampled_from(codes if field.id == "fiscal_yr" else ["", *codes])
    return st.fixed_dictionaries(strategies).map(lambda record: record | {"owner_org": "aafc-aac"})


def both() -> st.SearchStrategy[tuple[Kind, list[dict[str, str]]]]:
    return st.sampled_from(list(Kind)).flatmap(
        lambda kind: st.tuples(st.just(kind), st.lists(values(kind), min_size=1, max_size=3))
    )


@given(both())
def test_csv_holds_every_value_as_the_csv_module_reads_it(drawn: tuple[Kind, list[dict[str, str]]]) -> None:
    kind, held = drawn
    held = [record | derived_values(record, programs()) for record in held]

    data = write_csv(kind, held)

    assert data.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [{name: row[name].replace("\r\n", "\n") for name in row} for row in read] == [
        {name: record[name] for name in schema().resource(kind).published_columns} for record in held
    ]
    assert data == samples.published(read)


@settings(max_examples=25)  # a workbook takes its time
@given(both())
def test_a_workbook_brings_back_every_value_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[Kind, list[dict[str, str]]]
) -> None:
    kind, held = drawn
    path = tmp_path_factory.mktemp("book") / "book.xlsx"

    facts = BookFacts("aafc-aac", Bilingual("A", "B"), Language.FR, ProgramList(()))
    path.write_bytes(write_workbook([SheetContent(kind, held)], facts))

    (table,) = read_xlsx(path)
    names = {field.id: field for field in fields(kind)}
    read = [
        {name: as_stored(names[name], row.cells[place]) for name, place in table.columns.items()} for row in table.rows
    ]
    assert read == [{name: record[name] for name in names} for record in held]
    assert (table.owner, table.kind, table.warnings) == ("aafc-aac", kind, ())
    assert not [item for row in table.rows for item in row.refused]


@given(st.text(st.characters(exclude_categories=["Cs"])) | AWKWARD)
def test_escapes_for_xml_are_undone_exactly(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_published_files_come_back_byte_for_byte(workspace: Workspace) -> None:
    apply_rows(
        workspace,
        samples.judged(workspace, samples.REAL / "service.csv", samples.REAL / "service-std.csv", drafts=True).writes,
    )

    assert services_csv(workspace) == (samples.REAL / "service.csv").read_bytes()
    assert standards_csv(workspace) == (samples.REAL / "service-std.csv").read_bytes()


def test_workbooks_just_written_change_nothing(workspace: Workspace, tmp_path: Path) -> None:
    names = [samples.REAL / "service.csv", samples.REAL / "service-std.csv"]
    apply_rows(workspace, samples.judged(workspace, *names, department="aafc-aac").writes)
    books = [tmp_path / "services.xlsx", tmp_path / "standards.xlsx"]
    books[0].write_bytes(services_xlsx(workspace))
    books[1].write_bytes(standards_xlsx(workspace))

    again = samples.judged(workspace, *books)

    assert samples.counts(again) == {"added": 0, "changed": 0, "unchanged": 270, "refused": 0}


def test_year_and_department_choose_the_records(workspace: Workspace) -> None:
    apply_rows(workspace, samples.judged(workspace, samples.REAL / "service.csv").writes)

    chosen = list(records(workspace, Kind.SERVICE, Choice(frozenset({"2024-2025"}), "ssc-spc")))

    assert {(row["fiscal_yr"], row["owner_org"]) for row in chosen} == {("2024-2025", "ssc-spc")}
    assert len(chosen) == 12


def test_what_is_written_passes_the_registrys_rules(workspace: Workspace) -> None:
    apply_rows(workspace, samples.judged(workspace, samples.REAL / "service.csv").writes)

    for record in records(workspace, Kind.SERVICE):
        found = breaches(Kind.SERVICE, record, Context(record["owner_org"], programs()))
        assert {breach.severity for breach in found} <= {Severity.ADVICE}


def test_a_workbook_tells_no_time_so_that_the_same_plan_gives_the_same_bytes() -> None:
    made = write_xlsx(Kind.SERVICE, [], "aafc-aac", Bilingual("A", "B"), Language.FR)

    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = archive.read("docProps/core.xml")
        assert b"Jalon" in properties
        assert b"dcterms:" not in properties.split(b">", 1)[1]
    load_workbook(io.BytesIO(made))
