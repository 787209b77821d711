"""What a planner can be told while filling the inventory."""

from __future__ import annotations

from app.errors import PlanError


class NotACountError(PlanError):
    """A count is neither a whole number nor *not applicable*, *no data* or blank."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"{field}: {value!r}")
        self.field = field
        self.value = value


class NotAVolumeError(PlanError):
    """The volume of a standard is neither a whole number from 0 nor blank."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"{field}: {value!r}")
        self.field = field
        self.value = value


class NotATargetError(PlanError):
    """A target is neither a number from 0 to 1 nor blank."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"{field}: {value!r}")
        self.field = field
        self.value = value


class NotADateError(PlanError):
    """A date is neither written YYYY-MM-DD nor blank."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"{field}: {value!r}")
        self.field = field
        self.value = value


class UnstorableTextError(PlanError):
    """A text holds a character that no file can carry, or a key holds a comma."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"{field}: {value!r}")
        self.field = field
        self.value = value


class IdentifierTakenError(PlanError):
    """Another service of the department, or another standard of the service, has this identifier."""

    def __init__(self, field: str, value: str, holder: str) -> None:
        super().__init__(f"{field}: {value!r}")
        self.field = field
        self.value = value
        self.holder = holder  # key of the row that has it


class ReportedServiceError(PlanError):
    """A service that the registry knows cannot be deleted, only retired."""

    def __init__(self, service: str) -> None:
        super().__init__(service)
        self.service = service


class AlreadyReportedError(PlanError):
    """The service already has a record in that year."""

    def __init__(self, service: str, year: str) -> None:
        super().__init__(f"{service} {year}")
        self.service = service
        self.year = year


class NothingToCarryError(PlanError):
    """No service of that year can be carried into the next."""

    def __init__(self, year: str) -> None:
        super().__init__(year)
        self.year = year


class SameServiceError(PlanError):
    """A service cannot be merged into itself; or no service is named that is to be merged."""

    def __init__(self, service: str) -> None:
        super().__init__(service)
        self.service = service


class SameOwnerError(PlanError):
    """A service cannot be given to the department that has it; or no department is named."""

    def __init__(self, department: str) -> None:
        super().__init__(department)
        self.department = department


class BlankNameError(PlanError):
    """A new service has no name in either language."""


class NothingToApproveError(PlanError):
    """The year holds no record that could be approved."""

    def __init__(self, year: str) -> None:
        super().__init__(year)
        self.year = year


class NothingToRestoreError(PlanError):
    """There was no record of that year then, or it is as it was."""

    def __init__(self, service: str, year: str) -> None:
        super().__init__(f"{service} {year}")
        self.service = service
        self.year = year


class NotReportedError(PlanError):
    """A field of the year's record was to be filled where the year has no record."""

    def __init__(self, service: str, year: str) -> None:
        super().__init__(f"{service} {year}")
        self.service = service
        self.year = year


class NoSuchServiceError(PlanError):
    """Pasted values name a service by an identifier that none of the table has."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.value = value


class BeyondTheTableError(PlanError):
    """Pasted values reach below the last service of the table, or right of its last column."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.value = value


class NotAFieldError(PlanError):
    """Pasted values fall on a column that is worked out, or that no field is called by."""

    def __init__(self, value: str, title: str) -> None:
        super().__init__(f"{title}: {value!r}")
        self.value = value
        self.title = title
