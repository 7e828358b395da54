"""Which cases stand beside a case: the order is that of the module's docstring, told a second time and more slowly."""

from __future__ import annotations

import dataclasses
import datetime
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import build, computed, languages, pages, render, vocabulary
from generator.models.case import Edge, Withdrawn
from generator.models.place import City, Origin
from generator.models.shared import Population
from generator.pages import Here
from generator.similar import MOST, Likeness, Reason

if TYPE_CHECKING:
    from generator.catalog import CaseEntry, Catalog

ROOT = Path(__file__).parent.parent
DAY = datetime.date(2026, 11, 23)
BASE = build.check(ROOT / "tests" / "base").catalog
assert BASE is not None
PATTERN = BASE.cases["de/example"]
"""A case that is no stub."""
TOWN = next(iter(BASE.cities.values()))
PEOPLE = {"small": 5_000, "medium": 150_000, "large": 400_000, "vast": 9_000_000, "untold": None}


def a_case(
    identity: str, topics: str, instruments: str = "", cities: str = "", *edges: Edge, stub: bool = False, **facts: Any
) -> CaseEntry:
    """A case from ids written in one line; without a text it is a stub."""
    changed: dict[str, Any] = {
        "topics": tuple(topics.split()),
        "instruments": tuple(instruments.split()) or (() if stub else ("campaign",)),
        "cities": tuple(cities.split()),
        "learned_from": edges,
        "reused_by": (),
    }
    case = dataclasses.replace(PATTERN, id=identity, facts=PATTERN.facts.model_copy(update=changed | facts))
    return dataclasses.replace(case, texts={}) if stub else case


def learned(case: str = "", *, origin: str = "", how: str = "adapted", status: str = "") -> Edge:
    given_ = {"case": case, "origin": origin, "how": how, "status": status, "source": "s1"}
    return Edge.model_validate({key: value for key, value in given_.items() if value})


def a_catalog(*cases: CaseEntry, kind: str | None = None) -> Catalog:
    """These cases in the order of their ids, in towns of each size."""
    towns = {name: dataclasses.replace(TOWN, id=name, facts=a_town(people, kind)) for name, people in PEOPLE.items()}
    origins = {name: Origin(name=name.upper()) for name in ("decidim", "consul")}
    ordered = {case.id: case for case in sorted(cases, key=lambda case: case.id)}
    return dataclasses.replace(BASE, cases=ordered, cities=towns, origins=origins)


def a_town(people: int | None, kind: str | None) -> City:
    population = Population(value=str(people), source="s1") if people is not None else None
    return TOWN.facts.model_copy(update={"population": population, "kind": kind})


def found(catalog: Catalog, identity: str) -> list[str]:
    return [similar.case.id for similar in Likeness(catalog).of(identity)]


def reasons(catalog: Catalog, identity: str) -> dict[str, list[Reason]]:
    return {similar.case.id: list(similar.reasons) for similar in Likeness(catalog).of(identity)}


