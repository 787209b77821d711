"""What can go wrong when documents are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import BlockedError, InputError, PlanError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class DocumentNotMadeError(UsageError):
    """The document is known, but this version of the program does not make it yet."""

    def __init__(self, document: str) -> None:
        super().__init__(document)
        self.document = document


class WrongFormatError(UsageError):
    """The document or data cannot be had in that format."""

    def __init__(self, document: str, format_: str) -> None:
        super().__init__(f"{document} {format_}")
        self.document = document
        self.format = format_


class NotFinalError(BlockedError):
    """A final edition is refused while findings of level error bear on it."""


class LostLettersError(PlanError):
    """A final edition is refused while it holds letters that none of the documents' fonts has."""

    def __init__(self, letters: str, place: str) -> None:
        super().__init__(f"{letters} {place}")
        self.letters = letters
        self.place = place


class WholeOnlyError(UsageError):
    """The document is made of the whole inventory: it cannot be limited to some services."""

    def __init__(self, document: str) -> None:
        super().__init__(document)
        self.document = document


class TemplateError(InputError):
    """A Word template of the department's own cannot be used."""


class NoWordTemplateError(TemplateError):
    """It is no Word document or template, or one that a password protects."""


class MacroTemplateError(TemplateError):
    """It can hold macros."""


class OversizedTemplateError(TemplateError):
    """Unpacked it would be far larger than any template."""


class DamagedTemplateError(TemplateError):
    """It cannot be read whole."""


class LinkedTemplateError(TemplateError):
    """It points to files outside itself, which opening a document would fetch."""

    def __init__(self, path: Path | str, targets: Sequence[str]) -> None:
        super().__init__(path)
        self.targets = ", ".join(dict.fromkeys(targets))


class StylesMissingError(TemplateError):
    """Styles that documents are written in are not in it."""

    def __init__(self, path: Path | str, names: Sequence[str]) -> None:
        super().__init__(path)
        self.names = tuple(names)


class PictureError(InputError):
    """The picture of a symbol on the title page cannot be used."""


class NoPictureError(PictureError):
    """It is neither PNG nor JPEG."""


class OversizedPictureError(PictureError):
    """It holds more than a symbol on a title page needs."""


class DamagedPictureError(PictureError):
    """It cannot be read whole."""


class PressColoursError(PictureError):
    """Its colours are those of a printing press, without a profile that says which."""


class UnseenPictureError(PictureError):
    """Nothing of it would be seen on white paper."""
