"""Keeps the message catalogs: extract, update, merge, compile, check.

English is the message id. ``resources/i18n/jalon.pot`` lists every message of the source,
``fr/LC_MESSAGES/jalon.po`` holds the French, and ``.mo`` files are built and never committed.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from catalog_rules import faults
from catalog_source import Key, Source, read_source

ROOT = Path(__file__).resolve().parents[1]
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_HEADER = "# {title}\n# Copyright (C) 2026 the Jalon contributors; MIT licence, as the program.\n#"
_NO_CHURN = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Generated-By|Report-Msgid-Bugs-To):.*\n', re.MULTILINE
)


class Catalogs:
    """The catalog files of a checkout."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "resources" / "i18n"
        self.template = self.folder / "jalon.pot"
        self.french = self.folder / "fr" / "LC_MESSAGES" / "jalon.po"

    def source(self) -> Source:
        """Return the messages that the checkout's source holds now."""
        return read_source(self.root, list_file=self.folder / "parser-messages.txt")

    def extract(self) -> str:
        """Return the text of the template for today's source."""
        catalog = _empty("Messages of Jalon", None)
        for key, found in sorted(self.source().messages.items()):
            catalog.add(
                key.id,
                locations=[(name, 0) for name in sorted(found.files)],
                auto_comments=sorted(found.comments),
                context=key.context or None,
            )
        return _text(catalog)

    def read(self, path: Path) -> Catalog:
        """Return the catalog in ``path``; an empty one when there is none."""
        if not path.is_file():
            return _empty("French (Canada) messages of Jalon", "fr_CA")
        with path.open("rb") as file:
            return read_po(file, locale="fr_CA" if path == self.french else None, abort_invalid=True)

    def update(self) -> None:
        """Give the French catalog the messages of the template, keep its French, drop what is obsolete."""
        old = {(str(m.context or ""), _ids(m)): m for m in self.read(self.french) if m.id}
        fresh = _empty("French (Canada) messages of Jalon", "fr_CA")
        for message in self.read(self.template):
            if not message.id:
                continue
            kept = old.get((str(message.context or ""), _ids(message)))
            fresh.add(
                message.id,
                string=kept.string if kept else None,
                locations=message.locations,
                flags=message.flags | (kept.flags & {"fuzzy"} if kept else set()),
                auto_comments=message.auto_comments,
                user_comments=kept.user_comments if kept else (),
                context=message.context,
            )
        self.french.parent.mkdir(parents=True, exist_ok=True)
        self.french.write_text(_text(fresh), encoding="utf-8", newline="\n")


def _empty(title: str, locale: str | None) -> Catalog:
    return Catalog(
        locale=locale,
        header_comment=_HEADER.format(title=title),
        project="Jalon",
        version="1",
        creation_date=_EPOCH,
        revision_date=_EPOCH,
        language_team="Jalon contributors",
        fuzzy=False,
    )


def _text(catalog: Catalog) -> str:
    """Return the file's text, without dates and line numbers, which would change at every run."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return _NO_CHURN.sub("", buffer.getvalue().decode("utf-8"))


def _ids(message: object) -> tuple[str, ...]:
    found = getattr(message, "id", "")
    return (found,) if isinstance(found, str) else tuple(found)


def extract(catalogs: Catalogs, _options: argparse.Namespace) -> int:
    """Write the template."""
    catalogs.template.write_text(catalogs.extract(), encoding="utf-8", newline="\n")
    return 0


def update(catalogs: Catalogs, _options: argparse.Namespace) -> int:
    """Bring the French catalog up to the template."""
    catalogs.update()
    return 0


def merge(catalogs: Catalogs, options: argparse.Namespace) -> int:
    """Fill French that is missing from the JSON files of a folder."""
    french = catalogs.read(catalogs.french)
    given, filled = _given(options.folder), 0
    for message in french:
        if not message.id:
            continue
        ids = _ids(message)
        text = given.get(Key(ids[0], ids[1] if len(ids) == 2 else "", str(message.context or "")).merge_id)
        if text is None or (not options.replace and _is_translated(message.string)):
            continue
        if isinstance(text, list) != (len(ids) == 2):
            print(f"{ids[0]!r}: one form given where two are needed, or two where one is", file=sys.stderr)
            continue
        string = tuple(text) if isinstance(text, list) else text
        filled += string != message.string
        message.string = string
    catalogs.french.write_text(_text(french), encoding="utf-8", newline="\n")
    print(f"{filled} messages filled in")
    return 0


def _given(folder: Path) -> dict[str, str | list[str]]:
    """Return the translations of every JSON file of ``folder``; the first file by name wins."""
    given: dict[str, str | list[str]] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        for key, text in content.items():
            if given.setdefault(key, text) != text:
                print(f"{path.name}: {key!r} has another French in an earlier file", file=sys.stderr)
    return given


def _is_translated(string: object) -> bool:
    return bool(string) if isinstance(string, str) else isinstance(string, list | tuple) and all(string)


def compile_all(catalogs: Catalogs, _options: argparse.Namespace) -> int:
    """Write a .mo beside every .po."""
    for path in sorted(catalogs.folder.rglob("*.po")):
        target, partial = path.with_suffix(".mo"), path.with_suffix(".mo.part")
        with partial.open("wb") as file:
            write_mo(file, catalogs.read(path))
        partial.replace(target)  # a program that is starting never reads half a catalog
    return 0


def check(catalogs: Catalogs, _options: argparse.Namespace) -> int:
    """Say everything that is wrong with the catalogs; 1 when anything is."""
    source = catalogs.source()
    wrong = list(source.faults)
    if not catalogs.template.is_file() or catalogs.template.read_text(encoding="utf-8") != catalogs.extract():
        wrong.append("jalon.pot is not that of today's source; run: make messages")
    french = catalogs.read(catalogs.french)
    if french.plural_expr != "(n > 1)" or french.num_plurals != 2:
        wrong.append("jalon.po: Plural-Forms must be nplurals=2; plural=(n > 1)")
    known: set[Key] = set()
    for message in french:
        if not message.id:
            continue
        ids = _ids(message)
        key = Key(ids[0], ids[1] if len(ids) == 2 else "", str(message.context or ""))
        known.add(key)
        if key not in source.messages:
            wrong.append(f"{key.merge_id!r} is no longer in the source; run: make messages")
        wrong += [f"{key.merge_id!r} {fault}" for fault in faults(message)]
    wrong += [f"{message.id!r} is obsolete; run: make messages" for message in french.obsolete.values()]
    wrong += [f"{key.merge_id!r} is missing; run: make messages" for key in sorted(source.messages.keys() - known)]
    for line in wrong:
        print(line)
    print(f"{len(known)} French messages, {len(wrong)} faults")
    return 1 if wrong else 0


def main(arguments: list[str] | None = None) -> int:
    """Run one step, or ``all`` of extract, update and compile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout")
    steps = parser.add_subparsers(required=True)
    for name, run in (("extract", extract), ("update", update), ("compile", compile_all), ("check", check)):
        steps.add_parser(name, help=run.__doc__).set_defaults(run=run)
    step = steps.add_parser("merge", help=merge.__doc__)
    step.add_argument("folder", type=Path)
    step.add_argument("--replace", action="store_true", help="also replace French that is there already")
    step.set_defaults(run=merge)
    options = parser.parse_args(arguments)
    return int(options.run(Catalogs(options.root), options))


if __name__ == "__main__":
    sys.exit(main())
