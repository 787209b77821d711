"""The build hook: compiled catalogs in the checkout, resources inside the wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResourcesBuildHook(BuildHookInterface[Any]):
    """Makes a .mo beside every .po; a checkout reads ``resources/`` in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before a wheel is made; ``version`` is "standard" or "editable"."""
        for source in sorted(Path(self.root, "resources", "i18n").rglob("*.po")):
            target, partial = source.with_suffix(".mo"), source.with_suffix(".mo.part")
            with source.open("rb") as po, partial.open("wb") as mo:
                write_mo(mo, read_po(po))
            partial.replace(target)  # a program that is starting never reads half a catalog
        if version == "standard":
            build_data["force_include"]["resources"] = "app/_resources"
