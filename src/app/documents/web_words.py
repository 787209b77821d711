"""What a web page says around its text, in the page's language: the builder knows the words, the writer the places."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebWords:
    """The words of one page.

    Attributes:
        skip: of the link that leads past the head.
        description: what the page is, in a sentence, for who lists pages.
        modified: before the date of the last change, with ``{date}``.
        modified_on: that date, ISO 8601.
        language: names the choice of language, for who does not see it.
        other: the name of the other language, in that language.
        draft: what a page says that is not final yet.
    """

    skip: str
    description: str
    modified: str
    modified_on: str
    language: str
    other: str
    draft: str
