"""Then, now and yours in words, and nothing in them that acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import comparison, languages
from generator.editing.drift import Drift
from generator.translation import Difference

if TYPE_CHECKING:
    from collections.abc import Iterable

EN = languages.locale("en")


def text(lines: Iterable[tuple[str, str]]) -> str:
    return "\n".join(line for line, _ in lines)


DRIFT = Drift(
    "challenge", "Once.\n\n```\n@all\n```", "Today.", "", "", Difference("challenge", ("@s1",), ("https://town.example/",)), "Challenge"
)


def test_then_now_and_yours_for_a_terminal() -> None:
    assert text(comparison.drifts_text([DRIFT], EN)) == (
        """== Challenge (challenge)
Only in the translation: @s1
Only in the original: https://town.example/
-- Then, when it was translated
Once.

```
@all
```
-- Now, in the original
Today.
-- Yours, in the translation
Nothing stands here.
"""
    )


def test_words_of_others_are_code_in_markdown() -> None:
    told = list(comparison.drifts_markdown([DRIFT], EN))
    start = told.index("**Then, when it was translated**") + 2
    assert told[start : start + 7] == ["````", "Once.", "", "```", "@all", "```", "````"]
    assert "Only in the translation: @\u200bs1" in told
    assert not any("https://" in line for line in told)


@pytest.mark.parametrize("why", ["new", "gone", "unrecorded", "no-git", "shallow", "unknown"])
@pytest.mark.parametrize("code", languages.available())
def test_why_there_are_no_old_words_is_told_in_every_language(code: str, why: str) -> None:
    locale = languages.locale(code)
    drift = Drift("title", "", "Now", "Yours", why)
    reason = locale.text(f"translations.because.{why}")
    assert reason in text(comparison.drifts_text([drift], locale))


def test_where_all_follows_it_says_so() -> None:
    assert text(comparison.drifts_text([], EN)) == "Every part of this translation follows the original as it is now."
    assert list(comparison.drifts_markdown([], EN)) == ["Every part of this translation follows the original as it is now."]