class TestOrder:
    def test_from_the_heaviest_reason_to_the_lightest(self) -> None:
        catalog = a_catalog(
            a_case("de/one", "mobility housing-neighbourhoods", "app", "medium", learned("mx/from"), learned(origin="decidim")),
            a_case("mx/from", "inclusion", "training"),
            a_case("br/origin", "inclusion", "training", "", learned(origin="decidim")),
            a_case("in/size", "mobility", "training", "large"),
            a_case("in/main", "mobility", "training", "small"),
        )
        assert found(catalog, "de/one") == ["mx/from", "br/origin", "in/size", "in/main"]

    def test_of_the_lighter_reasons(self) -> None:
        catalog = a_catalog(
            a_case("de/one", "mobility housing-neighbourhoods inclusion", "app ai finance"),
            a_case("in/a", "participation", "app finance"),
            a_case("in/b", "participation", "app ai finance"),
            a_case("in/c", "participation housing-neighbourhoods", "training"),
            a_case("in/d", "participation housing-neighbourhoods inclusion", "training"),
        )
        assert found(catalog, "de/one") == ["in/d", "in/c", "in/b", "in/a"]

    def test_a_main_topic_weighs_more_than_two_others(self) -> None:
        catalog = a_catalog(
            a_case("de/one", "mobility housing-neighbourhoods inclusion"),
            a_case("in/a", "participation housing-neighbourhoods inclusion"),
            a_case("in/b", "mobility"),
        )
        assert found(catalog, "de/one") == ["in/b", "in/a"]

    def test_among_equals_other_countries_come_first_and_then_the_ids_that_follow(self) -> None:
        same = ("de/a", "de/c", "br/z", "in/a", "mx/a")
        catalog = a_catalog(a_case("de/b", "mobility"), *(a_case(each, "mobility") for each in same))
        assert found(catalog, "de/b") == ["in/a", "mx/a", "br/z", "de/c"]

    def test_every_case_of_many_equals_stands_somewhere(self) -> None:
        catalog = a_catalog(*(a_case(f"de/{number:02}", "mobility") for number in range(20)))
        shown = {other for case in catalog.cases for other in found(catalog, case)}
        assert shown == set(catalog.cases)

    def test_stubs_stand_last(self) -> None:
        catalog = a_catalog(
            a_case("de/one", "mobility", "app"),
            a_case("in/stub", "mobility", "app", "", learned("de/one"), stub=True),
            a_case("pe/whole", "inclusion", "app"),
        )
        assert computed.completeness(catalog.cases["in/stub"]) == "stub"
        assert found(catalog, "de/one") == ["pe/whole", "in/stub"]

    def test_withdrawn_cases_stand_nowhere(self) -> None:
        gone = Withdrawn(date="2026-01-01", reason="Wrong")
        catalog = a_catalog(a_case("de/one", "mobility"), a_case("in/gone", "mobility", "app", "", learned("de/one"), withdrawn=gone))
        assert found(catalog, "de/one") == []

    def test_the_same_country_is_no_reason(self) -> None:
        assert found(a_catalog(a_case("de/one", "mobility", "app"), a_case("de/two", "inclusion", "ai")), "de/one") == []

    def test_a_case_alone_is_like_none(self) -> None:
        assert found(a_catalog(a_case("de/one", "mobility")), "de/one") == []


