"""One section of the strategy: what it holds, what it answers, and the ways to change it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from app.errors import PlanError
from app.framework.parts import Mark, SectionKind
from app.i18n import N_
from app.plan_facts import framework_of
from app.section_text import section_key
from app.strategy.states import SideState, side_states
from app.translation import Place, confirm
from app.typography import fold
from model.bilingual import Bilingual
from model.strategy import SECTION
from model.translation import CONFIRMATION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.framework.framework import Framework
    from app.framework.parts import Requirement, Section, Term
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear
    from model.language import Language

_TERMS: Final = 2  # more would bury the guidance


class RequiredSectionError(PlanError):
    """The policy asks for this section: it cannot be left out."""

    def __init__(self, outline_id: str) -> None:
        super().__init__(outline_id)
        self.outline_id = outline_id


class GeneratedSectionError(PlanError):
    """The section is made from the plan's data and holds no text of its own."""

    def __init__(self, outline_id: str) -> None:
        super().__init__(outline_id)
        self.outline_id = outline_id


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A line of the outline.

    Attributes:
        id: id of the heading in the framework's outline.
        key: key of the plan's row, also while there is none yet.
        number: as printed; blank for front matter, ``A`` for an annex.
        is_written: whether the planner writes it; otherwise the plan's data fill it.
        can_be_left_out: whether the policy leaves the choice.
        kept: whether the documents print it.
        states: how far each language is.
    """

    id: str
    key: str
    number: str
    title: Bilingual
    level: int
    is_annex: bool
    is_written: bool
    can_be_left_out: bool
    kept: bool
    states: Mapping[Language, SideState]


@dataclass(frozen=True, slots=True)
class SectionCard:
    """A section with its text.

    Attributes:
        row: its line in the outline.
        text: small Markdown in both languages.
        confirmed: both texts as they were when they were declared equal.
        guidance: what to write, in a sentence.
        answers: what it answers: a clause and title, or an element's title, in both languages.
        requirement: clause of the first requirement it answers; blank when there is none.
        terms: ids of the defined terms that its title or its guidance uses.
        tables: ids of the tables that belong to it.
        charts: ids of the charts that belong to it.
    """

    row: SectionRow
    text: Bilingual
    confirmed: Bilingual | None
    guidance: Bilingual
    answers: tuple[Bilingual, ...]
    requirement: str
    terms: tuple[str, ...]
    tables: tuple[str, ...]
    charts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stored:
    key: str
    kept: bool
    text: Bilingual
    confirmed: Bilingual | None = None


def outline(workspace: Workspace) -> tuple[SectionRow, ...]:
    """Return the framework's outline in print order, with what the plan holds of it."""
    framework = framework_of(workspace)
    stored = _stored(workspace)
    return tuple(_row(section, stored.get(section.id)) for section in framework.outline)


def section_card(workspace: Workspace, outline_id: str, year: FiscalYear | None = None) -> SectionCard:
    """Return one section.

    Args:
        workspace: the open plan.
        outline_id: id of the heading in the framework's outline.
        year: requirements that took effect after it are not named.

    Raises:
        UnknownCodeError: the framework's outline has no such heading.
    """
    framework = framework_of(workspace)
    section = framework.section(outline_id)
    stored = _stored(workspace).get(outline_id)
    answered = _answered(framework, section, year)
    return SectionCard(
        row=_row(section, stored),
        text=stored.text if stored else Bilingual(),
        confirmed=stored.confirmed if stored else None,
        guidance=section.guidance,
        answers=tuple(title for _clause, title in answered),
        requirement=next((clause for clause, _title in answered if clause), ""),
        terms=_terms(framework, section),
        tables=section.tables,
        charts=section.charts,
    )


def write_section(workspace: Workspace, outline_id: str, language: Language, markdown: str) -> SectionCard:
    """Store the text of a section in one language; the same text again is no change.

    Raises:
        UnknownCodeError: the framework's outline has no such heading.
        GeneratedSectionError: the heading is filled from the plan's data.
    """
    section = framework_of(workspace).section(outline_id)
    if section.kind is SectionKind.GENERATED:
        raise GeneratedSectionError(outline_id)
    stored = _stored(workspace).get(outline_id)
    if markdown != (stored.text.text(language) if stored else ""):
        _store(workspace, N_("Write section"), outline_id, stored, {f"text_{language}": markdown})
    return section_card(workspace, outline_id)


