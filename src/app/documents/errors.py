"""What can go wrong when documents are asked for."""

from __future__ import annotations

from app.errors import BlockedError, UsageError


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


class WholeOnlyError(UsageError):
    """The document is made of the whole inventory: it cannot be limited to some services."""

    def __init__(self, document: str) -> None:
        super().__init__(document)
        self.document = document
