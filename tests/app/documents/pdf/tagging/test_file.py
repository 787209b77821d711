"""The file: objects packed, streams told with their length, the same bytes again."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from io import BytesIO
from itertools import count

import pikepdf
import pytest

from app.documents.pdf.tagging import number_tree
from app.documents.pdf.tagging.file import PdfFile
from app.documents.pdf.tagging.syntax import rectangle, reference, text_string
from model.language import Language
from tests.app.documents import specimen
from tests.app.documents.reading import pdf_bytes


def begun(target: BytesIO) -> PdfFile:
    numbers = count(1)
    return PdfFile(target, lambda: next(numbers))


def ended(file: PdfFile, catalog: str) -> None:
    pages, root, info = file.take_number(), file.take_number(), file.take_number()
    file.add(pages, "<</Type/Pages/Kids[]/Count 0>>")
    file.add(root, f"<</Type/Catalog/Pages {reference(pages)}{catalog}>>")
    file.add(info, "<</Title(x)>>")
    file.finish(root, info)


def test_a_thousand_objects_are_found_again_although_they_came_in_disorder() -> None:
    target = BytesIO()
    file = begun(target)
    numbers = [file.take_number() for _ in range(1000)]
    for number in reversed(numbers):
        file.add(number, f"<</Number {number}>>")
    ended(file, f"/All[{' '.join(map(reference, numbers))}]")

    with pikepdf.open(target) as pdf:
        assert [int(one.Number) for one in pdf.Root.All] == numbers
        assert len(target.getvalue()) < 30_000


def test_no_stream_ends_in_what_could_be_an_end_of_line() -> None:
    """A checker that looks for the end of line before ``endstream`` finds ours and takes nothing of the data."""
    data = next(
        text for n in range(100_000) if (text := str(n).encode()) and zlib.compress(text)[-1:] in {b"\r", b"\n"}
    )
    target = BytesIO()
    file = begun(target)
    number = file.take_number()
    file.add_stream(number, "", data)
    ended(file, f"/Data {reference(number)}")

    with pikepdf.open(target) as pdf:
        raw = pdf.Root.Data.read_raw_bytes()
        assert pdf.Root.Data.read_bytes() == data
        assert raw[-1:] in {b"\r", b"\n"}
    assert raw + b"\r\nendstream" in target.getvalue()


@pytest.mark.parametrize("amount", [0, 1, 250, 251, 1300])
def test_a_tree_of_numbers_finds_each_of_them(amount: int) -> None:
    target = BytesIO()
    file = begun(target)
    entries = []
    for key in range(amount):
        entries.append((key * 2, file.take_number()))
        file.add(entries[-1][1], f"<</Key {key * 2}>>")
    tree = number_tree.add_number_tree(file, entries)
    ended(file, f"/Tree {reference(tree)}")

    with pikepdf.open(target) as pdf:
        found = pikepdf.NumberTree(pdf.Root.Tree)
        assert [(key, int(value.Key)) for key, value in found.items()] == [(key, key) for key, _number in entries]


def test_a_tree_of_names_finds_each_of_them() -> None:
    target = BytesIO()
    file = begun(target)
    entries = [(f"note-{n:04d}", file.take_number()) for n in range(600)]
    for name, number in entries:
        file.add(number, f"<</Name({name})>>")
    ended(file, f"/Tree {reference(number_tree.add_name_tree(file, entries))}")

    with pikepdf.open(target) as pdf:
        found = pikepdf.NameTree(pdf.Root.Tree)
        assert [(str(name), str(value.Name)) for name, value in found.items()] == [(name, name) for name, _ in entries]


@pytest.mark.parametrize("text", ["plain (1) \\ 2", "Énoncé", "≤ 3", "ᐃᓄᒃ", "𝔸 beyond", ""])
def test_every_text_is_read_back_as_it_was(text: str) -> None:
    target = BytesIO()
    ended(begun(target), f"/Said{text_string(text)}")

    with pikepdf.open(target) as pdf:
        assert str(pdf.Root.Said) == text


def test_a_rectangle_is_told_to_a_hundredth_of_a_point() -> None:
    assert rectangle((66.0, 10.5, 480.126, 100)) == "[66 10.5 480.13 100]"


MAKE = """
import sys, hashlib
from tests.app.documents import specimen
from tests.app.documents.reading import pdf_bytes
from model.language import Language
made = pdf_bytes(specimen.edition(Language.FR, Language.EN, draft=True))
print(hashlib.sha256(made).hexdigest())
"""


def test_the_same_document_gives_the_same_bytes_whatever_the_hashes_of_the_process() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", MAKE],
            capture_output=True,
            check=True,
            encoding="ascii",
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        ).stdout
        for seed in ("1", "2", "77")
    }

    assert len(told) == 1


def test_the_name_of_a_file_follows_from_what_it_holds() -> None:
    names = []
    for draft in (False, True):
        with pikepdf.open(BytesIO(pdf_bytes(specimen.edition(Language.EN, draft=draft)))) as pdf:
            names.append(bytes(pdf.trailer.ID[0]))

    assert len(set(names)) == 2
