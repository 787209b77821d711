"""What a French message must satisfy: complete, fillable with the same values, Canadian typography."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

_PERCENT = re.compile(r"%(?:\([a-z_]+\))?[-0+]*\d*(?:\.\d+)?[srdifx]")
_BRACE = re.compile(r"\{[^{}]*\}")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+|\b\d{1,2}:\d{2}\b|\*\.\w+")
_MNEMONIC = re.compile(r"&(?=[^\W\d_])(?!\w+;)")
_TYPOGRAPHY = (
    (re.compile("'"), "an ASCII apostrophe; write ’ or « »"),
    (re.compile(r'(?<!=)"(?![\s/>])(?=\w)'), "a straight quotation mark; write « »"),
    (re.compile(r"[^\u00a0]:(?=\s|$)|^:(?=\s)"), "no no-break space before the colon"),
    (re.compile(r"[ \d\ufffc]%"), "no no-break space before the percent sign"),
    (re.compile(r"[ \d\ufffc]\$"), "no no-break space before the dollar sign"),
    (re.compile(r"[^\u00a0]»"), "no no-break space before the closing quotation mark"),
    (re.compile(r"«[^\u00a0]"), "no no-break space after the opening quotation mark"),
    (re.compile(r"[ \u00a0\u202f][;!?](?=\s|$)"), "a space before ; ! or ?, which Canadian French does without"),
    (re.compile("\u202f"), "a narrow no-break space; U+00A0 is the house's"),
    (re.compile(r"\.\.\."), "three dots; write …"),
)


def faults(message: Message) -> Iterator[str]:
    """Yield what is wrong with a translated message, one sentence each."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if not all(texts) or (len(ids) == 2 and len(texts) != 2):
        yield "is not translated"
        return
    if message.fuzzy:
        yield "is fuzzy"
    for text in texts:
        # Both French forms take the plural's values: the singular form also speaks of zero.
        yield from _same_places(ids[-1], text)
        yield from _same_edges(ids[-1], text)
        yield from _typography(text)


def _same_places(source: str, text: str) -> Iterator[str]:
    try:
        expected, given = _places(source), _places(text)
    except ValueError as error:
        yield f"cannot be filled in: {error}"
        return
    if expected != given:
        yield f"has the places {sorted(given)}, its source {sorted(expected)}"


def _places(text: str) -> list[str]:
    """Return the places to fill, sorted."""
    named = [f"{{{name}}}" for _, name, _, _ in Formatter().parse(text) if name is not None]
    return sorted(named + _PERCENT.findall(text))


def _same_edges(source: str, text: str) -> Iterator[str]:
    if _edges(source) != _edges(text):
        yield "starts or ends with other white space than its source"
    if source.count("\n") != text.count("\n"):
        yield "has another number of lines than its source"
    if bool(_MNEMONIC.search(source)) != bool(_MNEMONIC.search(text)):
        yield "has an access key (&) where its source has none, or none where it has one"


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _typography(text: str) -> Iterator[str]:
    shown = _BRACE.sub("\ufffc", _PERCENT.sub("x", _ADDRESS.sub("x", text)))
    for pattern, what in _TYPOGRAPHY:
        if pattern.search(shown):
            yield f"has {what}"
