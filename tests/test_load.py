from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from findings import codes, places
from hypothesis import given
from hypothesis import strategies as st
from painting import corners, encoded
from pydantic import BaseModel

from generator import build, load, source, yaml_text
from generator.diagnostics import RULES
from generator.models import fields
from generator.models.case import Case
from generator.models.place import City, Country, Origin
from generator.models.site import KnowledgeBase
from generator.models.text import CaseText, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.build import Checked
    from generator.diagnostics import Finding

    Change = Callable[..., Checked]

CASE = "cases/de/example/case.yml"
TEXT_EN = "cases/de/example/text.en.md"
TEXT_DE = "cases/de/example/text.de.md"
CITY = "countries/de/cities/exampletown.yml"
ANY_KEY = "en"
"""Stands for the keys of mappings in which people choose the keys."""
MODELS = (Case, Country, City, Origin, KnowledgeBase, CaseText, Text)


def validated(model: type[BaseModel], text: str) -> tuple[source.Document, BaseModel, list[Finding]]:
    """A record and its document without what is wrong, and everything that is wrong."""
    document, problems = source.parse(source.Document("city", "x.yml"), text.encode())
    assert document
    kept, findings = load._validated(model, document)
    assert kept
    return *kept, problems + findings


def wrong(model: type[BaseModel], text: str) -> list[str]:
    """What is wrong with single values, without what is missing."""
    return [each for each in places(validated(model, text)[2]) if not each.endswith("missing-field")]


def paths(model: type[BaseModel], around: yaml_text.Path = ()) -> Iterator[tuple[yaml_text.Path, Any]]:
    """Every place in a record that can hold a value, with its annotation: lists have one item, mappings one key."""
    for name, info in model.model_fields.items():
        if isinstance(info.json_schema_extra, dict):
            yield from _places_of(info.annotation, (*around, info.alias or name))


def _places_of(annotation: Any, path: yaml_text.Path) -> Iterator[tuple[yaml_text.Path, Any]]:
    yield path, annotation
    inner = [each for each in get_args(annotation) if each is not type(None) and each is not ...]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from paths(annotation, path)
    elif getattr(annotation, "__origin__", None) is tuple:
        yield from _places_of(inner[0], (*path, 0))
    elif getattr(annotation, "__origin__", None) is dict:
        yield from _places_of(inner[1], (*path, ANY_KEY))
    elif inner and not hasattr(annotation, "__metadata__"):
        yield from (each for each in _places_of(inner[0], path) if each[0] != path)


def holding(path: yaml_text.Path, value: object) -> Any:
    """A value with the lists and mappings around it that its path says."""
    for part in reversed(path):
        value = [value] if isinstance(part, int) else {part: value}
    return value


ALL = [(model, path) for model in MODELS for path, _ in paths(model)]
NAMES = ["/".join((model.__name__, *map(str, path))) for model, path in ALL]


class TestEveryPlaceOfEveryRecord:
    def test_there_are_many(self) -> None:
        assert len(ALL) > 200
        assert {"Case/results/0/period/start", "Country/programmes/0/budget", "CaseText/translation/from", "City/names/en"} <= set(NAMES)

    @pytest.mark.parametrize(("model", "path"), ALL, ids=NAMES)
    @pytest.mark.parametrize("value", ["No Such Value <>, " * 50, ["a", ["b"]], {"zz": {"y": "x"}}], ids=["text", "list", "mapping"])
    def test_a_wrong_value_is_a_finding_of_ours_and_goes(self, model: type[BaseModel], path: yaml_text.Path, value: object) -> None:
        text = json.dumps(holding(path, value)) + "\n"
        document, record, findings = validated(model, text)
        (whole,), _ = yaml_text.parse("x.yml", text)
        start = whole.keys.get(path) or whole.at(*path)
        told = [each for each in findings if each.code != "missing-field"]
        assert {each.code for each in findings} <= RULES.keys()
        assert all(each.location >= start for each in told)
        # What is left is a record that nothing is wrong with.
        _, again, rest = validated(model, json.dumps(document.tree.data) + "\n")
        assert again == record
        assert set(codes(rest)) <= {"missing-field"}
        # And a value that went is known to have gone.
        assert bool(told) == bool(document.tree.wrong)

    @pytest.mark.parametrize(("model", "path"), [(model, path) for model, path in ALL if path[-1] not in {0, ANY_KEY}], ids=str)
    def test_a_key_that_no_one_reads_is_told_where_it_stands(self, model: type[BaseModel], path: yaml_text.Path) -> None:
        nowhere = (*path[:-1], "no-such-key")
        text = json.dumps(holding(nowhere, "x")) + "\n"
        key = yaml_text.parse("x.yml", text)[0][0].keys[nowhere]
        assert wrong(model, text) == [f"x.yml:1:{key.column} unknown-field"]


