from __future__ import annotations

import pickle

import pycountry
import pytest
from findings import codes, places
from hypothesis import given
from hypothesis import strategies as st

from generator import yaml_text
from generator.diagnostics import Location

# Each of these is something else to a program that types YAML, or was to one of its versions.
_SCALARS = """
NO no No yes Yes on Off y n true TRUE False null Null ~ .nan .NaN .inf -.inf +.INF 1.10 3.10 012 0o14 08 1e3 1E+3 12e03 0x1F 0b1010
1_000 +12 -0 .5 5. 12:30:45 190:20:30 2024-01-01 2024-01-01T00:00:00Z 20240101 00123 1.000 1,5 685.230_15e+03 = h:123e45
"""
SCALARS = _SCALARS.split()


def data(text: str) -> object:
    """The values of a YAML text that nothing is wrong with."""
    (tree,), findings = yaml_text.parse("x.yml", text)
    assert findings == []
    return tree.data


@pytest.mark.parametrize("scalar", SCALARS)
def test_a_scalar_comes_back_as_it_was_written(scalar: str) -> None:
    assert data(f"key: {scalar}\n") == {"key": scalar}
    assert data(f"- {scalar}\n- - {scalar}\n") == [scalar, [scalar]]
    assert data(f"{scalar}: key\n") == {scalar: "key"}


def test_there_are_forty_scalars() -> None:
    assert len(set(SCALARS)) >= 40


@pytest.mark.parametrize("letters", [str.upper, str.lower])
def test_every_country_code_is_text(letters: object) -> None:
    codes_of_iso = [letters(country.alpha_2) for country in pycountry.countries]
    assert {"NO", "no"} & set(codes_of_iso)
    assert data("".join(f"- {code}\n" for code in codes_of_iso)) == codes_of_iso


@pytest.mark.parametrize(
    "empty",
    ["key:\n", "key: ''\n", 'key: ""\n', "key: |\n", "key: # words\n", "{key: }\n", 'key: " "\n', 'key: "\\n"\n', "key: '\u00a0'\n"],
)
def test_an_empty_value_is_absent(empty: str) -> None:
    assert data(empty) == {}


@pytest.mark.parametrize("nothing", ["", "\n\n", "# only words\n", "---\n", "---\n...\n"])
def test_a_text_without_values_holds_nothing(nothing: str) -> None:
    assert data(nothing) is None


def test_empty_items_of_a_list_are_absent_and_the_rest_keeps_its_places() -> None:
    (tree,), _ = yaml_text.parse("x.yml", "-\n- a\n-\n- b\n")
    assert tree.data == ["a", "b"]
    assert [tree.at(index).line for index in (0, 1)] == [2, 4]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("key: |\n  one\n    two\n", "one\n  two\n"),
        ("key: |-\n  one\n  two\n", "one\ntwo"),
        ("key: >-\n  one\n  two\n\n  three\n", "one two\nthree"),
        ("key: >\n  NO\n", "NO\n"),
        ('key: "a\\tb \\u00e4"\n', "a\tb ä"),
        ("key: 'it''s'\n", "it's"),
        ("key: one\n  two\n", "one two"),
    ],
)
def test_blocks_and_quotes(written: str, read: str) -> None:
    assert data(written) == {"key": read}
    assert data(written.replace("\n", "\r\n")) == {"key": read}