class TestReasons:
    def test_name_what_is_shared_in_the_order_of_this_case(self) -> None:
        catalog = a_catalog(
            a_case("de/one", "mobility inclusion", "app ai", "small medium"),
            a_case("in/two", "mobility inclusion", "ai app", "large"),
        )
        assert reasons(catalog, "de/one")["in/two"] == [
            Reason("same-topic", "topic", ("mobility", "inclusion")),
            Reason("same-size", "size-band", ("under-500k",)),
            Reason("same-instrument", "instrument", ("app", "ai")),
        ]

    def test_both_ends_of_an_edge_say_it_from_their_side(self) -> None:
        catalog = a_catalog(a_case("de/one", "mobility"), a_case("in/two", "inclusion", "ai", "", learned("de/one", how="reused-code")))
        assert reasons(catalog, "de/one")["in/two"] == [Reason("learned-from-this", "reuse-kind", ("reused-code",))]
        assert reasons(catalog, "in/two")["de/one"] == [Reason("learned-from-it", "reuse-kind", ("reused-code",))]

    def test_where_both_learned_each_says_what_it_states_itself(self) -> None:
        catalog = a_catalog(
            a_case("de/one", "mobility", "app", "", learned("in/two", how="joint-development")),
            a_case("in/two", "inclusion", "ai", "", learned("de/one", how="same-method")),
        )
        assert reasons(catalog, "de/one")["in/two"] == [Reason("learned-from-it", "reuse-kind", ("joint-development",))]
        assert reasons(catalog, "in/two")["de/one"] == [Reason("learned-from-it", "reuse-kind", ("same-method",))]

    def test_what_is_planned_is_not_told_as_done(self) -> None:
        planned = learned("de/one", status="planned"), learned(origin="decidim", status="planned")
        catalog = a_catalog(
            a_case("de/one", "mobility", "app", "", learned(origin="decidim")),
            a_case("in/two", "inclusion", "ai", "", *planned),
        )
        assert reasons(catalog, "de/one")["in/two"] == [Reason("planned", "reuse-kind", ("adapted",))]
        assert reasons(catalog, "in/two")["de/one"] == [Reason("planned", "reuse-kind", ("adapted",))]

    def test_a_common_origin_is_named(self) -> None:
        both = learned(origin="consul"), learned(origin="decidim")
        catalog = a_catalog(a_case("de/one", "mobility", "app", "", *both), a_case("in/two", "inclusion", "ai", "", *both[1:]))
        assert reasons(catalog, "de/one")["in/two"] == [Reason("same-origin", "", ("DECIDIM",))]

    @pytest.mark.parametrize(("one", "two"), [("small", "vast"), ("untold", "untold"), ("medium", ""), ("", "")])
    def test_another_size_or_none_known_is_no_reason(self, one: str, two: str) -> None:
        catalog = a_catalog(a_case("de/one", "mobility", "app", one), a_case("in/two", "mobility", "ai", two))
        assert reasons(catalog, "de/one")["in/two"] == [Reason("same-topic", "topic", ("mobility",))]

    @pytest.mark.parametrize(("kind", "counts"), [(None, True), ("district", True), ("region", False), ("state", False)])
    def test_regions_and_states_have_no_size_of_a_city(self, kind: str | None, counts: bool) -> None:  # noqa: FBT001 - a table
        catalog = a_catalog(a_case("de/one", "mobility", "app", "medium"), a_case("in/two", "mobility", "ai", "large"), kind=kind)
        assert ("same-size" in {reason.kind for reason in reasons(catalog, "de/one")["in/two"]}) is counts

    def test_size_counts_with_the_main_topic_only(self) -> None:
        catalog = a_catalog(a_case("de/one", "mobility inclusion", "app", "medium"), a_case("in/two", "inclusion mobility", "ai", "medium"))
        assert [reason.kind for reason in reasons(catalog, "de/one")["in/two"]] == ["same-topic"]


IDS = [f"{country}/{name}" for country in ("br", "de", "in") for name in "abcdefg"]
SOME = st.lists(st.sampled_from(["mobility", "inclusion", "participation", "housing-neighbourhoods"]), min_size=1, max_size=3, unique=True)
TOOLS = st.lists(st.sampled_from(["app", "ai", "finance", "training"]), min_size=1, max_size=3, unique=True)
TOWNS = st.lists(st.sampled_from(sorted(PEOPLE)), max_size=2, unique=True)
ENDS = st.sampled_from([*IDS, "decidim", "consul"])


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=14, unique=True))
    cases = []
    for identity in ids:
        ends = [end for end in draw(st.lists(ENDS, max_size=2, unique=True)) if end in {*ids, "decidim", "consul"} - {identity}]
        edges = [learned(end) if "/" in end else learned(origin=end) for end in ends]
        words = [" ".join(draw(each)) for each in (SOME, TOOLS, TOWNS)]
        cases.append(a_case(identity, *words, *edges, stub=draw(st.integers(0, 4)) == 0))
    return a_catalog(*cases)


@given(catalogs(), st.data())
def test_the_order_is_that_of_comparing_with_every_other(catalog: Catalog, data: st.DataObject) -> None:
    identity = data.draw(st.sampled_from(sorted(catalog.cases)))
    here = catalog.cases[identity]
    compared = {other.id: compare(catalog, here, other) for other in catalog.cases.values() if other.id != identity}
    expected = sorted((each for each in compared if any(compared[each][1:7])), key=lambda each: [-value for value in compared[each]])
    # Positions are unique, so no two are equal.
    assert found(catalog, identity) == expected[:MOST]


