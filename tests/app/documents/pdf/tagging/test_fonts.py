"""The maps by which the letters of a font are read."""

from __future__ import annotations

import re

from reportlab.pdfbase import ttfonts

from app.documents.pdf.tagging.fonts import readable_map


def entries(text: str) -> dict[str, str]:
    return dict(re.findall(r"^<([0-9A-F]{2})> <([0-9A-F]{4,8})>$", text, re.MULTILINE))


def test_a_place_that_no_letter_has_taken_is_left_out() -> None:
    made = readable_map(ttfonts.makeToUnicodeCMap("Font", [0, 0x41, 0, 0xE9]))

    assert entries(made) == {"01": "0041", "03": "00E9"}
    assert made.count("2 beginbfchar") == 1
    assert made.endswith("end\nend")


def test_a_letter_beyond_the_first_plane_is_a_pair() -> None:
    made = readable_map(ttfonts.makeToUnicodeCMap("Font", [0, 0x1F5F9]))

    assert bytes.fromhex(entries(made)["01"]).decode("utf-16-be") == "\U0001f5f9"


def test_no_block_holds_more_than_a_hundred_letters() -> None:
    made = readable_map(ttfonts.makeToUnicodeCMap("Font", list(range(0x100, 0x200))))

    assert [int(number) for number in re.findall(r"(\d+) beginbfchar", made)] == [100, 100, 56]
    assert len(entries(made)) == 256