class TestPlaces:
    def at(self, text: str, *path: str | int, first_line: int = 1) -> tuple[int, int, int, int]:
        (tree, *_), _ = yaml_text.parse("x.yml", text, first_line)
        place = tree.at(*path)
        return place.line, place.column, place.end_line, place.end_column

    def test_a_value_in_a_list_of_mappings(self) -> None:
        assert self.at("a:\n  - b: 1\n    c: 22\n", "a", 0, "c") == (3, 8, 3, 10)

    def test_a_value_in_quotes_includes_them(self) -> None:
        assert self.at("a: 'x y'\n", "a") == (1, 4, 1, 9)

    def test_columns_count_characters_not_bytes(self) -> None:
        assert self.at("{ä: ö, 東京: 日本, 😀: x}\n", "😀") == (1, 19, 1, 20)
        assert self.at("क्षेत्र: [नगर, x]\n", "क्षेत्र", 1) == (1, 16, 1, 17)

    def test_a_block_starts_where_its_sign_stands(self) -> None:
        assert self.at("a: |\n  one\n  two\nb: x\n", "a") == (1, 4, 1, 4)

    def test_lines_count_from_the_first_line(self) -> None:
        assert self.at("a: x\nb: y\n", "b", first_line=12) == (13, 4, 13, 5)

    def test_line_ends_of_windows_change_nothing(self) -> None:
        assert self.at("a: x\r\nb: y\r\n", "b") == (2, 4, 2, 5)

    def test_what_is_absent_is_where_the_nearest_thing_around_it_is(self) -> None:
        assert self.at("a:\n  b: x\n", "a", "nothing", 3)[:2] == (2, 3)

    def test_keys_have_places_too(self) -> None:
        (tree,), _ = yaml_text.parse("x.yml", "a:\n  'b c': x\n")
        assert tree.keys["a", "b c"] == Location("x.yml", 2, 3, 2, 8)

    def test_places_are_never_kept_with_a_tree_and_can_always_be_told(self) -> None:
        (tree,), _ = yaml_text.parse("x.yml", "".join(f"key-{number}: value\n" for number in range(100)), 3)
        kept = pickle.dumps(tree)
        assert tree.at("key-99") == Location("x.yml", 102, 9, 102, 14)
        assert pickle.dumps(tree) == kept
        again = pickle.loads(kept)  # noqa: S301 (our own)
        assert (again, dict(again.values), dict(again.keys)) == (tree, dict(tree.values), dict(tree.keys))

    def test_a_tree_without_values_is_nowhere(self) -> None:
        assert yaml_text.Tree().at("a") is None


class TestDuplicates:
    def test_both_lines_are_named_and_both_values_kept(self) -> None:
        trees, (finding,) = yaml_text.parse("x.yml", "a: one\nb: x\na: two\n")
        assert [tree.data for tree in trees] == [{"a": "one", "b": "x"}, {"a": "two", "b": "x"}]
        assert [tree.at("a").line for tree in trees] == [1, 3]
        assert (finding.code, finding.location.line, dict(finding.values)) == ("duplicate-key", 3, {"key": "a", "line": "1"})

    def test_a_key_three_times(self) -> None:
        trees, findings = yaml_text.parse("x.yml", "a: 1\na: 2\na: 3\n")
        assert [tree.data["a"] for tree in trees] == ["1", "2", "3"]
        assert places(findings) == ["x.yml:2:1 duplicate-key", "x.yml:3:1 duplicate-key"]

    def test_places_inside_the_other_value(self) -> None:
        trees, _ = yaml_text.parse("x.yml", "a:\n  b: 1\na:\n  b: 2\n  c: 3\n")
        assert [tree.at("a", "b").line for tree in trees] == [2, 4]
        assert trees[0].data == {"a": {"b": "1"}}
        assert ("a", "c") not in trees[0].values

    def test_keys_that_look_the_same_when_read(self) -> None:
        _, findings = yaml_text.parse("x.yml", "a: 1\n'a': 2\n")
        assert codes(findings) == ["duplicate-key"]

    def test_inside_a_list(self) -> None:
        _, findings = yaml_text.parse("x.yml", "l:\n  - {a: 1, b: 2}\n  - {a: 1, a: 2}\n")
        assert places(findings) == ["x.yml:3:12 duplicate-key"]

    def test_the_number_of_readings_is_bounded(self) -> None:
        trees, findings = yaml_text.parse("x.yml", "a: 1\n" * 1_000)
        assert (len(trees), len(findings)) == (yaml_text.MOST_VARIANTS, 999)

    def test_an_empty_value_does_not_take_the_place_of_one(self) -> None:
        trees, _ = yaml_text.parse("x.yml", "a: one\na:\n")
        assert [tree.data for tree in trees] == [{"a": "one"}, {"a": "one"}]


