"""Who answers for a service, and what is odd about the form of an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import UnknownCodeError, UnknownRecordError
from app.inventory.errors import UnstorableTextError
from app.inventory.history import record_history
from app.inventory.links import LinkFault, link_fault, link_faults
from app.inventory.owners import Owner, edit_owner, is_email, service_owner
from app.inventory.services import add_service, delete_service
from model.bilingual import Bilingual
from model.language import Language
from tests.app.inventory.conftest import YEAR, Permit

if TYPE_CHECKING:
    from app.workspace import Workspace


def test_an_owner_is_named_changed_and_taken_away(workspace: Workspace, permit: Permit) -> None:
    edit_owner(workspace, permit.service, {"name": " Permits office "})
    edit_owner(workspace, permit.service, {"email": "permits@agr.gc.ca"})
    named = service_owner(workspace, permit.service)
    assert (named.name, named.email) == ("Permits office", "permits@agr.gc.ca")

    edit_owner(workspace, permit.service, {"name": "", "email": ""})

    assert service_owner(workspace, permit.service) == Owner()
    workspace.undo()
    assert service_owner(workspace, permit.service) == named


def test_an_owner_belongs_to_the_history_of_the_record(workspace: Workspace, permit: Permit) -> None:
    edit_owner(workspace, permit.service, {"name": "Permits office"})
    edit_owner(workspace, permit.service, {"name": "Licences office"})

    told = record_history(workspace, permit.service, YEAR).entries[0]

    assert [(one.field, one.old, one.new) for one in told.changes] == [("name", "Permits office", "Licences office")]


def test_what_cannot_be_an_owner_is_refused(workspace: Workspace, permit: Permit) -> None:
    with pytest.raises(UnstorableTextError):
        edit_owner(workspace, permit.service, {"name": "a\nb"})
    with pytest.raises(UnknownCodeError):
        edit_owner(workspace, permit.service, {"telephone": "1"})
    with pytest.raises(UnknownRecordError):
        edit_owner(workspace, "nowhere", {"name": "a"})


def test_an_owner_goes_with_the_service(workspace: Workspace) -> None:
    service = add_service(workspace, YEAR, Bilingual("New", "Nouveau"))
    edit_owner(workspace, service, {"name": "Office"})

    delete_service(workspace, service)

    assert service_owner(workspace, service) == Owner()


@pytest.mark.parametrize("text", ["a@agr.gc.ca", " jean-luc.o’neil+x@canada.ca "])
def test_addresses_of_mail_are_known(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize("text", ["", "Permits office", "a@b", "a@@b.ca", "a b@c.ca", "a@b.ca, c@d.ca", "a@.ca"])
def test_what_is_no_address_of_mail_is_told(text: str) -> None:
    assert not is_email(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://agriculture.canada.ca/en/programs",
        "http://www.statcan.gc.ca",
        "HTTPS://Canada.ca/a?b=c#d",
        "https://xn--fiq.ca:8080/x",
        "  https://www.canada.ca/  ",
    ],
)
def test_an_address_that_can_be_followed_is_not_odd(text: str) -> None:
    assert link_fault(text, Language.EN) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("N/A", LinkFault.NO_ADDRESS),
        ("Yes", LinkFault.NO_ADDRESS),
        ("Not available", LinkFault.NO_ADDRESS),
        ("https://", LinkFault.NO_ADDRESS),
        ("http://intranet/page", LinkFault.NO_ADDRESS),
        ("https://[broken", LinkFault.NO_ADDRESS),
        ("www.statcan.gc.ca/en/about", LinkFault.NO_SCHEME),
        ("canada.ca", LinkFault.NO_SCHEME),
        ("canada.ca:443/x", LinkFault.NO_SCHEME),
        ("ftp://canada.ca/x", LinkFault.OTHER_SCHEME),
        ("mailto:info@canada.ca", LinkFault.OTHER_SCHEME),
        ("https://canada.ca/my page", LinkFault.BLANKS),
        ("See https://canada.ca", LinkFault.BLANKS),
        ("https://canada.ca/a\nhttps://canada.ca/b", LinkFault.SEVERAL),
        ("https://canada.ca/a, https://canada.ca/b", LinkFault.SEVERAL),
        ("https://canada.ca/fr/a", LinkFault.OTHER_LANGUAGE),
        ("https://canada.ca/index-fra.html", LinkFault.OTHER_LANGUAGE),
        ("https://canada.ca/index_f.htm", LinkFault.OTHER_LANGUAGE),
        ("https://canada.ca/?lang=fr", LinkFault.OTHER_LANGUAGE),
    ],
)
def test_what_is_odd_about_an_address_is_told(text: str, fault: LinkFault) -> None:
    assert link_fault(text, Language.EN) is fault


def test_an_address_that_names_both_languages_is_for_both() -> None:
    assert link_fault("https://canada.ca/en/fr/a", Language.EN) is None
    assert link_fault("https://canada.ca/french-fries", Language.EN) is None
    assert link_fault("https://canada.ca/e-services", Language.FR) is None


def test_each_side_is_judged_for_its_own_readers() -> None:
    both = Bilingual("https://canada.ca/en/a", "https://canada.ca/en/a")

    assert link_faults(both) == ((Language.FR, LinkFault.OTHER_LANGUAGE),)