def keep_section(workspace: Workspace, outline_id: str, *, kept: bool) -> SectionCard:
    """Print a section, or leave it out of the documents; its text stays in the plan.

    Raises:
        UnknownCodeError: the framework's outline has no such heading.
        RequiredSectionError: the policy asks for the section.
    """
    section = framework_of(workspace).section(outline_id)
    if not kept and section.mark is Mark.REQUIRED:
        raise RequiredSectionError(outline_id)
    stored = _stored(workspace).get(outline_id)
    if kept != (stored.kept if stored else True):
        label = N_("Keep section") if kept else N_("Leave section out")
        _store(workspace, label, outline_id, stored, {"kept": "Y" if kept else "N"})
    return section_card(workspace, outline_id)


def confirm_section(workspace: Workspace, outline_id: str) -> SectionCard:
    """Declare that both texts of a section say the same.

    Raises:
        UnknownCodeError: the framework's outline has no such heading.
    """
    card = section_card(workspace, outline_id)
    if not card.text.missing:
        confirm(workspace, (Place("section", card.row.key, "text"),), None)
    return section_card(workspace, outline_id)


def _store(workspace: Workspace, label: str, outline_id: str, stored: _Stored | None, values: dict[str, str]) -> None:
    with workspace.change(label) as connection:
        if stored is None:
            fresh = {"id": section_key(outline_id), "outline": outline_id, "kept": "Y"}
            connection.execute(SECTION.insert().values(**{**fresh, **values}))
        else:
            connection.execute(SECTION.update().where(SECTION.c.id == stored.key).values(**values))


def _stored(workspace: Workspace) -> dict[str, _Stored]:
    query = select(SECTION, CONFIRMATION.c.en, CONFIRMATION.c.fr).join(
        CONFIRMATION,
        (CONFIRMATION.c.entity == "section")
        & (CONFIRMATION.c.record == SECTION.c.id)
        & (CONFIRMATION.c.field == "text"),
        isouter=True,
    )
    return {
        row.outline: _Stored(
            key=row.id,
            kept=row.kept != "N",
            text=Bilingual(row.text_en, row.text_fr),
            confirmed=None if row.en is None else Bilingual(row.en, row.fr),
        )
        for row in workspace.rows(query)
    }


def _row(section: Section, stored: _Stored | None) -> SectionRow:
    text = stored.text if stored else Bilingual()
    return SectionRow(
        id=section.id,
        key=stored.key if stored else section_key(section.id),
        number="" if section.is_front_matter else section.number,
        title=section.title,
        level=section.level,
        is_annex=section.is_annex,
        is_written=section.kind is SectionKind.TEXT,
        can_be_left_out=(section.mark is not Mark.REQUIRED and not section.is_front_matter) or section.optional,
        kept=stored.kept if stored else True,
        states=side_states(text, stored.confirmed if stored else None),
    )


def _answered(framework: Framework, section: Section, year: FiscalYear | None) -> list[tuple[str, Bilingual]]:
    requirements: dict[str, Requirement] = {found.id: found for found in framework.requirements}
    elements = {found.id: found for found in framework.elements}
    answered: list[tuple[str, Bilingual]] = []
    for answered_id in section.answers:
        if answered_id in elements:
            answered.append(("", elements[answered_id].title))
        elif answered_id in requirements:
            requirement = requirements[answered_id]
            if year is None or requirement.is_in_effect(year):
                answered.append((requirement.clause, requirement.title))
    return answered


def _terms(framework: Framework, section: Section) -> tuple[str, ...]:
    """Return the defined terms that title or guidance use; a longer one says more than those inside it."""
    used = fold(f"{section.title.en} {section.guidance.en}")
    by_length = sorted(framework.definitions, key=lambda term: -len(term.term.en))
    chosen: list[Term] = []
    for term in by_length:
        written = fold(term.term.en)
        is_inside = any(written in fold(longer.term.en) for longer in chosen)
        if not is_inside and re.search(rf"\b{re.escape(written)}s?\b", used):
            chosen.append(term)
    return tuple(term.id for term in chosen[:_TERMS])