def test_every_error_that_a_model_can_raise_is_a_rule() -> None:
    code = Path(fields.__file__).read_text("utf-8")
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    raised = {call.args[0].value for call in calls if getattr(call.func, "id", "") == "_refuse" and isinstance(call.args[0], ast.Constant)}
    patterns = {call.args[1].value for call in calls if getattr(call.func, "id", "") == "_pattern"}
    assert len(raised | patterns) > 15
    assert raised | patterns <= RULES.keys()


class TestKindsOfErrors:
    @pytest.mark.parametrize(
        ("model", "text", "expected"),
        [
            (City, "names: Town\n", "1:8 wrong-shape"),
            (City, "names: [Town]\n", "1:8 wrong-shape"),
            (City, "names: {en: [Town]}\n", "1:13 wrong-shape"),
            (City, "names: {german: Town}\n", "1:9 unknown-language"),
            (City, "population: 33000\n", "1:13 wrong-shape"),
            (City, "population:\n  value: 33.000\n", "2:10 ambiguous-number"),
            (City, "sources:\n  - id: S1\n", "2:9 not-a-slug"),
            (City, "sources:\n  id: s1\n", "2:3 wrong-shape"),
            (City, "sources: s1\n", "1:10 wrong-shape"),
            (City, "sources: [s1]\n", "1:11 wrong-shape"),
            (City, "kind: [region]\n", "1:7 wrong-shape"),
            (City, "kind: regoin\n", "1:7 unknown-place-kind"),
            (City, "kind: 'regoin'\n", "1:8 unknown-place-kind"),
            (City, 'kind:   "regoin"\n', "1:10 unknown-place-kind"),
            (City, "kind: >-\n  regoin\n", "1:7 unknown-place-kind"),
            (City, "lattitude: 1\n", "1:1 unknown-field"),
            (City, "population: {valeu: 1}\n", "1:14 unknown-field"),
            (City, "'[key]': x\n", "1:1 unknown-field"),
            (Case, "topics: [mobility, inclusion, participation, energy-climate]\n", "1:9 too-many-items"),
            (Case, "topics:\n  - mobility\n  - mobilty\n", "3:5 unknown-topic"),
            (Case, "unknown: [costs]\n", "1:1 unknown-field"),
            (Case, "unknown: x\n", "1:1 unknown-field"),
            (Case, "costs: {unknown: yes}\n", "1:8 wrong-shape"),
            (Case, "costs: unknown\n", "1:8 wrong-shape"),
            (Case, "period: {unknown: true}\n", "1:10 unknown-field"),
            (Case, "external_ids: {OPSI: x}\n", "1:16 not-a-slug"),
            (Case, "external_ids: {'[key]': x}\n", "1:17 not-a-slug"),
            (Case, "costs: [{for_: total}]\n", "1:10 unknown-field"),
            (CaseText, "title: <b>x</b>\n", "1:8 markup-in-title"),
            (CaseText, "translation: {from: german}\n", "1:21 unknown-language"),
            (CaseText, "template: main.html\n", "1:1 unknown-field"),
        ],
    )
    def test_each_has_its_code_and_its_place(self, model: type[BaseModel], text: str, expected: str) -> None:
        assert wrong(model, text) == [f"x.yml:{expected}"]

    def test_the_nearest_word_is_told(self) -> None:
        findings = [*validated(Case, "topics: [mobilty]\nlevle: municipal\nstage: xyzzy\n")[2]]
        assert [(each.code, each.fix) for each in findings if each.code != "missing-field"] == [
            ("unknown-topic", "mobility"),
            ("unknown-stage", None),
            ("unknown-field", "level"),
        ]

    def test_what_can_be_unknown_is_kept_as_such(self) -> None:
        _, record, findings = validated(Case, "costs: {unknown: true}\nfunding: {unknown: true}\nstaff: {unknown: true}\n")
        assert record.unknown == {"costs", "funding", "staff"}
        assert (record.costs, record.funding, record.staff) == ((), (), None)
        assert set(codes(findings)) == {"missing-field"}


