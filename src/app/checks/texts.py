"""Findings on texts in both languages: missing, out of date, never compared, the same, other numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from app.checks.finding import Level
from app.checks.making import PRINTED, documents_of, finding
from app.checks.numbers import disagreement
from app.checks.spoken import is_in_other
from app.registry.schema import Kind, schema
from app.steps import Step, step_of
from app.translation import ADDRESSES, PairRow, State, state_of
from model.base import pairs
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.inventory import SERVICE_RECORD, STANDARD_RECORD
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from app.checks.finding import Fact, Finding

_DIGIT: Final = re.compile(r"\d")
_MANY_WORDS: Final = 3
_KINDS: Final = {"service_record": Kind.SERVICE, "standard_record": Kind.STANDARD}
_OWNERS: Final = {"service_record": "service_name", "standard_record": "service_standard"}
_PAIRS: Final = {
    table.name: tuple((name, f"{name}_en", f"{name}_fr") for name in pairs(table))
    for table in (SERVICE_RECORD, STANDARD_RECORD)
}
_parsed = lru_cache(maxsize=64)(FiscalYear.parse)


def record_texts(
    entity: str, record: Mapping[str, Any], confirmed: Mapping[tuple[str, str], tuple[str, str]]
) -> Iterator[Finding]:
    """Yield every finding on the texts of a service record or a standard.

    Args:
        entity: which of the two it is.
        record: its row.
        confirmed: both sides of texts as they were when they were declared equal, by key of the record and field.
    """
    for field, in_english, in_french in _PAIRS[entity]:
        english, french = record[in_english], record[in_french]
        if not english and not french:
            continue
        held = confirmed.get((record["id"], field))
        if held == (english, french) and english != french and not _holds_digits(english, french):
            continue  # most texts, most of the time
        text = Bilingual(english, french)
        before = text if field in ADDRESSES else None if held is None else Bilingual(*held)
        state, changed = state_of(text, before)
        if state is not State.NONE:
            owner = Bilingual(record[f"{_OWNERS[entity]}_en"], record[f"{_OWNERS[entity]}_fr"])
            year = _parsed(record["fiscal_yr"])
            yield from text_findings(
                PairRow(entity, record["id"], field, year, owner, text, state, changed, before, source=None)
            )


def text_findings(row: PairRow) -> Iterator[Finding]:
    """Yield every finding on one text."""
    match row.state:
        case State.MISSING:
            if not _is_told_elsewhere(row):
                level = Level.ERROR if row.entity in PRINTED else Level.WARNING
                yield _on(row, "translation_missing", row.text.missing[0], level=level)
            return
        case State.OUT_OF_DATE:
            side = row.changed.other if row.changed else None
            yield _on(row, "translation_out_of_date", side, step=Step.TRANSLATION)
        case State.DRAFT:
            yield _on(row, "translation_draft", None, step=Step.TRANSLATION)
    if row.field not in ADDRESSES:
        yield from _contents(row)


def _is_told_elsewhere(row: PairRow) -> bool:
    """Whether rules of their own say that a side is missing: the registry's, and that of rationales."""
    kind = _KINDS.get(row.entity)
    of_the_registry = kind is not None and f"{row.field}_en" in schema().resource(kind).fields
    return of_the_registry or (row.entity, row.field) == ("decision", "rationale")


def _contents(row: PairRow) -> Iterator[Finding]:
    english, french = row.text.en, row.text.fr
    strange = tuple(language for language in Language if is_in_other(row.text.text(language), language))
    level = Level.ERROR if row.entity in PRINTED else Level.WARNING
    if row.state is not State.CONFIRMED and english != french:  # who confirmed a text has read both and means it so
        for language in strange:
            yield _on(row, "wrong_language", language, level=level, step=Step.TRANSLATION)
    if english == french and strange:  # a whole sentence is never the same
        yield _on(row, "same_text_both_languages", strange[0], level=level)
    elif english == french and len(english.split()) > _MANY_WORDS:
        yield _on(row, "same_text_both_languages", None)
    elif english != french and _holds_digits(english, french):
        differ = disagreement(english, french)
        if differ is not None:
            yield _on(row, "numbers_disagree", None, facts={"english": differ[0], "french": differ[1]})


def _holds_digits(english: str, french: str) -> bool:
    return _DIGIT.search(english) is not None or _DIGIT.search(french) is not None


def _on(
    row: PairRow,
    rule: str,
    lang: Language | None,
    *,
    level: Level | None = None,
    step: Step | None = None,
    facts: dict[str, Any] | None = None,
) -> Finding:
    written: dict[str, Fact] = facts or {}
    return finding(
        rule,
        row.entity,
        row.key,
        field=row.field,
        lang=lang,
        year=row.year,
        subject=row.owner,
        documents=documents_of(row.entity, f"{row.field}_{lang.value}" if lang else row.field),
        step=step or step_of(row.entity),
        level=level,
        facts=written,
    )
