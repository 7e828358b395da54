from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import yaml_text
from generator.editing import front_matter

BLOCK = {"from": "de", "method": "machine", "sections": {"title": "h:123e45678901", "results.users": "h:000000000000"}}
WRITTEN = """\
translation:
  from: de
  method: machine
  sections:
    title: "h:123e45678901"
    results.users: "h:000000000000"
"""


@pytest.mark.parametrize("text", ["de", "machine-reviewed", "A town", "a/b_c.d", "x"])
def test_plain_words_stay_plain(text: str) -> None:
    assert front_matter.scalar(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "no",
        "yes",
        "Off",
        "null",
        "~",
        "1.10",
        "012",
        "1e3",
        "12:30",
        "2024-01-01",
        "h:123e45",
        "",
        " ",
        "a ",
        " a",
        "a: b",
        "a #b",
        "- a",
        "ä",
        "*a",
        "a\nb",
        '"',
        "'",
    ],
)
def test_whatever_another_program_could_misread_is_quoted(text: str) -> None:
    assert front_matter.scalar(text).startswith('"')


# What may stand in content: no controls, nothing invisible.
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp", "Cn", "Co"]) | st.sampled_from("\n\t"), min_size=1, max_size=40
)


@given(TEXTS)
def test_a_text_reads_back_as_it_was_for_us_and_for_programs_that_type(text: str) -> None:
    written = f"key: {front_matter.scalar(text)}\n"
    (tree,), findings = yaml_text.parse("x.yml", written)
    assert (tree.data, findings) == ({"key": text}, [])
    assert yaml.safe_load(written) == {"key": text}


def test_a_block_is_written_so() -> None:
    assert front_matter.block("translation", BLOCK) == WRITTEN


HEAD = "title: x  # a comment\nsummary: >-\n  two\n\n  parts\n"
OTHERS = {
    "of its own": WRITTEN.replace("machine", "human"),
    "with comments": "translation:  # by hand\n# in the first column\n  from: de\n\n    # deeper\n  method: human\n",
    "with empty lines": "translation:\n\n  from: de\n\n  method: human\n",
    "in one line": "translation: {from: de, method: human}\n",
    "in several lines": "translation: {\n  from: de,\n  method: human\n}\n",
    "in quotation marks": '"translation":\n  from: de\n',
    "without values": "translation:\n",
}


class TestWithBlock:
    def test_a_new_one_goes_last(self) -> None:
        assert front_matter.with_block(f"---\n{HEAD}---\n\n## y\n", "translation", BLOCK) == f"---\n{HEAD}{WRITTEN}---\n\n## y\n"

    @pytest.mark.parametrize("old", OTHERS.values(), ids=OTHERS.keys())
    @pytest.mark.parametrize(
        "after",
        ["", "evidence: z\n", "\n# of evidence\nevidence: z\n", "# last words\n"],
        ids=["last", "first", "with words", "with last words"],
    )
    def test_an_old_one_is_replaced_where_it_stands(self, old: str, after: str) -> None:
        changed = front_matter.with_block(f"---\n{HEAD}{old}{after}---\nbody\n", "translation", BLOCK)
        assert changed == f"---\n{HEAD}{WRITTEN}{after}---\nbody\n"

    def test_twice_is_once(self) -> None:
        once = front_matter.with_block(f"---\n{HEAD}---\n", "translation", BLOCK)
        assert front_matter.with_block(once, "translation", BLOCK) == once

    def test_line_ends_of_windows_stay(self) -> None:
        text = f"---\n{HEAD}{OTHERS['with empty lines']}evidence: z\n---\nbody\n".replace("\n", "\r\n")
        changed = front_matter.with_block(text, "translation", BLOCK)
        assert changed == f"---\n{HEAD}{WRITTEN}evidence: z\n---\nbody\n".replace("\n", "\r\n")

    @pytest.mark.parametrize("body", ["translation: x\n", "---\ntranslation:\n---\n", "", "\ttabs and spaces  \n\n\n"])
    def test_the_body_keeps_its_bytes(self, body: str) -> None:
        assert front_matter.with_block(f"---\ntitle: x\n---\n{body}", "translation", BLOCK).endswith(f"---\n{body}")

    def test_a_word_that_only_begins_like_the_key(self) -> None:
        text = "---\ntitle: x\nsummary: |\n  translation: y\ntranslations: z\n---\n"
        assert front_matter.with_block(text, "translation", BLOCK) == text.replace("translations: z\n", f"translations: z\n{WRITTEN}")

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "title: x\n",
            "---\ntitle: x\n",
            "---\ntitle: a: b\n---\n",
            "---\n{title: x, translation: {from: de}}\n---\n",
            "---\n{title: x}\n---\n",
            "---\n- x\n---\n",
        ],
    )
    def test_what_cannot_be_written_without_loss_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="translation"):
            front_matter.with_block(text, "translation", BLOCK)

    @given(st.dictionaries(st.sampled_from(["title", "summary", "evidence", "translation"]), TEXTS, min_size=1))
    def test_nothing_else_is_lost(self, values: dict[str, str]) -> None:
        text = "---\n" + "".join(f"{key}: {front_matter.scalar(value)}\n" for key, value in values.items()) + "---\nbody\n"
        changed = front_matter.with_block(text, "translation", BLOCK)
        (tree,), findings = yaml_text.parse("x.md", front_matter.FRONT.match(changed)[2])
        assert (tree.data, findings) == ({**values, "translation": BLOCK}, [])
