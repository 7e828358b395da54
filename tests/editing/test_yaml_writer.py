from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import yaml_text
from generator.editing.yaml_writer import dump

if TYPE_CHECKING:
    from collections.abc import Iterator

MISTAKABLE = (
    *("1", "-1", "+1", "1_000", "0o17", "0x1F", "017", "1.5", "1e3", ".5", ".inf", "-.inf", ".nan", "1:30", "190:20:30"),
    *("2024", "2024-05", "2024-05-18", "2001-12-14t21:59:43.10-05:00"),
    *("true", "False", "YES", "no", "On", "off", "y", "N", "null", "Null", "NULL", "~", "=", "<<"),
    *("- a", "-", "?", "? a", ": a", "a: b", "a:", "a #b", "#", "&a", "*a", "!a", "!!str a", "%YAML", "@a", "`a`", "|", ">", "---", "..."),
    *("[a]", "{a: b}", "a, b", "a]", "'a'", '"a"', 'say "a"', "back\\slash", " a", "a ", "a\nb", "a\tb", "a\n\n b\n", "हिन्दी", "São", "🚲"),
)
"""What a program could take for a number, a date, a truth value, nothing or a part of YAML."""

# Empty texts and white space are the same as none; characters that content may not hold are refused wherever it is read.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"], include_characters="\n\t"), min_size=1, max_size=12)
WORDS = (TEXTS.filter(lambda text: "\ufffe" not in text and "\uffff" not in text) | st.sampled_from(MISTAKABLE)).filter(str.strip)
ITEMS = st.lists(WORDS, max_size=3)
RECORDS = st.dictionaries(
    WORDS,
    st.recursive(
        WORDS | ITEMS,
        lambda inner: (
            st.dictionaries(WORDS, inner, min_size=1, max_size=3) | st.lists(st.dictionaries(WORDS, inner, min_size=1, max_size=3))
        ),
        max_leaves=8,
    ),
    min_size=1,
    max_size=4,
)


def scalars(value: Any) -> Iterator[Any]:
    """Every key and every scalar of what a YAML library made of a text."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scalars(inner)
    else:
        yield value


@given(RECORDS)
def test_what_is_written_is_read_as_it_was(record: dict[str, Any]) -> None:
    text = dump(record)
    trees, findings = yaml_text.parse("x.yml", text)
    assert findings == []
    assert [tree.data for tree in trees] == [record]


@given(RECORDS)
def test_every_program_takes_every_scalar_for_a_text(record: dict[str, Any]) -> None:
    read = yaml.safe_load(dump(record))
    assert read == record
    assert {type(each) for each in scalars(read)} == {str}


@pytest.mark.parametrize("word", MISTAKABLE[: MISTAKABLE.index("हिन्दी")])
def test_what_could_be_mistaken_is_quoted(word: str) -> None:
    assert dump({"a": word}).startswith('a: "')


def test_the_list_holds_what_programs_do_mistake() -> None:
    assert {type(yaml.safe_load(word)) for word in ("1", "1.5", "2024-05-18", "off", "~")} == {int, float, datetime.date, bool, type(None)}


def test_plain_words_are_not_quoted_and_keys_keep_their_order() -> None:
    record = {
        "title": "An app of the town",
        "cities": ["de/ulm", "de/herrenberg"],
        "none": [],
        "names": {"en": "Ulm", "no": "Ulm"},
        "sources": [{"id": "s1", "year": "2024", "tags": ["a"]}, {"id": "s2"}],
    }
    assert dump(record) == (
        "title: An app of the town\n"
        "cities: [de/ulm, de/herrenberg]\n"
        "none: []\n"
        'names:\n  en: Ulm\n  "no": Ulm\n'
        'sources:\n  - id: s1\n    year: "2024"\n    tags: [a]\n  - id: s2\n'
    )


def test_that_no_source_tells_is_written_as_editors_read_it() -> None:
    assert dump({"costs": {"unknown": "true"}, "note": "true"}) == 'costs:\n  unknown: true\nnote: "true"\n'
