"""The vocabularies as SKOS and the catalogue as DCAT, read by rdflib: they say what the locale files and the files of content say."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS

from generator import build, exports
from generator.exports import dcat, files
from generator.exports.planned import artifacts

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.catalog import Catalog

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
"""rdflib's own reader of JSON-LD uses it."""

REPOSITORY = Path(__file__).parents[2]
SITE = "https://example.org/"
DATA = f"{SITE}data/v1/"
TERMS = Namespace(f"{DATA}vocabularies.jsonld#")
CATALOG = Namespace(f"{DATA}catalog.jsonld#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
LANGUAGES = {"en": "en", "de": "de", "es": "es", "pt": "pt-BR", "hi": "hi"}
"""Code → BCP 47 tag."""
MANDATORY = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher),
    DCAT.Dataset: (DCTERMS.title, DCTERMS.description),
    DCAT.Distribution: (DCAT.accessURL,),
    FOAF.Agent: (FOAF.name,),
    SKOS.Concept: (SKOS.prefLabel,),
    SKOS.ConceptScheme: (DCTERMS.title,),
}
"""`sh:minCount 1` in releases/3.0.0/html/shacl/shapes.ttl of DCAT-AP."""
ONCE = {
    DCAT.Catalog: (DCTERMS.publisher, DCTERMS.license, DCTERMS.issued, DCTERMS.modified, FOAF.homepage),
    DCAT.Dataset: (DCTERMS.publisher, DCTERMS.accessRights, DCTERMS.issued, DCTERMS.modified),
    DCAT.Distribution: (DCTERMS.license, DCTERMS.rights, DCTERMS["format"], DCAT.mediaType),
}
"""`sh:maxCount 1` there, of what is told here."""
CLASSES = {
    DCTERMS.language: DCTERMS.LinguisticSystem,
    DCTERMS.license: DCTERMS.LicenseDocument,
    DCTERMS.rights: DCTERMS.RightsStatement,
    DCTERMS.accessRights: DCTERMS.RightsStatement,
    DCTERMS.publisher: FOAF.Agent,
    DCTERMS.conformsTo: DCTERMS.Standard,
    DCTERMS["format"]: DCTERMS.MediaTypeOrExtent,
    DCAT.mediaType: DCTERMS.MediaType,
    DCAT.theme: SKOS.Concept,
    DCAT.dataset: DCAT.Dataset,
    DCAT.distribution: DCAT.Distribution,
    DCAT.landingPage: FOAF.Document,
    DCAT.contactPoint: VCARD.Kind,
    FOAF.homepage: FOAF.Document,
}
"""`sh:class` in range.ttl beside it."""


def catalog_of(root: Path) -> Catalog:
    checked = build.check(root)
    assert checked.catalog is not None
    return checked.catalog


def exported(root: Path) -> dict[str, bytes]:
    return {path.removeprefix("data/v1/"): content for path, content in exports.artifacts(catalog_of(root))}


def read(content: bytes, name: str) -> Graph:
    return Graph().parse(data=content, format="turtle" if name.endswith(".ttl") else "json-ld")


@pytest.fixture(scope="module")
def real() -> dict[str, bytes]:
    """The data of the repository's own content."""
    return exported(REPOSITORY)


@pytest.fixture(scope="module")
def vocabularies(real: dict[str, bytes]) -> Graph:
    return read(real["vocabularies.ttl"], "vocabularies.ttl")


@pytest.fixture(scope="module")
def catalogue(real: dict[str, bytes]) -> Graph:
    return read(real["catalog.ttl"], "catalog.ttl")


def locale(code: str) -> dict[str, Any]:
    return yaml.safe_load((REPOSITORY / "generator" / "locales" / f"{code}.yml").read_text("utf-8"))


def words(graph: Graph, node: URIRef, predicate: URIRef) -> set[tuple[str, str | None]]:
    return {(str(each), each.language) for each in graph.objects(node, predicate) if isinstance(each, Literal)}


