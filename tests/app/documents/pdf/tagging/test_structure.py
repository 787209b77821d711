"""The tree writes an element once, when it is complete, and never loses content that comes too late."""

from __future__ import annotations

from io import BytesIO
from itertools import count

import pikepdf
import pytest

from app.documents.pdf.tagging.file import PdfFile
from app.documents.pdf.tagging.node import Node
from app.documents.pdf.tagging.structure import ClosedElementError, StructureTree
from app.documents.pdf.tagging.syntax import reference

PAGE = 9000


def built(*nodes: Node) -> tuple[BytesIO, StructureTree, PdfFile]:
    target, numbers = BytesIO(), count(1)
    file = PdfFile(target, lambda: next(numbers))
    tree = StructureTree(file)
    for node in nodes:
        tree.mark(node, PAGE)
    return target, tree, file


def ended(tree: StructureTree, file: PdfFile, target: BytesIO) -> pikepdf.Pdf:
    tree.end_page()
    pages, root, info = file.take_number(), file.take_number(), file.take_number()
    file.add(pages, "<</Type/Pages/Kids[]/Count 0>>")
    file.add(root, f"<</Type/Catalog/Pages {reference(pages)}/StructTreeRoot {reference(tree.close())}>>")
    file.add(info, "<<>>")
    file.finish(root, info)
    return pikepdf.open(target)


def test_content_that_comes_after_its_element_is_written_is_an_error() -> None:
    first, second = Node("P"), Node("P")
    _target, tree, _file = built(first, second)

    with pytest.raises(ClosedElementError):
        tree.mark(first, PAGE)


def test_an_element_that_reopens_takes_content_after_its_neighbour() -> None:
    row = Node("TR", Node("TBody", Node("Table")))
    left, right = Node("TH", row, reopens=True), Node("TD", row, reopens=True)
    target, tree, file = built(left, right, left, right)

    with ended(tree, file, target) as pdf:
        (table,) = pdf.Root.StructTreeRoot.K.K
        (made,) = table.K[0].K
        assert [(str(cell.S), [int(kid) for kid in cell.K]) for cell in made.K] == [("/TH", [0, 2]), ("/TD", [1, 3])]


def test_it_reopens_no_more_when_what_is_around_it_is_complete() -> None:
    row = Node("TR")
    cell = Node("TD", row, reopens=True)
    _target, tree, _file = built(cell, Node("P"))

    with pytest.raises(ClosedElementError):
        tree.mark(cell, PAGE)


def test_content_on_a_second_page_names_its_page() -> None:
    paragraph = Node("P")
    target, tree, file = built(paragraph)
    tree.end_page()
    tree.mark(paragraph, PAGE + 1)

    with ended(tree, file, target) as pdf:
        (made,) = pdf.Root.StructTreeRoot.K.K
        assert int(made.K[0]) == 0
        assert (str(made.K[1].Type), int(made.K[1].MCID)) == ("/MCR", 0)


def test_notes_are_found_by_their_names() -> None:
    target, tree, file = built(Node("P", Node("Note", id="en-note-2")), Node("P", Node("Note", id="en-note-1")))

    with ended(tree, file, target) as pdf:
        found = pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree)
        assert {str(name): str(value.ID) for name, value in found.items()} == {
            "en-note-1": "en-note-1",
            "en-note-2": "en-note-2",
        }


def test_a_page_of_artifacts_alone_has_no_key() -> None:
    _target, tree, _file = built()

    assert tree.end_page() is None
