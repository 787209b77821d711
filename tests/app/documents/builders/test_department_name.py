"""Names of departments inside a sentence: with the article that each language wants, and contracted or elided."""

from __future__ import annotations

import pytest

from app.documents.builders.department_name import after_of, with_article
from model.language import Language

EN, FR = Language.EN, Language.FR


@pytest.mark.parametrize(
    ("name", "articled", "after"),
    [
        ("Agence d’évaluation d’impact du Canada", "l’Agence d’", "de l’Agence d’"),
        ("Commission canadienne des grains", "la Commission ", "de la Commission "),
        ("Conseil de recherches en sciences humaines du Canada", "le Conseil ", "du Conseil "),
        ("Office national de l’énergie", "l’Office ", "de l’Office "),
        ("Instituts de recherche en santé du Canada", "les Instituts ", "des Instituts "),
        ("École de la fonction publique du Canada", "l’École ", "de l’École "),
        ("Ministère de la Justice Canada", "le ministère de la Justice Canada", "du ministère "),
        ("Service correctionnel du Canada", "le Service ", "du Service "),
        ("La Société des ponts fédéraux Limitée", "la Société ", "de la Société "),
        ("L’Office des transports", "l’Office ", "de l’Office "),
        ("Services partagés Canada", "Services partagés Canada", "de Services partagés Canada"),
        ("Bibliothèque et Archives Canada", "Bibliothèque et Archives Canada", "de Bibliothèque "),
        ("Agriculture et Agroalimentaire Canada", "Agriculture et ", "d’Agriculture et "),
        ("Emploi et Développement social Canada", "Emploi et ", "d’Emploi et "),
        ("Horizons de politiques Canada", "Horizons de ", "d’Horizons de "),
        ("Statistique Canada", "Statistique Canada", "de Statistique Canada"),
        ("Gouvernement du Yukon", "le gouvernement du Yukon", "du gouvernement "),
        ("FedNor", "FedNor", "de FedNor"),
        ("", "", ""),
    ],
)
def test_french_names_take_their_article(name: str, articled: str, after: str) -> None:
    assert with_article(name, FR).startswith(articled)
    assert after_of(name, FR).startswith(after)


@pytest.mark.parametrize(
    ("name", "articled"),
    [
        ("Impact Assessment Agency of Canada", "the Impact Assessment Agency of Canada"),
        ("Canadian Grain Commission", "the Canadian Grain Commission"),
        ("Department of Justice Canada", "the Department of Justice Canada"),
        ("Office of the Auditor General of Canada", "the Office of the Auditor General of Canada"),
        ("Treasury Board of Canada Secretariat", "the Treasury Board of Canada Secretariat"),
        ("Royal Canadian Mounted Police", "the Royal Canadian Mounted Police"),
        ("The Federal Bridge Corporation Limited", "the Federal Bridge Corporation Limited"),
        ("Canadian Institutes of Health Research", "the Canadian Institutes of Health Research"),
        ("Government of Yukon", "the Government of Yukon"),
        ("Service Canada", "Service Canada"),
        ("Library and Archives Canada", "Library and Archives Canada"),
        ("Shared Services Canada", "Shared Services Canada"),
        ("Agriculture and Agri-Food Canada", "Agriculture and Agri-Food Canada"),
        ("Trails and Shorelines Canada", "Trails and Shorelines Canada"),
        ("FedNor", "FedNor"),
    ],
)
def test_english_names_take_the_where_a_common_noun_heads_them(name: str, articled: str) -> None:
    assert with_article(name, EN) == articled
    assert after_of(name, EN) == f"of {articled}"
