"""What the builders are given: frozen cards read from a plan, without a word on documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from app.inventory.facts import codes
from model.bilingual import Bilingual
from model.inventory import APPLICATION_COUNTS, INTERACTION_POINTS
from model.quantity import Quantity, sum_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from app.framework.framework import Framework
    from app.indicators.measure import IndicatorSet
    from app.priorities.cards import Ranking
    from model.fiscal_year import FiscalYear
    from model.language import Language


_BLANK = Bilingual()


@dataclass(frozen=True, slots=True)
class Approver:
    """Who approved something and when; blank while nobody has."""

    name: str = ""
    on: date | None = None


NOBODY = Approver()


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """The newest approved version of a document.

    Attributes:
        name: its name; blank while nothing was approved.
        seal: the checksum of what was approved.
        is_changed: whether the document says something else by now.
    """

    name: str = ""
    seal: str = ""
    approved: Approver = NOBODY
    is_changed: bool = False

    @property
    def in_force(self) -> Approver:
        """Return who approved the document as it stands: nobody once it changed."""
        return NOBODY if self.is_changed else self.approved


NO_VERSION = VersionFacts()


@dataclass(frozen=True, slots=True)
class Frame:
    """What every document of a plan says about itself.

    Attributes:
        department: the applied title of the department that the document is about.
        title: the plan's own title; may be blank.
        changed_on: the day on which the plan was last changed: the date of a draft.
        author: the name that the planner chose for the documents' properties; may be blank.
    """

    department: Bilingual
    title: Bilingual
    year: FiscalYear
    first_year: FiscalYear
    last_year: FiscalYear
    marking: Bilingual
    office_language: Language
    changed_on: date
    version: VersionFacts = NO_VERSION
    author: str = ""


@dataclass(frozen=True, slots=True)
class StandardEntry:
    """One service standard of one year, by the registry's field ids, with what its figures give."""

    record: Mapping[str, Any]
    performance: Fraction | None
    is_met: bool | None
    target: Fraction | None

    def both(self, pair: str) -> Bilingual:
        """Return a text in both languages."""
        return Bilingual(self.record[f"{pair}_en"], self.record[f"{pair}_fr"])


@dataclass(frozen=True)
class ServiceEntry:
    """One service as one year reports it, by the registry's field ids.

    Attributes:
        key: the service's key.
        record: the year's record with ``service_id``.
        standards: its standards of that year.
        programs: code and name of its programs.
        owner: the department that reported it.
        is_priority: whether it is priority in that year.
        in_scope: whether the policy covers it.
    """

    key: str
    record: Mapping[str, Any]
    standards: tuple[StandardEntry, ...]
    programs: tuple[tuple[str, Bilingual], ...]
    owner: Bilingual
    is_priority: bool
    in_scope: bool

    @property
    def name(self) -> Bilingual:
        """Return its name in that year."""
        return self.both("service_name")

    def both(self, pair: str) -> Bilingual:
        """Return a text in both languages."""
        return Bilingual(self.record[f"{pair}_en"], self.record[f"{pair}_fr"])

    def text(self, name: str) -> str:
        """Return a field as written."""
        return str(self.record[name] or "")

    def codes(self, name: str) -> tuple[str, ...]:
        """Return the codes of a field."""
        return codes(self.text(name))

    def quantity(self, name: str) -> Quantity:
        """Return one of its volumes."""
        return Quantity(self.record[name])

    @cached_property
    def points(self) -> tuple[str, ...]:
        """Return the answers at the six interaction points."""
        return tuple(self.record[point] for point in INTERACTION_POINTS)

    @property
    def is_end_to_end(self) -> bool:
        """Whether no point is offline and at least one is online."""
        return "N" not in self.points and "Y" in self.points

    @cached_property
    def applications(self) -> Quantity:
        """Return the sum over the channels."""
        return sum_of([self.quantity(name) for name in APPLICATION_COUNTS])


@dataclass(frozen=True)
class YearContent:
    """What the inventory says of one fiscal year."""

    year: FiscalYear
    services: tuple[ServiceEntry, ...]
    figures: IndicatorSet

    @cached_property
    def covered(self) -> tuple[ServiceEntry, ...]:
        """Return the services that the policy covers."""
        return tuple(service for service in self.services if service.in_scope)

    @cached_property
    def by_key(self) -> Mapping[str, ServiceEntry]:
        """Return the services by key."""
        return {service.key: service for service in self.services}


@dataclass(frozen=True, slots=True)
class InventoryContent:
    """What the service inventory document holds."""

    frame: Frame
    framework: Framework
    years: Mapping[FiscalYear, YearContent]
    custodian: str = ""
    approved: Approver = NOBODY
    every_department: bool = False


@dataclass(frozen=True, slots=True)
class SectionText:
    """What the planner wrote under a heading of the outline."""

    kept: bool = True
    text: Bilingual = _BLANK


@dataclass(frozen=True, slots=True)
class ObjectiveEntry:
    """An objective and the result expected of it."""

    key: str
    name: Bilingual
    expected_result: Bilingual


@dataclass(frozen=True, slots=True)
class InitiativeEntry:
    """An initiative, as the work plan of the guidance lists it."""

    objective: str
    service: Bilingual
    name: Bilingual
    actions: Bilingual
    responsible: Bilingual
    first_year: str
    completion_on: date | None
    status: str


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """What an indicator is to reach in a fiscal year; ``value`` is a ratio of 0 to 1 or a count."""

    indicator: str
    objective: str
    year: FiscalYear
    value: float | None


@dataclass(frozen=True, slots=True)
class EngagementEntry:
    """An approach to make e-services known and used."""

    first_year: str
    last_year: str
    approved: Approver
    actions: Bilingual


@dataclass(frozen=True, slots=True)
class MandatoryEntry:
    """A mandatory service and whether the department uses it: ``Y``, ``N`` or blank."""

    name: Bilingual
    adopted: str
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class RatedEntry:
    """How a requirement was rated in the year's self-assessment, and on what evidence."""

    rating: str
    evidence: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True)
class StrategyContent:
    """What the strategy document holds."""

    frame: Frame
    framework: Framework
    years: Mapping[FiscalYear, YearContent]
    sections: Mapping[str, SectionText] = field(default_factory=dict)
    objectives: tuple[ObjectiveEntry, ...] = ()
    initiatives: tuple[InitiativeEntry, ...] = ()
    targets: tuple[TargetEntry, ...] = ()
    engagement: tuple[EngagementEntry, ...] = ()
    mandatory: tuple[MandatoryEntry, ...] = ()
    ranking: Ranking | None = None
    rated: Mapping[str, RatedEntry] = field(default_factory=dict)

    def section(self, outline_id: str) -> SectionText:
        """Return what is written under a heading; nothing is kept and blank."""
        return self.sections.get(outline_id, SectionText())
