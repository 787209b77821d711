"""The parts of a framework, as they stand in its file.

Each class is one kind of entry: its field names are the keys of the file, its field types are
what ``reading`` accepts there, and a field with a default may be left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear


@dataclass(frozen=True, slots=True)
class Entry:
    """An id with a title: an area, a criterion, a marking, a piece of evidence."""

    id: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class Note:
    """A titled text of the framework: an expected result, a principle, an element, an instrument to read with it."""

    id: str
    title: Bilingual
    text: Bilingual


@dataclass(frozen=True, slots=True)
class ServiceTest:
    """The questions by which something is recognized as a service; ``yes_needed`` is how many ask for a yes."""

    yes_needed: int
    questions: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Replacement:
    """What took the place of the instrument, and when."""

    since: date
    titles: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """The identity of the policy instrument itself.

    Attributes:
        number: its number among the Treasury Board's instruments.
    """

    number: str
    title: Bilingual
    objective: Bilingual
    replaced_by: Replacement | None = None


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day that comes back each calendar year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that the policy asks of the deputy head.

    Attributes:
        id: a slug that never changes.
        clause: its number in the instrument.
        text: what it asks, in our own words.
        services: the services it concerns.
        area: the group of results it is shown in.
        indicators: ids of the indicators that bear on it.
        guidance: how it is usually met.
        evidence: what is accepted as proof, one line each.
        steps: the steps of the work that it opens: the guide shows it there while nothing else has the focus.
    """

    id: str
    clause: str
    title: Bilingual
    text: Bilingual
    services: Bilingual
    area: str
    effective_from: date
    indicators: tuple[str, ...]
    guidance: Bilingual
    evidence: tuple[Bilingual, ...]
    effective_to: date | None = None
    steps: tuple[str, ...] = ()

    def is_in_effect(self, year: FiscalYear) -> bool:
        """Whether it had taken effect before ``year`` ended; a requirement replaced since is still shown."""
        return self.effective_from <= year.last_day


class Holder(StrEnum):
    """Who holds a role under the policy."""

    DEPUTY_HEAD = "deputy-head"
    SECRETARIAT = "secretariat"
    SECRETARY = "secretary"


@dataclass(frozen=True, slots=True)
class Role:
    """One clause on monitoring, consequences or support.

    Attributes:
        parliamentary_offices: whether it applies to the offices that answer directly to Parliament.
    """

    clause: str
    holder: Holder
    text: Bilingual
    parliamentary_offices: bool = True


@dataclass(frozen=True, slots=True)
class Term:
    """A defined term and its meaning in our own words."""

    id: str
    term: Bilingual
    meaning: Bilingual


class Mark(StrEnum):
    """Why a heading stands in the outline: policy, guidance, or our own addition."""

    REQUIRED = "R"
    RECOMMENDED = "G"
    ADDED = "A"