class TestWhatIsLeft:
    TEXT = """\
results:
  - id: a
    value: 1
    unit: people
    kind: output
    source: s1
  - no group at all
  - id: b
    value: 1.000
    unit: people
    kind: ouptut
    source: s1
    year: 2020
  - id: C
    value: 3
    unit: people
    kind: output
    source: s1
topics: [mobilty, inclusion, participaton, energy-climate]
"""

    def test_the_rest_keeps_its_places(self) -> None:
        document, record, findings = validated(Case, self.TEXT)
        assert places(findings)[:6] == [
            "x.yml:19:10 unknown-topic",
            "x.yml:19:30 unknown-topic",
            "x.yml:7:5 wrong-shape",
            "x.yml:9:12 ambiguous-number",
            "x.yml:11:11 unknown-result-kind",
            "x.yml:14:9 not-a-slug",
        ]
        assert record.topics == ("inclusion", "energy-climate")
        assert [document.at("topics", index).column for index in (0, 1)] == [19, 44]
        assert [result.id for result in record.results] == ["a", "b", None]
        assert [document.at("results", index, "source").line for index in (0, 1, 2)] == [6, 12, 18]
        assert document.at("results", 1, "year").line == 13
        assert document.tree.keys["results", 2, "value"].line == 15

    def test_what_went_is_known_under_its_new_place(self) -> None:
        document, _, _ = validated(Case, self.TEXT)
        assert document.tree.lost("results", 1, "value")
        assert document.tree.lost("results", 2, "id")
        assert document.tree.lost("topics")
        assert not document.tree.lost("results", 0, "value")
        assert not document.tree.lost("results", 2, "value")
        assert not document.tree.lost("stage")

    def test_a_record_full_of_mistakes_takes_one_look(self) -> None:
        text = "".join(f"key-{number}: x\n" for number in range(2_000))
        _, _, findings = validated(City, text)
        assert codes(findings).count("unknown-field") == 2_000

    @given(
        st.recursive(
            st.text(max_size=6) | st.sampled_from(["s1", "mobility", "1", "2024", "true", "unknown", "[key]", "de"]),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from([*{path[-1] for _, path in ALL if isinstance(path[-1], str)}, "[key]", "unknown", "zz"]),
                    inner,
                    max_size=4,
                )
            ),
            max_leaves=12,
        ),
        st.sampled_from(MODELS),
    )
    def test_no_record_stops_the_program(self, data: object, model: type[BaseModel]) -> None:
        document = source.Document("city", "x.yml", tree=yaml_text.Tree(data if isinstance(data, dict) else {"names": data}))
        kept, findings = load._validated(model, document)
        assert kept
        assert set(codes(findings)) <= RULES.keys()


class TestMissing:
    def test_of_a_record_at_its_start(self) -> None:
        assert places(validated(City, "website: https://town.example\n")[2]) == ["x.yml:1:1 missing-field"] * 3

    def test_with_nothing_behind_the_key(self) -> None:
        found = places(validated(City, "names: {en: Town}\nlatitude: 1\nlongitude:\n")[2])
        assert found == ["x.yml:3:1 missing-field"]

    def test_of_a_record_in_a_record_and_in_a_list(self) -> None:
        text = "names: {en: Town}\nlatitude: 1\nlongitude: 1\npopulation:\n  year: 2020\nsources:\n  - id: p1\n    title: x\n    kind: official\n"
        assert places(validated(City, text)[2]) == ["x.yml:4:1 missing-field"] * 2 + ["x.yml:7:5 missing-field"]

    def test_a_wrong_value_is_not_missing_too(self) -> None:
        assert places(validated(City, "names: {en: Town}\nlatitude: north\nlongitude: 1\n")[2]) == ["x.yml:2:11 coordinate-out-of-range"]

    def test_in_the_second_value_of_a_key_at_its_own_place(self) -> None:
        text = "names: {en: T}\nlatitude: 1\nlongitude: 1\npopulation: {value: 1, source: s1}\npopulation:\n  year: 2020\n"
        assert places(validated(City, text)[2]) == ["x.yml:5:1 duplicate-key", *["x.yml:5:1 missing-field"] * 2]

    def test_both_values_of_a_key_are_judged(self) -> None:
        text = "names: {en: T}\nlatitude: north\nlongitude: 1\nlatitude: south\n"
        assert places(validated(City, text)[2]) == [
            "x.yml:4:1 duplicate-key",
            "x.yml:2:11 coordinate-out-of-range",
            "x.yml:4:11 coordinate-out-of-range",
        ]

    def test_a_withdrawn_case_needs_less(self) -> None:
        needed = {dict(each.values)["field"] for each in validated(Case, "level: municipal\n")[2]}
        withdrawn = {dict(each.values)["field"] for each in validated(Case, "withdrawn: {date: 2026-01-01, reason: x}\n")[2]}
        assert needed >= {"topics", "organisations", "sources", "stage"}
        assert not withdrawn & {"topics", "organisations", "sources"}


