"""Answers that were chosen: labels in any language, current or former, and ids, because an editor may edit an issue."""

from __future__ import annotations

import re
from functools import cache

from generator import forms, languages
from generator.submissions.wording import folded

TICKED = re.compile(r"\s*(?:[-*] )?\[[xX]\] ?(?P<words>.*)")
NONE = frozenset({"none", "n/a", ""})
"""What forms put where nothing was chosen."""
MOST_COMMAS = 6
"""In a label."""


def chosen(question: str, answer: str) -> tuple[list[str], str]:
    """The ids that were chosen, each once, and what is no choice."""
    known = _known(question)
    lines = [line.strip() for line in answer.split("\n") if line.strip()]
    ticked = [match["words"] for line in lines if (match := TICKED.fullmatch(line))]
    found: list[str] = []
    rest = [line for line in lines if not TICKED.fullmatch(line)] if ticked else []
    for words in ticked or [" ".join(lines)]:
        ids, left = _split(words, known)
        found += ids
        rest += [left] if folded(left) not in NONE else []
    return list(dict.fromkeys(found)), ", ".join(rest)


def _split(words: str, known: dict[str, str]) -> tuple[list[str], str]:
    """Labels with commas between them, which may hold commas themselves: the longest label that fits is meant."""
    if folded(words) in known:
        return [known[folded(words)]], ""
    parts, found, rest = re.split(r"\s*[,;]\s*", words), [], []
    start = 0
    while start < len(parts):
        for end in range(min(len(parts), start + MOST_COMMAS + 1), start, -1):
            label = folded(", ".join(parts[start:end]))
            if label in known:
                found.append(known[label])
                start = end
                break
        else:
            rest.append(parts[start])
            start += 1
    return found, ", ".join(rest)


@cache
def _known(question: str) -> dict[str, str]:
    """Everything that names an option of a question, folded → its id."""
    known: dict[str, str] = {}
    for code in languages.available():
        locale = languages.locale(code)
        words = locale.words["form"]
        if question == forms.CONSENT_ID:
            offered = {tick: words["tick"][tick] for tick in forms.CONSENT}
        else:
            offered = forms.options(forms.BY_ID[question], locale)
            name = forms.vocabulary_of(forms.BY_ID[question])
            known |= {folded(label): term for term, label in locale.words["term"][name].items() if term in offered}
        for term, label in offered.items():
            former = words["former-choices"].get(question, {}).get(term, ())
            known |= {folded(each): term for each in (term, label, *former)}
    return known