class SectionKind(StrEnum):
    """Whether the planner writes a section or the plan's data fill it."""

    TEXT = "text"
    GENERATED = "generated"


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the outline.

    Attributes:
        number: its number; ``0.x`` is front matter, printed without a number, a letter is an annex.
        answers: ids of the requirements and elements it answers.
        tables: slugs of tables it may show.
        charts: slugs of charts it may show.
    """

    id: str
    number: str
    title: Bilingual
    guidance: Bilingual
    mark: Mark
    kind: SectionKind = SectionKind.TEXT
    optional: bool = False
    answers: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    charts: tuple[str, ...] = ()

    @property
    def is_front_matter(self) -> bool:
        """Whether it stands before the numbered sections."""
        return self.number.startswith("0.")

    @property
    def is_annex(self) -> bool:
        """Whether it is an annex, numbered with a letter."""
        return self.number.isalpha()

    @property
    def level(self) -> int:
        """Return 1 for a main heading, front matter and an annex, 2 for a heading below a main one."""
        return 1 if self.is_front_matter else self.number.count(".") + 1

    @property
    def parent_number(self) -> str:
        """Return the number of the heading it stands below; blank for a main heading."""
        return "" if self.level == 1 else self.number.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class FigureKind:
    """A table or a chart that a text can show: ``{{table:ID@YEAR}}``, ``{{chart:ID@YEAR}}``."""

    id: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """One step of a scale: the value stored, its label, and what it means."""

    value: int
    label: Bilingual
    meaning: Bilingual


@dataclass(frozen=True, slots=True)
class Consideration:
    """One of the considerations by which priority services are chosen.

    Attributes:
        key: its short mark in the official form, ``C1``.
        short: its title where there is little room, at the head of a column.
        questions: what to ask of each service.
        criteria: ids of the policy's criteria it serves.
        weight: its default share of 100.
        steps: the scale, highest first, each step with what it means for this consideration.
        high_types: codes of the registry's types of service that suggest its highest step.
    """

    id: str
    key: str
    title: Bilingual
    short: Bilingual
    questions: tuple[Bilingual, ...]
    criteria: tuple[str, ...]
    weight: int
    steps: tuple[ScaleStep, ...]
    high_types: tuple[str, ...] = ()

    def step(self, value: int) -> ScaleStep | None:
        """Return the step of its scale with ``value``, or none."""
        return next((step for step in self.steps if step.value == value), None)


@dataclass(frozen=True, slots=True)
class VolumeBands:
    """Where a yearly number of applications counts as high, medium or low.

    Attributes:
        high: from this number of applications a year, absolute mode.
        medium: from this number of applications a year, absolute mode.
        top_share: the share of the department's services that count as high, relative mode.
        bottom_share: the share of the department's services that count as low, relative mode.
    """

    high: int
    medium: int
    top_share: float
    bottom_share: float
    explanation: Bilingual


@dataclass(frozen=True, slots=True)
class OutcomeBand:
    """What a score suggests; a label on a proposal, never a decision.

    Attributes:
        from_score: the lowest score, on 100, that falls into the band.
    """

    id: str
    from_score: int
    label: Bilingual


def outcome_of(bands: Iterable[OutcomeBand], score: float) -> OutcomeBand:
    """Return the band into which ``score``, on 100, falls; the lowest one starts at 0."""
    return max((band for band in bands if score >= band.from_score), key=lambda band: band.from_score)


@dataclass(frozen=True, slots=True)
class PrioritySelection:
    """How the framework proposes to choose priority services."""

    criteria: tuple[Entry, ...]
    considerations: tuple[Consideration, ...]
    not_assessed: Bilingual
    volume_bands: VolumeBands
    outcome_bands: tuple[OutcomeBand, ...]


@dataclass(frozen=True, slots=True)
class RatingStep:
    """One step of the self-assessment's scale.

    Attributes:
        code: what the plan stores: ``4``, ``NA``.
        points: its place on the scale; none for a code that is not a rating.
        from_attainment: from which mean share of their targets, 0 to 1, the indicators propose it; none where they
            never do.
        evidence_needed: whether the rating needs evidence.
        action_needed: whether the rating needs a corrective action.
    """

    code: str
    label: Bilingual
    meaning: Bilingual
    points: int | None = None
    from_attainment: float | None = None
    evidence_needed: bool = False
    action_needed: bool = False


@dataclass(frozen=True, slots=True)
class ProgressState:
    """How far an action or an initiative is.

    Attributes:
        tone: the name of the colour that accompanies the word: ``green``, ``blue``, ``yellow``, ``red``, ``grey``.
        on_track: whether it counts as on track.
        counts: whether it counts at all; a dropped action does not.
    """

    id: str
    label: Bilingual
    tone: str
    on_track: bool
    counts: bool = True


class Unit(StrEnum):
    """What an indicator's value is."""

    COUNT = "count"
    RATIO = "ratio"
    YES_NO = "yes_no"


class Source(StrEnum):
    """Where an indicator's figures come from: the inventory, the rest of the plan, the planner."""

    INVENTORY = "c"
    PLAN = "p"
    ENTERED = "e"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the framework; how it is counted is code, everything said about it is data.

    Attributes:
        kind: where its figures come from.
        text: what it counts, in a sentence.
        target: the default target, a ratio; none where the department sets its own.
        rises: whether the default target is to be above last year's value.
        planned_to_rise: whether the targets that a plan sets on it are to rise from year to year, until all is reached.
        lower_is_better: whether a lower value is the better one, and a target the highest that meets it.
        limit: the number that its definition names: years back, or applications a year.
        is_key: whether it is one of the key figures of overview and summary.
    """

    id: str
    title: Bilingual
    unit: Unit
    kind: Source
    text: Bilingual
    target: float | None = None
    rises: bool = False
    planned_to_rise: bool = False
    lower_is_better: bool = False
    limit: int | None = None
    is_key: bool = False