def compare(catalog: Catalog, one: CaseEntry, two: CaseEntry) -> list[int]:
    """How much each reason speaks for showing `two` beside `one`: larger first, the first that differs decides."""

    def ends(case: CaseEntry, field: str) -> set[str]:
        return {getattr(edge, field) for edge in case.facts.learned_from} - {None}

    def bands(case: CaseEntry) -> set[str]:
        towns = (catalog.cities[each].facts.population for each in case.facts.cities)
        return {computed.size_band(population.value) for population in towns if population}

    main = one.facts.topics[0] == two.facts.topics[0]
    ids = sorted(catalog.cases)
    return [
        int(computed.completeness(two) != "stub"),
        int(two.id in ends(one, "case") or one.id in ends(two, "case")),
        int(bool(ends(one, "origin") & ends(two, "origin"))),
        int(main and bool(bands(one) & bands(two))),
        int(main),
        len({*one.facts.topics} & {*two.facts.topics}),
        len({*one.facts.instruments} & {*two.facts.instruments}),
        int(one.country != two.country),
        -((ids.index(two.id) - ids.index(one.id)) % len(ids)),
    ]


def test_thousands_of_cases_are_compared() -> None:
    """Every case of many finds its four, and what it finds has a reason."""
    chance, words = random.Random(4), vocabulary.terms()
    ids = [f"{chance.choice(['br', 'de', 'in', 'mx', 'pe'])}/{number}" for number in range(2_000)]
    cases = (a_case(each, " ".join(chance.sample(words["topic"], 2)), chance.choice(words["instrument"])) for each in ids)
    catalog = a_catalog(*cases)
    likeness = Likeness(catalog)
    for identity in catalog.cases:
        near = likeness.of(identity)
        assert len(near) == MOST
        assert all(similar.reasons and similar.case.id != identity for similar in near)


KINDS = (
    ("learned-from-this", "reuse-kind", "adapted"),
    ("learned-from-it", "reuse-kind", "adapted"),
    ("planned", "reuse-kind", "adapted"),
    ("same-origin", "", "Decidim"),
    ("same-topic", "topic", "mobility"),
    ("same-size", "size-band", "under-1m"),
    ("same-instrument", "instrument", "app"),
)


@pytest.mark.parametrize("language", languages.available())
class TestOnThePage:
    def test_every_reason_has_words(self, language: str) -> None:
        locale = languages.locale(language)
        for kind, named, term in KINDS:
            told = pages.cases._in_words(locale, Reason(kind, named, (term,)))
            assert told.endswith(f": {locale.label(named, term) if named else term}"), told

    def test_every_word_is_for_a_reason(self, language: str) -> None:
        assert set(languages.locale(language).words["similar"]) == {"heading", *(kind for kind, _, _ in KINDS)}

    def test_says_why(self, language: str) -> None:
        locale = languages.locale(language)
        catalog = a_catalog(a_case("de/one", "mobility inclusion", "app", "medium"), a_case("in/two", "mobility", "app", "large"))
        here = Here(catalog, locale, DAY)
        page = pages.cases.case(here, catalog.cases["in/two"])
        (similar,) = page.view.similar
        card = pages.cases.card(here, catalog.cases["de/one"])
        for name in ("route", "title", "language", "places", "country"):
            assert getattr(similar, name) == getattr(card, name)
        html = partial(page, catalog, language)
        assert 'href="../../de/one/"' in html
        for named, term in (("topic", "mobility"), ("size-band", "under-500k"), ("instrument", "app")):
            assert f": {locale.label(named, term)}</li>" in html

    def test_says_nothing_where_no_case_is_like_this_one(self, language: str) -> None:
        catalog = a_catalog(a_case("de/one", "mobility"))
        page = pages.cases.case(Here(catalog, languages.locale(language), DAY), catalog.cases["de/one"])
        assert page.view.similar == ()
        assert partial(page, catalog, language) == ""


def partial(page: pages.Page, catalog: Catalog, language: str) -> str:
    """The part of the page, made as the whole page is."""
    renderer = render.Renderer(languages.locale(language), catalog.settings, catalog.pages)
    return render.in_tagged_lines(render._environment().get_template("similar.html").render(renderer._context(page)))
