"""Finding the codes of programs by the names that layouts from before 2023 give them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from app.registry.former_values import Reading, Told
from app.registry.layouts import squeezed_names
from app.registry.schema import join_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.registry.code_lists import ProgramList

_BETWEEN: Final = re.compile(r"[/;,]")
_Names = dict[str, set[str]]


class ProgramFinder:
    """Finds programs of a department by name, those of the year before others."""

    def __init__(self, programs: ProgramList) -> None:
        self._programs = programs
        self._by_name: dict[tuple[str, str], _Names] = {}

    def find(self, names: Sequence[str], codes: Sequence[str], owner: str, year: str) -> Reading:
        """Return the programs that a row means, and what to tell of names that nobody has.

        Args:
            names: the names as they stand, English first; one cell may hold several.
            codes: codes of that time, taken where the list still has all of them.
            owner: the department's code.
            year: the fiscal year.
        """
        listed = [part.strip() for code in codes for part in code.split(",") if part.strip()]
        if listed and all(self._programs.knows(code) for code in listed):
            return Reading(join_codes(listed))
        filled = [name for name in names if name.strip()]
        if not filled:
            return Reading("")
        read = [self._named(name, owner, year) for name in filled]
        whole = next((one for one in read if not one.told), None)
        return whole or max(read, key=lambda one: len(one.value or ""))

    def _named(self, text: str, owner: str, year: str) -> Reading:
        several: set[str] = set()
        taken: set[str] = set()
        missed = False
        for name in self._parts(text, owner, year):
            codes = self._codes(name, owner, year)
            if len(codes) == 1:
                taken |= codes
            else:
                several |= codes
                missed = True
        if not missed:
            return Reading(join_codes(taken))
        if several:
            told = Told("programs", text, "choices", (", ".join(sorted(several)),))
        else:
            told = Told("program", text, "choices")
        return Reading(join_codes(taken) or None, (told,))

    def _parts(self, text: str, owner: str, year: str) -> list[str]:
        """Return the names that a cell holds: itself where it is one, since a name may hold a comma."""
        if self._codes(text, owner, year):
            return [text]
        return [part for part in _BETWEEN.split(text) if part.strip()]

    def _codes(self, name: str, owner: str, year: str) -> set[str]:
        (squeezed,) = squeezed_names([name]) or ("",)
        return self._names(owner, year).get(squeezed) or self._names(owner, "").get(squeezed) or set()

    def _names(self, owner: str, year: str) -> _Names:
        found = self._by_name.get((owner, year))
        if found is None:
            found = self._by_name[owner, year] = {}
            for program in self._programs.of(owner, year):
                for name in squeezed_names([program.name.en, program.name.fr]):
                    found.setdefault(name, set()).add(program.code)
        return found
