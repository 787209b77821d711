"""What a file says about itself, to a person and to a validator."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from app.documents.pdf.tagging.links import Links, LostLinkError
from app.documents.pdf.tagging.metadata import Properties
from app.resources import resource
from model.language import Language
from tests.app.documents import specimen
from tests.app.documents.reading import pdf_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def bilingual() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(pdf_bytes(specimen.with_wide_pages(Language.FR, Language.EN)))) as pdf:
        yield pdf


def test_it_is_marked_shows_its_title_and_names_its_language(bilingual: pikepdf.Pdf) -> None:
    root = bilingual.Root

    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(root.Lang) == "fr-CA"
    assert dict(root.StructTreeRoot.RoleMap) == {"/Title": "/P"}


def test_the_tab_key_follows_the_structure_on_every_page(bilingual: pikepdf.Pdf) -> None:
    assert {str(page.obj.Tabs) for page in bilingual.pages} == {"/S"}
    assert len({int(page.obj.StructParents) for page in bilingual.pages}) == len(bilingual.pages)


def test_wide_pages_lie_on_their_side(bilingual: pikepdf.Pdf) -> None:
    sizes = [tuple(int(side) for side in page.obj.MediaBox[2:]) for page in bilingual.pages]

    assert set(sizes) == {(612, 792), (792, 612)}
    assert "/Rotate" not in bilingual.pages[0]


def test_the_colours_are_those_of_the_profile_that_we_ship(bilingual: pikepdf.Pdf) -> None:
    (intent,) = bilingual.Root.OutputIntents

    assert str(intent.S) == "/GTS_PDFA1"
    assert intent.DestOutputProfile.read_bytes() == resource("templates", "icc", "srgb.icc").read_bytes()


def test_metadata_and_properties_say_the_same(bilingual: pikepdf.Pdf) -> None:
    with bilingual.open_metadata() as said:
        assert said["dc:title"] == str(bilingual.docinfo["/Title"])
        assert said["dc:creator"] == [str(bilingual.docinfo["/Author"])]
        assert said["dc:language"] == {"fr-CA", "en-CA"}
        assert said["xmp:CreatorTool"] == str(bilingual.docinfo["/Creator"]) == "Jalon"
        assert said["pdf:Producer"] == str(bilingual.docinfo["/Producer"])
        assert said["xmp:CreateDate"] == "2026-03-31T00:00:00Z"
        assert str(bilingual.docinfo["/CreationDate"]) == "D:20260331000000Z"
        assert (said["pdfaid:part"], said["pdfaid:conformance"], said["pdfuaid:part"]) == ("2", "A", "1")
    assert "/Filter" not in bilingual.Root.Metadata


def test_what_a_department_is_called_does_not_break_the_metadata() -> None:
    name = "Fish & <Wildlife> “Canada”"
    made = Properties(name, {"en-CA": name}, name, "", datetime(2026, 1, 1, tzinfo=UTC))

    packet = made.packet().decode()

    assert "Fish &amp; &lt;Wildlife&gt; “Canada”" in packet
    assert "dc:description" not in packet


def test_bookmarks_are_the_headings_and_those_of_the_first_level_are_open(bilingual: pikepdf.Pdf) -> None:
    with bilingual.open_outline() as outline:
        first = outline.root[0]
        chapter = first.children[0]

    assert first.title == "Stratégie de gestion des services"
    assert [one.title for one in first.children] == ["1 Where we stand", "2 Work plan", "3 Upright again"]
    assert (first.is_closed, chapter.is_closed) == (False, True)
    assert [one.title for one in chapter.children] == ["1.1 Volumes"]
    assert [one.title for one in chapter.children[0].children] == ["Deeper"]


def test_a_link_that_leads_nowhere_is_an_error() -> None:
    links = Links()
    links.add_place("here", 3, 100)

    assert links.place("here") == "[3 0 R/XYZ 0 100.00 null]"
    with pytest.raises(LostLinkError):
        links.place("there")
