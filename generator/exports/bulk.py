"""JSON: everything at once, and each case on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator import languages, routes, vocabulary
from generator.exports import records
from generator.exports.envelope import plan_of, plan_of_all, plan_of_one

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.catalog import Catalog
    from generator.exports.planned import Joined, Planned


def plan(catalog: Catalog, cases: Sequence[records.Values]) -> Iterator[Planned | Joined]:
    """A file for each case, `cases.json`, `countries.json`, `cities.json`, `vocabularies.json` and `graph.json`."""
    each = {}
    for case in cases:
        file = plan_of_one(routes.case_data(case["id"]), "case", records.with_sections(case, catalog.cases[case["id"]]))
        each[file.path] = file.key
        yield file
    yield plan_of_all("cases.json", "cases", "case", each)
    yield plan_of("countries.json", "countries", countries=[records.country(catalog, entry) for entry in catalog.countries.values()])
    yield plan_of("cities.json", "cities", cities=[records.city(catalog, entry) for entry in catalog.cities.values()])
    yield plan_of("vocabularies.json", "vocabularies", vocabularies=vocabularies(catalog.settings.languages))
    yield plan_of("graph.json", "graph", **_graph(catalog, [case for case in cases if "withdrawn" not in case]))


def vocabularies(codes: tuple[str, ...]) -> dict[str, Any]:
    """Every vocabulary: its ids in their order, each with its label in every language of the site."""
    locales = {code: languages.locale(code) for code in codes}
    return {
        name: [{"id": term, "labels": {code: locale.label(name, term) for code, locale in locales.items()}} for term in terms]
        for name, terms in vocabulary.terms().items()
        if all(name in locale.words["term"] for locale in locales.values())
    }


def _graph(catalog: Catalog, cases: list[dict[str, Any]]) -> dict[str, Any]:
    """Who learned from whom: cases and places elsewhere as nodes, and what went from one to the other."""
    nodes = [{"id": case["id"], "kind": "case", "country": case["country"]} for case in cases]
    nodes += [{"id": f"origin/{name}", "kind": "origin", **records.plain(origin)} for name, origin in catalog.origins.items()]
    edges = []
    for case in cases:
        edges += [{"from": _end(edge), "to": case["id"], **_kind(edge)} for edge in case.get("learned_from", ())]
        edges += [{"from": case["id"], "to": _end(edge), **_kind(edge)} for edge in case.get("reused_by", ())]
    return {"nodes": nodes, "edges": edges}


def _end(edge: dict[str, Any]) -> str | None:
    """The other end of an edge: a case, a place elsewhere, or somebody whom the source does not name."""
    return edge.get("case") or (f"origin/{edge['origin']}" if edge.get("origin") else None)


def _kind(edge: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in edge.items() if name not in {"case", "origin"}}