@pytest.mark.parametrize("name", ["vocabularies", "catalog"])
def test_turtle_and_json_ld_say_the_same(name: str, real: dict[str, bytes]) -> None:
    turtle, linked = (read(real[f"{name}.{end}"], f"{name}.{end}") for end in ("ttl", "jsonld"))
    assert len(turtle) > 100
    assert isomorphic(turtle, linked)
    assert [each for triple in turtle for each in triple if isinstance(each, BNode)] == [], "everything has an address of its own"


@pytest.mark.parametrize("name", ["vocabularies", "catalog"])
def test_everything_of_ours_stands_below_our_address(name: str, real: dict[str, bytes]) -> None:
    graph = read(real[f"{name}.ttl"], "ttl.ttl")
    ours = {str(node) for node, kind in graph.subject_objects(RDF.type) if kind in {SKOS.ConceptScheme, DCAT.Dataset, DCAT.Distribution}}
    assert ours
    assert {each for each in ours if not each.startswith(f"{DATA}{name}.jsonld#")} == set()


def test_concepts_have_the_labels_of_the_locale_files(vocabularies: Graph) -> None:
    found = {code: locale(code) for code in LANGUAGES}
    expected = {
        (name, term): {(found[code]["term"][name][term], tag) for code, tag in LANGUAGES.items()}
        for name, terms in found["en"]["term"].items()
        for term in terms
    }
    assert len(expected) > 100
    assert {TERMS[f"{name}/{term}"] for name, term in expected} == set(vocabularies.subjects(RDF.type, SKOS.Concept))
    for (name, term), labels in expected.items():
        concept = TERMS[f"{name}/{term}"]
        assert words(vocabularies, concept, SKOS.prefLabel) == labels
        assert len(labels) == len(LANGUAGES)
        assert list(vocabularies.objects(concept, SKOS.notation)) == [Literal(term)]
        assert list(vocabularies.objects(concept, SKOS.inScheme)) == [TERMS[name]] == list(vocabularies.objects(concept, SKOS.topConceptOf))


def test_schemes_have_the_names_of_the_vocabularies(vocabularies: Graph) -> None:
    found = {code: locale(code)["vocabulary"] for code in LANGUAGES}
    assert set(found["en"]) == set(locale("en")["term"])
    assert {TERMS[name] for name in found["en"]} == set(vocabularies.subjects(RDF.type, SKOS.ConceptScheme))
    for name in found["en"]:
        assert words(vocabularies, TERMS[name], DCTERMS.title) == {(found[code][name], tag) for code, tag in LANGUAGES.items()}


def test_concepts_have_the_definitions_of_the_glossary(vocabularies: Graph) -> None:
    seen = 0
    for code, tag in LANGUAGES.items():
        told = locale(code)
        for name, terms in told["term"].items():
            for term in terms:
                defined = told["definition"].get(name, {}).get(term)
                found = [text for text, each in words(vocabularies, TERMS[f"{name}/{term}"], SKOS.definition) if each == tag]
                assert found == ([defined] if defined else [])
                seen += bool(defined)
    assert seen > 300


def test_words_that_people_search_for_are_hidden_labels(vocabularies: Graph) -> None:
    for code, tag in LANGUAGES.items():
        told = locale(code)
        for name, terms in told["synonyms"].items():
            for term, synonyms in terms.items():
                found = {text for text, each in words(vocabularies, TERMS[f"{name}/{term}"], SKOS.hiddenLabel) if each == tag}
                # A label is never hidden and preferred (SKOS Reference, S13).
                assert found == set(synonyms) - {told["term"][name][term]}
    assert words(vocabularies, TERMS["topic/mobility"], SKOS.hiddenLabel) >= {("bus", "en")}


