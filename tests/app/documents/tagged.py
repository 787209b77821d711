"""Reads a tagged PDF as a screen reader does: by its structure tree, not by where things stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

PAINTING = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"])
SHOWING = frozenset(("Tj", "TJ", "'", '"'))


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content: what it says, and on which page, counted from 0."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link's annotation, as its element holds it."""

    said: str
    target: str
    page: int


@dataclass(eq=False, slots=True)
class Element:
    """An element with what it holds, in order."""

    role: str
    language: str
    alt: str = ""
    id: str = ""
    attributes: dict[str, object] = field(default_factory=dict)
    kids: list[Element | Content | Link] = field(default_factory=list)

    def all(self, *roles: str) -> list[Element]:
        """Return every element below of one of some roles, in order."""
        return [one for one in self.walk() if one.role in roles]

    def walk(self) -> Iterator[Element]:
        """Yield this element and every one below, in order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def kids_of(self, role: str) -> list[Element]:
        """Return the elements right below of one role, in order."""
        return [kid for kid in self.kids if isinstance(kid, Element) and kid.role == role]

    @property
    def text(self) -> str:
        """Everything that is read of it; of a picture its alternative text."""
        if self.alt:
            return self.alt
        return "".join(kid.text for kid in self.kids if not isinstance(kid, Link))

    @property
    def roles(self) -> list[str]:
        """The roles of the elements right below."""
        return [kid.role for kid in self.kids if isinstance(kid, Element)]

    @property
    def links(self) -> list[Link]:
        """The links that it holds itself."""
        return [kid for kid in self.kids if isinstance(kid, Link)]


@dataclass(frozen=True, slots=True)
class Tagged:
    """What was read of a file.

    Attributes:
        document: the outermost element.
        artifacts: the texts of each page that nobody reads.
        unmarked: what is painted on a page and belongs to nothing; nothing should.
        parents: whether the tree finds, for each piece of content and each link, the element that holds it.
    """

    document: Element
    artifacts: tuple[tuple[str, ...], ...]
    unmarked: tuple[str, ...]
    parents: bool


def tagged(pdf: bytes) -> Tagged:
    """Read a tagged PDF."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = [_Page(page) for page in opened.pages]
        numbers = {page.obj.objgen: at for at, page in enumerate(opened.pages)}
        root = opened.Root.StructTreeRoot
        reader = _Tree(pages, numbers, root)
        document = reader.element(root.K, str(opened.Root.Lang))
        return Tagged(
            document,
            tuple(tuple(page.artifacts) for page in pages),
            tuple(name for page in pages for name in page.unmarked),
            reader.parents_agree() and all(set(page.texts) == page.read for page in pages),
        )


