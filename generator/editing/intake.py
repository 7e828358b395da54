"""From the facts of a submission to the files of a case, written by the one YAML writer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import languages, vocabulary
from generator.editing import yaml_writer
from generator.editing.new import NewFile, city_file, written_text
from generator.submissions import prose
from generator.submissions.understood import slug

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from generator.catalog import Catalog
    from generator.editing.yaml_writer import Value
    from generator.submissions.understood import Facts

SOURCE = "s1"
SHORT = 6
"""Letters that a title has at least in its address; shorter ones say too little."""
UNKNOWN: dict[str, Value] = {"unknown": "true"}
METHODS = {"independent": "desk-research"}
"""How the facts were gathered, by whoever wrote them; all others report on what is their own."""


def identity(facts: Facts, catalog: Catalog) -> str:
    """An id for a new case that is not taken: the place and the words of the title, or its topic where no Latin letter is in it."""
    place = facts.cities[0][3:] if facts.cities else ""
    small = languages.locale(facts.language).common_words
    title = slug(" ".join(word for word in facts.words.get("title", "").split() if word.casefold() not in small))
    words = title if len(title) >= SHORT else "-".join(facts.chosen["topic"]) or "case"
    name = words if not place or place in words else slug(f"{place} {words}", most=50)
    taken = set(catalog.cases) | {former for case in catalog.cases.values() for former in case.facts.former_ids}
    taken |= {"/".join(path.split("/")[1:3]) for path in catalog.broken}
    numbered = (f"{facts.country}/{name}{suffix}" for suffix in ("", *(f"-{number}" for number in range(2, len(taken) + 3))))
    return next(each for each in numbered if each not in taken)


def files(identity: str, facts: Facts, today: datetime.date) -> Iterator[NewFile]:
    """The facts, the text in the language of the form, and the place if it is new; what was not said is left out."""
    if facts.new_place:
        place = facts.new_place
        record: dict[str, Value] = {"names": dict(place.names), "latitude": place.latitude, "longitude": place.longitude}
        yield NewFile(city_file(f"{facts.country}/{place.slug}"), yaml_writer.dump(record))
    yield NewFile(f"cases/{identity}/case.yml", yaml_writer.dump(_record(facts, today)))
    head = {name: " ".join(facts.words[name].split()) for name in ("title", "summary") if name in facts.words}
    text = written_text("case", facts.language, head, _sections(facts))
    yield NewFile(f"cases/{identity}/text.{facts.language}.md", text)


def _record(facts: Facts, today: datetime.date) -> dict[str, Value]:
    relation = facts.chosen["relation"][:1]
    fields: dict[str, Value] = {
        "original_language": facts.language,
        "cities": facts.cities,
        "level": "".join(facts.chosen["level"]),
        "topics": tuple(dict.fromkeys((*facts.chosen["topic"], *facts.chosen["more-topics"]))),
        "instruments": facts.chosen["instruments"],
        "period": {"live": facts.since} if facts.since else {},
        "stage": "".join(facts.chosen["stage"]),
        "organisations": _owner(facts),
        "sources": _source(facts),
        "submission": {"relation": relation[0], "method": METHODS.get(relation[0], "own-report")} if relation else {},
        "added": today.isoformat(),
        "costs": UNKNOWN if "costs" in facts.unknown else {},
        "funding": tuple({"kind": each} for each in facts.chosen["funding"]) or (UNKNOWN if "funding" in facts.unknown else {}),
        "staff": UNKNOWN if "staff" in facts.unknown else {},
        "technology": _technology(facts),
        "did_not_work": "not-reported" if facts.not_reported else "",
    }
    return {name: value for name, value in fields.items() if value or name == "cities"}


def _owner(facts: Facts) -> list[Value]:
    kind = facts.chosen["owner-kind"]
    if "owner" not in facts.words or not kind:
        return []
    return [{"id": "owner", "name": facts.words["owner"], "role": "owner", "kind": kind[0]}]


def _source(facts: Facts) -> list[Value]:
    said = {"title": "source-title", "publisher": "source-publisher", "url": "link"}
    known = {name: facts.words[question] for name, question in said.items() if question in facts.words}
    kind = {"kind": facts.chosen["source-kind"][0]} if facts.chosen["source-kind"] else {}
    if not known:
        return []
    order = ("id", "title", "publisher", "kind", "url")
    every = {"id": SOURCE, **known, **kind}
    return [{name: every[name] for name in order if name in every}]


def _technology(facts: Facts) -> dict[str, Value]:
    said = {"repository": "repository", "licence": "software-licence"}
    known = {name: facts.words[question] for name, question in said.items() if question in facts.words}
    openness = facts.chosen["open-source"][:1]
    return {"open_source": "".join(openness) or "unknown", **known} if known or openness else {}


def _sections(facts: Facts) -> dict[str, str]:
    """The sections in their order, each paragraph with the source behind it; staff stands below costs."""
    source = SOURCE if _source(facts) else ""
    said = {name: [facts.words[name]] for name in vocabulary.sections("case") if name in facts.words}
    if "staff" in facts.words:
        said["costs"] = [*said.get("costs", ()), facts.words["staff"]]
    ordered = {name: said[name] for name in vocabulary.sections("case") if name in said}
    return {name: "\n\n".join(prose.markdown(each, source) for each in words) for name, words in ordered.items()}
