"""Trees by which a PDF file finds an object by its number or by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.documents.pdf.tagging.syntax import reference, references

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.documents.pdf.tagging.file import PdfFile

_LEAF: Final = 250


def add_number_tree(file: PdfFile, entries: Sequence[tuple[int, int]]) -> int:
    """Write the tree of ``(key, object)``, sorted by key, and return its number."""
    return _add(file, [(str(key), number) for key, number in entries], "Nums")


def add_name_tree(file: PdfFile, entries: Sequence[tuple[str, int]]) -> int:
    """Write the tree of ``(name, object)``, sorted by name, and return its number; names are plain ASCII."""
    return _add(file, [(f"({name})", number) for name, number in entries], "Names")


def _add(file: PdfFile, entries: Sequence[tuple[str, int]], kind: str) -> int:
    leaves = []
    for start in range(0, len(entries), _LEAF):
        part = entries[start : start + _LEAF]
        leaves.append(file.take_number())
        held = " ".join(f"{key} {reference(number)}" for key, number in part)
        file.add(leaves[-1], f"<</Limits[{part[0][0]} {part[-1][0]}]/{kind}[{held}]>>")
    root = file.take_number()
    file.add(root, f"<</Kids{references(leaves)}>>" if leaves else f"<</{kind}[]>>")
    return root