class _Page:
    """The marked content of one page."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.obj = page.obj
        self.texts: dict[int, str] = {}
        self.artifacts: list[str] = []
        self.unmarked: list[str] = []
        self.read: set[int] = set()
        self._maps = {str(name): _letters(font) for name, font in page.obj.Resources.Font.items()}
        self._font: dict[int, str] = {}
        self._open: list[int | None] = []
        for found in pikepdf.parse_content_stream(page):
            self._take(str(found.operator), list(found.operands))
        assert not self._open, "a mark has no end"

    def _take(self, operator: str, operands: list[object]) -> None:
        if operator == "Tf":
            self._font = self._maps[str(operands[0])]
        elif operator in {"BDC", "BMC"}:
            assert not self._open, "a mark inside a mark"
            self._begin(operands)
        elif operator == "EMC":
            self._open.pop()
        elif operator in SHOWING:
            self._show(operands[0])
        elif operator in PAINTING and not self._open:
            self.unmarked.append(operator)

    def _begin(self, operands: list[object]) -> None:
        properties = operands[1] if len(operands) > 1 else {}
        mark = int(properties["/MCID"]) if "/MCID" in properties else None  # type: ignore[operator,index]  # a dictionary
        self._open.append(mark)
        if mark is None:
            self.artifacts.append("")
        else:
            assert mark not in self.texts, "a number is used twice"
            self.texts[mark] = ""

    def _show(self, shown: object) -> None:
        text = "".join(self._font[byte] for byte in bytes(shown))  # type: ignore[call-overload]  # a string of the format
        if not self._open:
            self.unmarked.append(text)
        elif self._open[-1] is None:
            self.artifacts[-1] += text
        else:
            self.texts[self._open[-1]] += text


class _Tree:
    """Walks the structure tree."""

    def __init__(self, pages: list[_Page], numbers: dict[tuple[int, int], int], root: pikepdf.Object) -> None:
        self._pages = pages
        self._numbers = numbers
        self._parents = dict(_numbers(root.ParentTree))
        self._agree = True

    def parents_agree(self) -> bool:
        """Whether the parent tree led back to where each piece of content was found."""
        return self._agree

    def element(self, found: pikepdf.Object, language: str) -> Element:
        """Return an element with everything below it."""
        made = Element(
            str(found.S)[1:],
            str(found.get("/Lang", language)),
            str(found.get("/Alt", "")),
            str(found.get("/ID", "")),
            {key[1:]: value for key, value in found.A.items()} if "/A" in found else {},
        )
        for kid in found.get("/K", []):
            made.kids.append(self._kid(kid, found, made.language))
        return made

    def _kid(self, kid: pikepdf.Object, parent: pikepdf.Object, language: str) -> Element | Content | Link:
        if isinstance(kid, int):
            return self._content(parent.Pg, kid, parent)
        if kid.get("/Type") == "/MCR":
            return self._content(kid.Pg, int(kid.MCID), parent)
        if kid.get("/Type") == "/OBJR":
            link = kid.Obj
            self._agree &= self._parents[int(link.StructParent)].objgen == parent.objgen
            target = str(link.A.URI) if "/A" in link else str(self._numbers[link.Dest[0].objgen])
            return Link(str(link.Contents), target, self._numbers[kid.Pg.objgen])
        self._agree &= kid.P.objgen == parent.objgen
        return self.element(kid, language)

    def _content(self, page: pikepdf.Object, mark: int, parent: pikepdf.Object) -> Content:
        at = self._numbers[page.objgen]
        found = self._parents[int(page.StructParents)][mark]
        self._agree &= found.objgen == parent.objgen and mark not in self._pages[at].read
        self._pages[at].read.add(mark)
        return Content(self._pages[at].texts[mark], at)


def _numbers(node: pikepdf.Object) -> Iterator[tuple[int, pikepdf.Object]]:
    """Yield the entries of a number tree."""
    for kid in node.get("/Kids", []):
        yield from _numbers(kid)
    held = list(node.get("/Nums", []))
    yield from zip((int(key) for key in held[::2]), held[1::2], strict=True)


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """Return which letter each code of a font means."""
    found: dict[int, str] = {}
    lines = font.ToUnicode.read_bytes().decode("ascii").splitlines()
    for line in lines:
        code, _space, letter = line.partition("> <")
        if code.startswith("<") and len(code) == 3 and len(letter) > 4:
            found[int(code[1:], 16)] = bytes.fromhex(letter[:-1]).decode("utf-16-be")
    return found


_INLINE = frozenset({"Span", "Link", "Reference"})


def words_of(document: Element, *, pictures: bool = True) -> list[str]:
    """Return the words that are read of a document, in order, without the bullets and numbers of lists.

    Args:
        document: the outermost element.
        pictures: whether the alternative text of pictures is among them.
    """
    return "".join(_spoken(document, pictures=pictures)).split()


def _spoken(element: Element, *, pictures: bool) -> Iterator[str]:
    if element.alt:
        yield f"\n{element.alt}\n" if pictures else "\n"
        return
    apart = "" if element.role in _INLINE else "\n"
    yield apart
    for kid in element.kids:
        if isinstance(kid, Content):
            yield kid.text
        elif isinstance(kid, Element) and not (element.role == "LI" and kid.role == "Lbl"):
            yield from _spoken(kid, pictures=pictures)
    yield apart