@pytest.mark.parametrize("name", ["vocabularies", "catalog"])
def test_everything_that_dcat_ap_makes_mandatory_is_told(name: str, real: dict[str, bytes]) -> None:
    graph = read(real[f"{name}.ttl"], "x.ttl")
    seen = 0
    for kind, wanted in MANDATORY.items():
        for node in graph.subjects(RDF.type, kind):
            for each in wanted:
                assert list(graph.objects(node, each)), f"{node}: {each}"
                assert all(str(value) for value in graph.objects(node, each))
                seen += 1
    assert seen > 20


def test_nothing_is_told_more_often_than_dcat_ap_allows(catalogue: Graph) -> None:
    for kind, wanted in ONCE.items():
        nodes = list(catalogue.subjects(RDF.type, kind))
        assert nodes
        assert [(node, each) for node in nodes for each in wanted if len(list(catalogue.objects(node, each))) > 1] == []


def test_everything_that_is_pointed_to_says_its_class(catalogue: Graph) -> None:
    for predicate, kind in CLASSES.items():
        for value in catalogue.objects(None, predicate):
            assert (value, RDF.type, kind) in catalogue, f"{predicate}: {value}"


def test_titles_descriptions_and_keywords_stand_in_every_language(catalogue: Graph) -> None:
    for dataset in catalogue.subjects(RDF.type, DCAT.Dataset):
        for predicate in (DCTERMS.title, DCTERMS.description, DCAT.keyword):
            assert {tag for _, tag in words(catalogue, dataset, predicate)} == set(LANGUAGES.values()), dataset


def test_every_file_is_in_the_catalogue_once(real: dict[str, bytes], catalogue: Graph) -> None:
    """Of the files below `data/v1/` only the catalogue itself is not."""
    found = [str(each) for predicate in (DCAT.downloadURL, DCTERMS.hasPart) for each in catalogue.objects(None, predicate)]
    found += [str(each) for each in catalogue.objects(None, DCTERMS.conformsTo) if str(each).startswith(DATA)]
    assert sorted(found) == sorted(DATA + path for path in real if not path.startswith("catalog."))
    for file in catalogue.subjects(RDF.type, DCAT.Distribution):
        assert len(list(catalogue.subjects(DCAT.distribution, file))) == 1
        assert list(catalogue.objects(file, DCAT.accessURL)) == list(catalogue.objects(file, DCAT.downloadURL))


def test_dates_are_those_of_the_content(catalogue: Graph) -> None:
    cases = [yaml.safe_load(path.read_text("utf-8")) for path in REPOSITORY.glob("cases/*/*/case.yml")]
    added = [case["added"] for case in cases]
    changed = [change["date"] for case in cases for change in case.get("changes", ())]
    changed += [case["withdrawn"]["date"] for case in cases if "withdrawn" in case]
    assert catalogue.value(CATALOG.cases, DCTERMS.issued).toPython() == min(added)
    assert catalogue.value(CATALOG.cases, DCTERMS.modified).toPython() == max(*added, *changed, datetime.date.min)


def test_formats_are_told_as_portals_know_them(root: Path) -> None:
    catalog = catalog_of(root)
    made = dict(artifacts(dcat.plan(catalog, ["cases.de.xlsx", "cases.bib", "CITATION.cff", "results.csv", "schemas/case.schema.json"])))
    graph = read(made["catalog.ttl"], "catalog.ttl")
    media = "https://www.iana.org/assignments/media-types/"
    assert str(graph.value(CATALOG["results.csv"], DCAT.mediaType)) == f"{media}text/csv"
    assert str(graph.value(CATALOG["CITATION.cff"], DCAT.mediaType)) == f"{media}application/yaml"
    assert graph.value(CATALOG["cases.bib"], DCAT.mediaType) is None
    german = [URIRef("http://publications.europa.eu/resource/authority/language/DEU")]
    assert list(graph.objects(CATALOG["cases.de.xlsx"], DCTERMS.language)) == german
    assert list(graph.objects(CATALOG.cases, DCTERMS.conformsTo)) == [URIRef(f"{DATA}schemas/case.schema.json")]
    assert str(graph.value(CATALOG["cases.bib"], DCTERMS.title)) == "cases.bib"


