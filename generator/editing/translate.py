"""Recording which original a translation follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator import output, translation, vocabulary
from generator.editing.front_matter import with_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.catalog import Catalog, Written
    from generator.translation import Difference

PAGE = "page:"


def follow(root: Path, catalog: Catalog, identity: str, language: str, method: str, sections: Sequence[str] = ()) -> tuple[str, str]:
    """Write the hashes of the original into a translation: (what is in the way, "") or ("", the file that changed).

    With `sections`, only these parts follow the original from now on; the others keep what was recorded of them.
    Parts that are not built like those of the original are refused: they cannot follow it.
    """
    problem, pair = pair_of(catalog, identity, language)
    if not pair:
        return problem, ""
    text, source = pair
    block = text.head.translation
    recorded, now = (block.sections if block else {}), source.hashes
    wanted = _named(sections, text, source)
    unknown = [name for name in wanted if name not in {*now, *recorded}]
    if unknown:
        return f"there is no section {unknown[0]} in {source.document.path}; there are: {', '.join(now)}", ""
    different = [each for each in translation.differences(text, source) if not wanted or each.part in wanted]
    if different:
        return "; ".join(_in_the_way(text.document.path, source.document.path, different)), ""
    chosen = method or (block.method if block else "")
    if chosen not in vocabulary.terms()["translation-method"]:
        return f"--method is one of {', '.join(vocabulary.terms()['translation-method'])}", ""
    path = text.document.path
    follows = _following(now, recorded, wanted) if wanted else now
    written = _written(root, path, {"from": source.language, "method": chosen, "sections": follows})
    return ("", path) if written else (f"{path}: write each key of the front matter on a line of its own first", "")


def pair_of(catalog: Catalog, identity: str, language: str) -> tuple[str, tuple[Written[Any], Written[Any]] | None]:
    """The translation of a text into a language, with its original; or what is in the way of having both."""
    found = _texts(catalog, identity)
    if not found:
        return f"there is no case, country or page {identity}", None
    texts, original = found
    if language == original:
        return f"{language} is the original of {identity}", None
    if language not in texts or original not in texts:
        return f"{identity} has no text in {language if language not in texts else original}", None
    return "", (texts[language], texts[original])


def _texts(catalog: Catalog, identity: str) -> tuple[Mapping[str, Written[Any]], str] | None:
    if identity.startswith(PAGE) and identity.removeprefix(PAGE) in catalog.pages:
        page = catalog.pages[identity.removeprefix(PAGE)]
        return page.texts, translation.page_original(page, catalog.settings)
    if identity in catalog.cases:
        return catalog.cases[identity].texts, catalog.cases[identity].facts.original_language
    if identity in catalog.countries:
        return catalog.countries[identity].texts, catalog.countries[identity].facts.original_language
    return None


def _named(sections: Sequence[str], text: Written[Any], source: Written[Any]) -> list[str]:
    """Parts as the person named them, by their id or by their heading in one of the two texts → their ids."""
    headings = {section.heading.casefold(): name for each in (source, text) for name, section in each.sections.items()}
    return [headings.get(name.casefold(), name) for name in sections]


def _in_the_way(path: str, original: str, different: Sequence[Difference]) -> Iterator[str]:
    lacking = sorted(each.part for each in different if each.lacking)
    if lacking:
        yield f"{path} and {original} differ in their parts: {', '.join(lacking)}"
    for each in different:
        if not each.lacking:
            sides = ((path, each.here), (original, each.there))
            told = " and ".join(f"only {file} has {', '.join(targets)}" for file, targets in sides if targets)
            yield f"in {each.part}, {told}"


def _following(now: Mapping[str, str], recorded: Mapping[str, str], wanted: Sequence[str]) -> dict[str, str]:
    """What is recorded when only some parts follow, in the order of the original; parts that it has no more stand last."""
    parts = {name: now[name] if name in wanted else recorded[name] for name in now if name in wanted or name in recorded}
    return parts | {name: value for name, value in recorded.items() if name not in now and name not in wanted}


def _written(root: Path, path: str, block: Mapping[str, str | Mapping[str, str]]) -> bool:
    """Whether the block could be put into the file without touching anything else."""
    try:
        text = with_block((root / path).read_bytes().decode("utf-8"), "translation", block)
    except ValueError:
        return False
    output.write_file(root, path, text.encode())
    return True
