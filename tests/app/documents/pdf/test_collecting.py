"""The search for unreachable cycles goes on after a document is laid out."""

from __future__ import annotations

import gc

import pytest

from app.documents.pdf.collecting import without_collecting
from app.documents.pdf.writer import Layout
from model.language import Language
from tests.app.documents import specimen


def test_it_is_put_off_and_goes_on_again() -> None:
    with without_collecting():
        assert not gc.isenabled()
        with without_collecting():
            pass
        assert not gc.isenabled()

    assert gc.isenabled()


def test_it_goes_on_when_something_failed() -> None:
    with pytest.raises(ValueError, match="x"), without_collecting():
        raise ValueError("x")

    assert gc.isenabled()


def test_a_layout_leaves_nothing_that_only_the_search_would_find() -> None:
    Layout(specimen.edition(Language.EN))
    gc.collect()
    gc.disable()
    try:
        Layout(specimen.edition(Language.EN))
        found = gc.collect()
    finally:
        gc.enable()

    assert found < 200