class TestSettings:
    def load(self, root: Path, old: str = "", new: str = "") -> tuple[object, list[str]]:
        text = (root / "mkdocs.yml").read_text("utf-8")
        assert old in text
        (root / "mkdocs.yml").write_text(text.replace(old, new, 1), "utf-8")
        settings, findings = load.load_settings(root)
        return settings, places(findings)

    def test_of_the_base(self, root: Path) -> None:
        settings, findings = self.load(root)
        assert findings == []
        assert (settings.site_url, settings.languages, settings.default_language) == ("https://example.org/", ("en", "de"), "en")
        assert (settings.name("de"), settings.name("hi"), settings.network("de")) == (
            "Beispielsammlung",
            "Example base",
            "Beispielnetzwerk",
        )

    @pytest.mark.parametrize(
        ("written", "address"),
        [("https://x.example/kb", "https://x.example/kb/"), ("https://x.example/kb/", "https://x.example/kb/"), ("", "")],
    )
    def test_the_address_of_the_site_ends_with_a_slash(self, root: Path, written: str, address: str) -> None:
        settings, findings = self.load(root, "https://example.org/", written)
        assert (settings.site_url, findings) == (address, [])

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("https://example.org/", "javascript:alert(1)", "2:11 not-an-address"),
            ("https://example.org/", "[https://example.org/]", "2:11 not-an-address"),
            ("knowledge_base:", "knowledgebase:", "1:1 missing-field"),
            ("extra:\n  knowledge_base:", "extra:\n  other:", "1:1 missing-field"),
            ("[en, de]", "[en, xx]", "10:21 unknown-language"),
            ("[en, de]", "[en, nah]", "10:21 language-not-configured"),
            ("default_language: en", "default_language: es", "11:23 language-not-configured"),
            ("default_language: en", "default_language: nah", "11:23 language-not-configured"),
            ("default_language: en", "mailbox: Someone@town.example\n    default_language: en", "11:14 not-a-mailbox"),
            ("default_language: en", "colour: blue\n    default_language: en", "11:5 unknown-field"),
            ("    languages: [en, de]\n", "", "7:3 missing-field"),
            ("name: material", "name: !ENV [THEME, material]", "4:9 yaml-tag"),
            ("name: material", "name: !!python/name:os.system", "4:9 yaml-tag"),
            ("theme:", "theme: &theme", "3:8 yaml-anchor"),
        ],
    )
    def test_what_is_wrong_is_told_and_nothing_is_published(self, root: Path, old: str, new: str, expected: str) -> None:
        settings, findings = self.load(root, old, new)
        assert (settings, findings) == (None, [f"mkdocs.yml:{expected}"])

    def test_without_the_file(self, tmp_path: Path) -> None:
        settings, findings = load.load_settings(tmp_path)
        assert (settings, places(findings)) == (None, ["mkdocs.yml:1:1 unreadable-file"])

    def test_a_broken_configuration_still_lets_files_be_read(self, replaced: Change) -> None:
        checked = replaced("mkdocs.yml", "[en, de]", "[en, xx]")
        assert checked.catalog is None
        assert checked.files == 9