# Bombs: a text, and where and why reading stops.
LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"
REFUSED = {
    "anchor": ("a: x\nb: &b [y]\n", "2:4 yaml-anchor"),
    "anchor on a scalar": ("a: &b x\n", "1:4 yaml-anchor"),
    "anchor on a key": ("&a b: x\n", "1:1 yaml-anchor"),
    "alias": ("a: *b\n", "1:4 yaml-anchor"),
    "alias as a key": ("*a : x\n", "1:1 yaml-anchor"),
    "laughs": (LAUGHS, "1:4 yaml-anchor"),
    "merge key": ("a: x\n<<: {b: y}\n", "2:1 yaml-anchor"),
    "tag": ("a: !!python/object/apply:os.system [ls]\n", "1:4 yaml-tag"),
    "tag on a scalar": ("a: !ENV x\n", "1:4 yaml-tag"),
    "tag without a name": ("a: ! x\n", "1:4 yaml-tag"),
    "tag on a key": ("!!str a: x\n", "1:1 yaml-tag"),
    "directive": ("%YAML 1.1\n---\na: x\n", "1:1 yaml-directive"),
    "directive of tags": ("%TAG ! tag:example.org,2000:\n---\na: x\n", "1:1 yaml-directive"),
    "second document": ("a: x\n---\nb: y\n", "2:1 yaml-documents"),
    "document after the end": ("a: x\n...\n---\nb: y\n", "3:1 yaml-documents"),
    "list as a key": ("? [a, b]\n: x\n", "1:3 yaml-key"),
    "mapping as a key": ("a: x\n{b: c}: y\n", "2:1 yaml-key"),
    "deep lists": ("a: " + "[" * 10_000, "1:16 yaml-too-deep"),
    "deep mappings": ("".join(f"{' ' * n}a:\n" for n in range(30)), "14:14 yaml-too-deep"),
    "deep block lists": ("- " * 200 + "x", "1:27 yaml-too-deep"),
    "too many values": ("[" + "x," * 6_000 + "]", "1:9996 yaml-too-long"),
    "never closed": ("a: [" + "x, " * 400 + "x", "1:4 yaml-syntax"),
    "control": ("a: \x01\n", "1:1 yaml-syntax"),
    "colon": ("a: b: c\n", "1:5 yaml-colon"),
    "tab": ("a:\n\tb: x\n", "2:1 yaml-tab"),
    "at sign": ("a: @b\n", "1:4 yaml-tab"),
    "quote": ('b: x\na: "never closed\nc: d\n', "2:4 yaml-quote"),
    "indent": ("a: x\n b: y\n", "2:3 yaml-colon"),
    "indent of a key": ("a:\n  b: x\n c: y\n", "3:2 yaml-indent"),
    "indent of a list": ("a:\n  - b\n - c\n", "3:2 yaml-indent"),
    "word without a colon": ("a: x\nbcd\ne: f\n", "3:1 yaml-indent"),
}


@pytest.mark.parametrize(("text", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_what_content_may_not_hold_is_one_finding_with_its_place(text: str, expected: str) -> None:
    trees, findings = yaml_text.parse("x.yml", text)
    assert places(findings) == [f"x.yml:{expected}"]
    assert trees == ()


def test_twelve_levels_are_enough() -> None:
    assert data("[" * 12 + "x" + "]" * 12)


@pytest.mark.parametrize("text", ['a: "&b *c !d <<"\n', "a: x & y * z ! %\n", "'<<': x\n", "a: b<<c\n", "a: -- --- ---\n"])
def test_what_only_looks_dangerous_is_text(text: str) -> None:
    data(text)


# What a file can hold once its characters have been checked.
TEXT = st.text(st.characters(codec="utf-8"), max_size=200)
PIECES = st.lists(
    st.sampled_from(
        [*"-?:,[]{}#&*!|>'\"%@`~", "\n", "\n  ", "\t", "- ", ": ", "? ", "<<", "---\n", "...\n", "a", "é", "😀", "&a ", "*a", "|\n "]
    ),
    max_size=40,
).map("".join)


@given(TEXT | PIECES)
def test_no_text_stops_the_program(text: str) -> None:
    trees, findings = yaml_text.parse("x.yml", text)
    assert trees or findings
    assert all(each.location.line >= 1 and each.location.column >= 1 for each in findings)


@given(st.dictionaries(st.text("abc", min_size=1), st.text("xyz 0", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_every_value_has_its_place(values: dict[str, str]) -> None:
    text = "".join(f'{key}: "{value}"\n' for key, value in values.items())
    (tree,), _ = yaml_text.parse("x.yml", text)
    lines = text.split("\n")
    for key, value in values.items():
        place = tree.at(key)
        assert lines[place.line - 1][place.column : place.end_column - 2] == value
