"""Which texts have changed, part by part, and how translations stand now that did not stand so before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.catalog import Written
from generator.history.model import Change, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.history.state import State
    from generator.translation import Family

AnyText = Written[Any]


def of_family(before: State, after: State, old: Family, new: Family) -> Iterator[Change]:
    """What has changed in the texts of one case, country or page that was there in both states."""
    subject = Subject(new.kind, new.id, _titles(new), new.original)

    def unread(language: str) -> bool:
        return any(state.is_broken(_path(family, language)) for state in (before, after) for family in (old, new))

    for language in dict.fromkeys((*new.texts, *old.texts)):
        text, earlier = new.texts.get(language), old.texts.get(language)
        if unread(language):
            continue
        if text is None:
            yield Change("gone", subject, language)
        elif earlier is None:
            yield Change("texts" if language == new.original else "translated", subject, language)
        else:
            yield from _of_text(subject, language, old, new, follows=not unread(old.original) and not unread(new.original))


def _path(family: Family, language: str) -> str:
    """Where the text in a language stands, or would."""
    return f"{next(iter(family.texts.values())).document.path.rpartition('/')[0]}/text.{language}.md"


def _of_text(subject: Subject, language: str, old: Family, new: Family, *, follows: bool) -> Iterator[Change]:
    """Its changed parts, whether it caught up with its original, and the parts in which it has fallen behind.

    The last two only where the originals could be read (`follows`), and nothing of a part that was lost on the way.
    """
    beside = [family.texts[each] for family in (old, new) for each in (language, family.original) if each in family.texts]

    def known(parts: Iterable[str]) -> tuple[str, ...]:
        lost = (part for part in parts if any(text.document.tree.lost(*part.split(".", 1)) for text in beside))
        return tuple(dict.fromkeys(part for part in parts if part not in {*lost}))

    texts = old.texts[language], new.texts[language]
    before, after = (text.hashes for text in texts)
    parts = known([part for part in (*after, *before) if before.get(part) != after.get(part)])
    headings = {name: section.heading for text in texts for name, section in text.sections.items()}
    stood, stands = (known(family.state(language).outdated if follows else ()) for family in (old, new))
    if stood and not stands:
        yield Change("caught-up", subject, language, parts or stood, headings)
    elif parts:
        yield Change("texts", subject, language, parts, headings)
    behind = tuple(part for part in stands if part not in stood)
    if behind and new.state(language).kind != "unmarked":
        yield Change("outdated", subject, language, behind, headings)


def _titles(family: Family) -> dict[str, str]:
    return {language: text.head.title for language, text in family.texts.items() if text.head.title}