class TestTheCatalog:
    def test_of_the_base(self, root: Path) -> None:
        catalog = build.check(root).catalog
        assert (list(catalog.cases), list(catalog.countries), list(catalog.cities), list(catalog.pages)) == (
            ["de/example"],
            ["de"],
            ["de/exampletown"],
            ["about"],
        )
        case = catalog.cases["de/example"]
        assert list(case.texts) == ["de", "en"]
        assert list(case.texts["de"].sections) == ["challenge", "approach", "worked", "did-not-work"]
        assert case.at("topics", 1) == source.Location(CASE, 4, 20, 4, 36)
        assert list(catalog.pages["about"].texts["en"].sections) == ["part-1"]

    def test_origins_are_a_record_each(self, rewritten: Change) -> None:
        checked = rewritten(
            "cases/origins.yml", "one: {name: One, country: fi}\ntwo: Two\nthree: {place: Oslo}\nfour: {name: Four, wiki: x}\n"
        )
        assert list(checked.catalog.origins) == ["one", "three", "four"]
        assert places(checked.findings) == [
            "cases/origins.yml:2:6 wrong-shape",
            "cases/origins.yml:3:1 missing-field",
            "cases/origins.yml:4:20 unknown-field",
        ]

    def test_pictures_belong_to_their_case(self, root: Path) -> None:
        (root / "cases/de/example/plan.png").write_bytes(encoded(corners(), "png"))
        assert [each.path for each in build.check(root).catalog.pictures["de/example"]] == ["cases/de/example/plan.png"]

    def test_a_text_in_another_language_is_told_and_left_out(self, rewritten: Change) -> None:
        checked = rewritten("cases/de/example/text.es.md", "---\ntitle: x\n---\n<b>\n")
        assert places(checked.findings) == ["cases/de/example/text.es.md:1:1 language-not-configured"]
        assert "es" not in checked.catalog.cases["de/example"].texts

    def test_a_text_without_its_record(self, root: Path) -> None:
        (root / CASE).unlink()
        assert places(build.check(root).findings) == [
            f"{TEXT_DE}:1:1 text-without-record",
            f"{TEXT_EN}:1:1 text-without-record",
            "pages/about/text.de.md:13:23 unknown-page",
            "pages/about/text.en.md:7:23 unknown-page",
        ]

    def test_a_record_that_only_cannot_be_read_is_not_missing(self, replaced: Change) -> None:
        assert places(replaced(CASE, "level: municipal", "level: a: b").findings) == [f"{CASE}:3:9 yaml-colon"]
        assert f"{CITY}:1:1" not in places(replaced(CITY, "names:", "names: &a").findings)

    def test_other_files_are_judged_while_one_is_broken(self, replaced: Change) -> None:
        replaced(CITY, "latitude: 48.59", "latitude: north")
        assert places(replaced(CASE, "level: municipal", "level: a: b").findings) == [
            f"{CASE}:3:9 yaml-colon",
            f"{CITY}:3:11 coordinate-out-of-range",
        ]


class TestSections:
    def found(self, replaced: Change, old: str, new: str) -> list[str]:
        return places(replaced(TEXT_EN, old, new).findings)

    def test_a_variant_of_a_heading_in_any_case_is_understood(self, replaced: Change) -> None:
        checked = replaced(TEXT_EN, "## What was difficult", "## what did not WORK, what we would do differently")
        assert checked.findings == ()
        assert "did-not-work" in checked.catalog.cases["de/example"].texts["en"].sections

    def test_an_unknown_heading_names_the_nearest(self, replaced: Change) -> None:
        checked = replaced(TEXT_EN, "## What worked", "## What workd")
        (finding, *_) = [each for each in checked.findings if each.code == "unknown-section"]
        assert (finding.location.line, finding.fix) == (19, "## What worked")

    def test_headings_are_those_of_the_language_of_the_text(self, replaced: Change) -> None:
        assert f"{TEXT_EN}:19:1 unknown-section" in self.found(replaced, "## What worked", "## Was gelungen ist")

    def test_a_heading_twice(self, replaced: Change) -> None:
        assert self.found(replaced, "## What worked", "## Challenge\n\nAgain.\n\n## What worked") == [f"{TEXT_EN}:19:1 duplicate-section"]

    def test_an_empty_section(self, replaced: Change) -> None:
        assert self.found(replaced, "Other towns asked for the source code [@s2].", "") == [f"{TEXT_EN}:19:1 empty-section"]

    def test_sections_in_another_order(self, replaced: Change) -> None:
        checked = replaced(TEXT_EN, "## Challenge", "## What worked for others")
        checked = replaced(TEXT_EN, "## What was done", "## Challenge")
        checked = replaced(TEXT_EN, "## What worked for others", "## What was done")
        assert places(checked.findings) == [f"{TEXT_EN}:15:1 section-order"]
