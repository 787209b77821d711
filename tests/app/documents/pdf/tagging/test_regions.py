"""Whatever is painted outside of a mark becomes an artifact; nothing stays unmarked."""

from __future__ import annotations

import pytest

from app.documents.pdf.tagging.regions import NestedMarkError, Regions

ARTIFACT = "/Artifact BMC"


def marked(code: list[str], *pieces: tuple[int, int]) -> list[str]:
    regions = Regions()
    for begin, end in pieces:
        regions.begin(begin)
        regions.end(end)
    return list(regions.marked(code))


@pytest.mark.parametrize(
    "painting",
    ["0 0 10 10 re f*", "n 0 0 m 5 5 l S", "BT (x) Tj ET", "BT [(x) 3 (y)] TJ ET", "/Im1 Do", "0 0 m h B", "/Sh1 sh"],
)
def test_what_paints_outside_of_a_mark_is_an_artifact(painting: str) -> None:
    code = ["1 0 0 rg", painting, "/P <</MCID 0>> BDC", "BT (said) Tj ET", "EMC", painting]

    assert marked(code, (2, 5)) == [
        ARTIFACT,
        f"1 0 0 rg\n{painting}",
        "EMC",
        *code[2:5],
        ARTIFACT,
        painting,
        "EMC",
    ]


@pytest.mark.parametrize("setting", ["q", "Q", "1 0 0 rg", ".6 w", "1 0 0 1 5 5 cm", "[3 2] 0 d", ""])
def test_what_only_sets_how_things_look_needs_no_mark(setting: str) -> None:
    code = [setting, "/P <</MCID 0>> BDC", "BT (said) Tj ET", "EMC"]

    assert ARTIFACT not in marked(code, (1, 4))


def test_a_mark_inside_a_mark_is_refused() -> None:
    regions = Regions()
    regions.begin(0)

    with pytest.raises(NestedMarkError):
        regions.begin(1)


def test_an_end_without_a_beginning_is_refused() -> None:
    with pytest.raises(NestedMarkError):
        Regions().end(1)


def test_a_mark_that_has_not_ended_with_its_page_is_refused() -> None:
    regions = Regions()
    regions.begin(0)

    with pytest.raises(NestedMarkError):
        list(regions.marked(["/P <</MCID 0>> BDC", "BT (x) Tj ET"]))