@pytest.mark.parametrize("path", ["surprise.json", "cases.surprise", "schemas/surprise.schema.json"])
def test_a_file_that_nobody_described_is_refused(path: str, root: Path) -> None:
    catalog = catalog_of(root)
    with pytest.raises(LookupError, match=r"generator/exports/files\.py"):
        list(dcat.plan(catalog, [path]))


def test_facts_and_texts_have_the_licences_that_the_site_names(root: Path, replaced: Callable[[str, str, str], object]) -> None:
    def told() -> list[str]:
        graph = read(exported(root)["catalog.jsonld"], "catalog.jsonld")
        return [str(graph.value(CATALOG[name], DCTERMS.license)) for name in ("cases.json", "results.csv", "countries.json", "cities.json")]

    text, facts = "https://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/publicdomain/zero/1.0/"
    assert told() == [text, text, text, facts]
    replaced("cases/de/example/case.yml", "added: ", "licence: CC-BY-SA-4.0\nadded: ")
    assert told() == ["None", "None", text, facts], "several licences, and a distribution may name one"


def test_whoever_can_be_asked_is_told(root: Path, replaced: Callable[[str, str, str], object]) -> None:
    assert list(read(exported(root)["catalog.ttl"], "x.ttl").objects(None, DCAT.contactPoint)) == []
    replaced("mkdocs.yml", "    default_language", "    mailbox: office@network.example\n    default_language")
    graph = read(exported(root)["catalog.ttl"], "x.ttl")
    assert graph.value(CATALOG.cases, DCAT.contactPoint) == CATALOG.contact
    assert str(graph.value(CATALOG.contact, VCARD.hasEmail)) == "mailto:office@network.example"
    assert (CATALOG.contact, RDF.type, VCARD.Kind) in graph


def test_without_an_address_there_is_neither(root: Path, replaced: Callable[[str, str, str], object]) -> None:
    assert {"vocabularies.jsonld", "vocabularies.ttl", "catalog.jsonld", "catalog.ttl"} <= set(exported(root))
    replaced("mkdocs.yml", f"site_url: {SITE}\n", "")
    assert [path for path in exported(root) if path.endswith((".jsonld", ".ttl"))] == []


def test_a_base_without_cases_has_a_catalogue_without_dates(root: Path) -> None:
    for path in (root / "cases/de/example").iterdir():
        path.unlink()
    graph = read(exported(root)["catalog.ttl"], "x.ttl")
    assert list(graph.objects(None, DCTERMS.modified)) == []
    assert len(list(graph.subjects(RDF.type, DCAT.Dataset))) == len(files.DATASETS)


def test_hostile_words_stay_words(root: Path, replaced: Callable[[str, str, str], object]) -> None:
    hostile = '"""@en . <evil> </script><!-- \\" \u05d0'
    replaced("mkdocs.yml", "en: Example network", f"en: {json.dumps(hostile)}")
    made = exported(root)
    for name in ("catalog.ttl", "catalog.jsonld"):
        assert (hostile, "en") in words(read(made[name], name), CATALOG.publisher, FOAF.name)
    assert isomorphic(read(made["catalog.ttl"], "x.ttl"), read(made["catalog.jsonld"], "x.jsonld"))


@pytest.mark.slow
def test_bytes_are_the_same_in_every_process() -> None:
    program = (
        "import hashlib, pathlib; from generator import build, exports\n"
        "for path, content in exports.artifacts(build.check(pathlib.Path('.')).catalog): print(path, hashlib.sha256(content).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program], cwd=REPOSITORY, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "1", "2", "77")
    ]
    assert "catalog.ttl" in runs[0]
    assert "vocabularies.jsonld" in runs[0]
    assert set(runs) == {runs[0]}
