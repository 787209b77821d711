"""What each structure element is going to be: said with the blocks, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class Node:
    """A structure element to be; the pieces of a block that stand on several pages share it.

    Attributes:
        role: the structure type of ISO 32000-1, 14.8.4; ``Title`` is mapped to a paragraph.
        parent: the element around it; None is the document.
        language: a language tag, when it is another one than that of the element around.
        alt: what is read in the place of a picture.
        attributes: the entries of one attribute dictionary, in PDF's own syntax.
        id: by which a note is known in the file.
        reopens: whether content of it may follow after a sibling has begun; it is then written
            with the element around it.
        is_written: whether the element is in the file; nothing can be added then.
    """

    role: str
    parent: Node | None = None
    language: str = ""
    alt: str = ""
    attributes: str = ""
    id: str = ""
    reopens: bool = False
    is_written: bool = field(default=False, init=False)
