"""The name of a department inside a sentence: its article, and what becomes of it after *of* and *de*."""

from __future__ import annotations

from typing import Final

from model.language import Language

_FEMININE: Final = frozenset(
    {
        "administration",
        "agence",
        "autorité",
        "banque",
        "bibliothèque",
        "caisse",
        "chambre",
        "commission",
        "corporation",
        "cour",
        "défense",
        "direction",
        "école",
        "fiducie",
        "fondation",
        "garde",
        "gendarmerie",
        "monnaie",
        "régie",
        "société",
    }
)
_MASCULINE: Final = frozenset(
    {
        "bureau",
        "cabinet",
        "centre",
        "collège",
        "comité",
        "commissariat",
        "conseil",
        "fonds",
        "gouvernement",
        "greffe",
        "institut",
        "ministère",
        "musée",
        "office",
        "organisme",
        "port",
        "secrétariat",
        "sénat",
        "service",
        "tribunal",
    }
)
_PLURAL: Final = frozenset({"forces", "instituts", "musées", "services"})
_BARE_BEFORE_CANADA: Final = frozenset({"bibliothèque", "défense", "service", "services"})
"""Nouns that stand without an article in a title that ends in *Canada*: Services partagés Canada."""
_LOWER: Final = frozenset({"gouvernement", "ministère"})

_ENGLISH: Final = frozenset(
    {
        "agency",
        "authority",
        "bank",
        "board",
        "bureau",
        "centre",
        "college",
        "commission",
        "committee",
        "corporation",
        "council",
        "court",
        "department",
        "foundation",
        "forces",
        "fund",
        "gallery",
        "government",
        "house",
        "institute",
        "institutes",
        "ministry",
        "mint",
        "museum",
        "office",
        "ombudsman",
        "police",
        "registry",
        "regulator",
        "school",
        "secretariat",
        "senate",
        "service",
        "society",
        "tribunal",
        "trust",
    }
)
_ENGLISH_BEFORE_CANADA: Final = frozenset({"department", "ministry", "office"})
_VOWELS: Final = "aàâeéèêëiîïoôuùûyœæh"  # an h is mute in every name that the registry lists


def with_article(name: str, language: Language) -> str:
    """Return a department's name with its article, where its language gives it one."""
    article, bare = _parted(name, language)
    return article + bare


def after_of(name: str, language: Language) -> str:
    """Return a department's name after *of*: ``of the Commission``, ``du Conseil``, ``d’Agriculture``."""
    article, bare = _parted(name, language)
    if not bare:
        return ""
    if language is Language.EN:
        return f"of {article}{bare}"
    contracted = {"le ": "du ", "les ": "des ", "": "d’" if bare[0].lower() in _VOWELS else "de "}
    return contracted.get(article, f"de {article}") + bare


def _parted(name: str, language: Language) -> tuple[str, str]:
    """Return the article, blank where there is none, and the name without it."""
    return _french(name.strip()) if language is Language.FR else _english(name.strip())


def _english(name: str) -> tuple[str, str]:
    words = name.lower().split()
    if words[:1] == ["the"]:
        return "the ", name.partition(" ")[2]
    heads = (
        _ENGLISH_BEFORE_CANADA.intersection(words[:1]) if _is_of_canada(words, "of") else _ENGLISH.intersection(words)
    )
    return ("the " if heads else ""), name


def _french(name: str) -> tuple[str, str]:
    name = name.replace("'", "’")
    words = name.lower().split()
    if len(words) > 1 and words[0] in {"le", "la", "les"}:
        return f"{words[0]} ", name.partition(" ")[2]
    if name.lower().startswith("l’"):
        return "l’", name[2:]
    head = words[0] if words else ""
    if head in _LOWER:
        name = head + name[len(head) :]
    is_bare = head in _BARE_BEFORE_CANADA and _is_of_canada(words, "du")
    if is_bare or head not in _FEMININE | _MASCULINE | _PLURAL:
        return "", name
    if head in _PLURAL:
        return "les ", name
    if head[0] in _VOWELS:
        return "l’", name
    return ("la " if head in _FEMININE else "le "), name


def _is_of_canada(words: list[str], preposition: str) -> bool:
    """Whether a name ends in *Canada* as applied titles do, without the preposition."""
    return words[-1:] == ["canada"] and words[-2:-1] != [preposition]
