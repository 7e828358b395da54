"""Documents → records → the catalog. What pydantic finds wrong becomes findings at their line; nothing stops at the first."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator import addresses, languages, markdown, source, vocabulary
from generator.catalog import CaseEntry, Catalog, CityEntry, CountryEntry, Settings, StandingPage, Written
from generator.diagnostics import RULES, Location, Severity, certainly, nearest, rule
from generator.models.case import Case
from generator.models.place import City, Country, Origin
from generator.models.records import model_in, slots
from generator.models.site import KnowledgeBase
from generator.models.text import CaseText, Text
from generator.yaml_text import Places, Tree

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from generator.diagnostics import Finding
    from generator.markdown import Section
    from generator.source import Document, Reading
    from generator.yaml_text import Path

    Sections = Callable[[str, str, int], tuple[tuple[Section, ...], list[Finding]]]
    Once = Callable[..., tuple[Any, list[Finding]]]
    """Makes something of a document with a function of the document and of more, which it may have done before."""

Model = TypeVar("Model", bound=BaseModel)

UNKNOWN_FIELD = rule(
    "unknown-field",
    "A key that no one reads would be lost silently.",
    bad="`web_site: https://town.example/`",
    good="`website: https://town.example/`",
)
MISSING = rule(
    "missing-field", "Without this field nothing can be published.", bad="`level:` with nothing behind it", good="`level: municipal`"
)
SHAPE = rule(
    "wrong-shape",
    "Some fields are texts, some are lists, some are groups of fields.",
    bad="`names: Herrenberg`",
    good="`names: {en: Herrenberg}`",
)
TOO_MANY = rule(
    "too-many-items",
    "A case that belongs everywhere is found nowhere.",
    bad="`topics: [mobility, digital-services, inclusion, participation]`",
    good="`topics: [mobility, digital-services, inclusion]`",
)
NO_LOCALE = rule(
    "language-not-configured",
    "Texts are published in the languages that mkdocs.yml names, each with its locale file.",
    bad="`text.fr.md` where mkdocs.yml names en and de only",
    good="`text.fr.md` where it names fr, too",
)
NO_RECORD = rule(
    "text-without-record",
    "A text belongs to the facts beside it: case.yml or country.yml.",
    bad="`cases/de/new-case/text.en.md` without `cases/de/new-case/case.yml`",
    good="both",
)
SECTION = rule(
    "unknown-section",
    "Sections have the same headings in every case, so that readers find them and cases can be compared.",
    bad="`## Problems`",
    good="`## Challenge`",
)
SECTION_TWICE = rule(
    "duplicate-section",
    "Where a heading stands twice, readers and programs see two parts under one name.",
    bad="`## Results` twice in one text",
    good="`## Results` once, with both parts below it",
)
ORDER = rule(
    "section-order",
    "Sections stand in the same order everywhere, so that readers know where to look.",
    Severity.warning,
    bad="`## Results` above `## Challenge`",
    good="`## Challenge` above `## Results`",
)
EMPTY = rule(
    "empty-section",
    "An empty section promises something it does not hold.",
    bad="`## Costs and resources` with nothing below it",
    good="the heading with a sentence below it, or no such heading",
)

# What pydantic calls a value of the wrong shape → what should stand there.
_SHAPES = {
    "tuple_type": "list",
    "list_type": "list",
    "dict_type": "group",
    "model_type": "group",
    "model_attributes_type": "group",
    "string_type": "text",
}
_MOST_ROUNDS = 20
CONFIGURED = ("site_name", "site_url", "theme", "extra")
"""What `mkdocs.yml` may hold. MkDocs would run what other keys name: hooks, plugins, a file to inherit from."""


def each_time(make: Once, document: Document, *more: object) -> tuple[Any, list[Finding]]:
    """What a function makes of a document, made again for each catalog."""
    return make(document, *more)


def load(
    reading: Reading, settings: Settings, sections: Sections = markdown.sections, once: Once = each_time
) -> tuple[Catalog, list[Finding]]:
    """Everything that was read → the catalog, and what is wrong with single fields and texts. `sections` reads bodies.

    `once` makes records and texts of documents: who loads again and again need not do so for documents that are the same.

    Records with mistakes are in the catalog too, without the values that are wrong, so that checks over several
    fields see as much as possible; a catalog with errors is never published.
    """
    findings: list[Finding] = []
    by_kind: dict[str, list[Document]] = defaultdict(list)
    for document in reading.documents:
        by_kind[document.kind].append(document)
    texts = {
        kind: _texts((once(_text, document, kind, settings.languages, sections) for document in by_kind[f"{kind}-text"]), findings)
        for kind in ("case", "country", "page")
    }
    pictures: dict[str, list[Document]] = defaultdict(list)
    for picture in by_kind["picture"]:
        pictures[picture.id].append(picture)
    origins_document = next(iter(by_kind["origins"]), None)
    catalog = Catalog(
        settings=settings,
        cases={
            document.id: CaseEntry(document.id, document, facts, texts["case"].get(document.id, {}))
            for document, facts in _records((once(_record, each, Case) for each in by_kind["case"]), findings)
        },
        countries={
            document.id: CountryEntry(document.id, document, facts, texts["country"].get(document.id, {}))
            for document, facts in _records((once(_record, each, Country) for each in by_kind["country"]), findings)
        },
        cities={
            document.id: CityEntry(document.id, document, facts)
            for document, facts in _records((once(_record, each, City) for each in by_kind["city"]), findings)
        },
        pages={name: StandingPage(name, written) for name, written in texts["page"].items()},
        origins=_origins(origins_document, findings) if origins_document else {},
        origins_document=origins_document,
        pictures={case: tuple(found) for case, found in pictures.items()},
        broken=reading.broken,
    )
    findings += _orphans(texts, reading)
    return catalog, findings


def older(text: Written[Any], content: bytes, settings: Settings) -> Written[Any] | None:
    """What a text said in an older version of its file, as far as it can be read."""
    now = text.document
    document, _ = source.parse(source.Document(now.kind, now.path, now.id, now.language), content)
    if document is None:
        return None
    written, _ = _text(document, now.kind.removesuffix("-text"), settings.languages, markdown.sections)
    return written


def load_settings(root: pathlib.Path) -> tuple[Settings | None, list[Finding]]:
    """What `mkdocs.yml` below `root` says of the knowledge base, and what is wrong with it."""
    document, findings = source.read_configuration(root)
    if not document:
        return None, findings
    data = document.tree.data
    findings += _not_configured(document)
    inner = data.get("extra", {}).get("knowledge_base") if isinstance(data.get("extra"), dict) else None
    if not isinstance(inner, dict):
        return None, [*findings, MISSING.at(document.at(), field="extra.knowledge_base")]
    record, problems = _validated(KnowledgeBase, _inner(document, "extra", "knowledge_base"))
    findings += problems
    site_url = str(data.get("site_url", ""))
    if site_url:
        address = addresses.safe(site_url)
        if address is None:
            findings.append(RULES["not-an-address"].at(document.at("site_url"), value=site_url))
        site_url = (address or "").rstrip("/") + "/"
    if record:
        named = [(each, document.at("extra", "knowledge_base", "languages", index)) for index, each in enumerate(record[1].languages)]
        named.append((record[1].default_language, document.at("extra", "knowledge_base", "default_language")))
        for language, place in named:
            if language and language not in languages.available():
                findings.append(NO_LOCALE.at(place, language=language, languages=", ".join(languages.available())))
        default, published = record[1].default_language, record[1].languages
        if default and published and default not in published and not findings:
            place = document.at("extra", "knowledge_base", "default_language")
            findings.append(NO_LOCALE.at(place, language=default, languages=", ".join(published)))
    return (Settings(site_url, record[1]) if record and not findings else None), findings


def _not_configured(document: Document) -> Iterator[Finding]:
    for name in document.tree.data:
        if name not in CONFIGURED:
            known = ", ".join(CONFIGURED)
            yield UNKNOWN_FIELD.at(document.at_key(name), fix=nearest(name, CONFIGURED), field=name, known=known)


def _records(
    made: Iterable[tuple[tuple[Document, Model] | None, list[Finding]]], findings: list[Finding]
) -> Iterator[tuple[Document, Model]]:
    for record, problems in made:
        findings += problems
        if record:
            yield record


def _record(document: Document, model: type[Model]) -> tuple[tuple[Document, Model] | None, list[Finding]]:
    return _validated(model, document)


def _origins(document: Document, findings: list[Finding]) -> dict[str, Origin]:
    """`cases/origins.yml` is a mapping of records: each is validated at its own place."""
    origins = {}
    for name, value in document.tree.data.items():
        if not isinstance(value, dict):
            findings.append(SHAPE.at(document.at(name), field=name, expected="group"))
            continue
        validated, problems = _validated(Origin, _inner(document, name))
        findings += problems
        if validated:
            origins[name] = validated[1]
    return origins


def _inner(document: Document, *path: str) -> Document:
    """A mapping inside a document, as a document of its own that keeps the places."""

    def cut(tree: Tree) -> Tree:
        data, depth = tree.data, len(path)
        for part in path:
            data = data[part]
        inside = {
            name: {place[depth:]: location for place, location in places.items() if place[:depth] == path}
            for name, places in (("values", tree.values), ("keys", tree.keys))
        }
        inside["values"][()] = tree.keys.get(path) or tree.values[path]
        return Tree(data, Places(**inside))

    return replace(document, tree=cut(document.tree), variants=())


def _texts(made: Iterable[tuple[Written[Any] | None, list[Finding]]], findings: list[Finding]) -> dict[str, dict[str, Written[Any]]]:
    texts: dict[str, dict[str, Written[Any]]] = defaultdict(dict)
    for written, problems in made:
        findings += problems
        if written:
            texts[written.document.id][written.language] = written
    return dict(texts)


def _text(document: Document, kind: str, known: Sequence[str], sections: Sections) -> tuple[Written[Any] | None, list[Finding]]:
    """A text of a case, a country or a page in one of the known languages, and what is wrong with it by itself."""
    if document.language not in known:
        return None, [NO_LOCALE.at(Location(document.path), language=document.language, languages=", ".join(known))]
    validated, findings = _validated(CaseText if kind == "case" else Text, document)
    parts, problems = sections(document.path, document.body, document.body_line)
    findings += problems
    if validated is None:
        return None, findings
    found = dict(_sections(kind, document, parts, findings))
    return Written(document.language, validated[0], validated[1], found), findings


def _sections(kind: str, document: Document, parts: Collection[Section], findings: list[Finding]) -> Iterator[tuple[str, Section]]:
    """The sections of a text under their ids of the vocabulary; headings of standing pages are free."""
    headings = _headings(kind, document.language)
    meant = Counter(headings.get((_certain_heading(part, kind, document) or part.heading).casefold()) for part in parts)
    seen: dict[str, Section] = {}
    for number, part in enumerate(parts, start=1):
        key = f"part-{number}" if kind == "page" else headings.get(part.heading.casefold(), "")
        if not key:
            close = nearest(part.heading, _heading_words(kind, document.language))
            certain = _certain_heading(part, kind, document) is not None and meant[headings.get(str(close).casefold())] == 1
            findings.append(SECTION.at(part.location, fix=f"## {close}" if close else None, certain=certain, heading=part.heading))
            continue
        if key in seen:
            findings.append(SECTION_TWICE.at(part.location, heading=part.heading, line=seen[key].location.line))
            continue
        order = vocabulary.sections(kind) if kind != "page" else ()
        if order and seen and order.index(key) < order.index(next(reversed(seen))):
            findings.append(ORDER.at(part.location, heading=part.heading, before=seen[next(reversed(seen))].heading))
        if not part.html.strip():
            findings.append(EMPTY.at(part.location, heading=part.heading))
        seen[key] = part
    yield from seen.items()


@cache
def _headings(kind: str, language: str) -> Mapping[str, str]:
    """Heading or accepted variant, folded → id of the section."""
    if kind == "page":
        return {}
    words: Mapping[str, Any] = languages.locale(language).words["section"][kind]
    return {heading.casefold(): key for key, entry in words.items() for heading in (entry["heading"], *entry["accept"])}


def _certain_heading(part: Section, kind: str, document: Document) -> str | None:
    """The heading that a misspelt one can only mean."""
    if kind == "page" or part.heading.casefold() in _headings(kind, document.language):
        return None
    known = _heading_words(kind, document.language)
    return nearest(part.heading, known) if certainly(part.heading, known) else None


def _heading_words(kind: str, language: str) -> list[str]:
    words: Mapping[str, Any] = languages.locale(language).words["section"][kind]
    return [entry["heading"] for entry in words.values()]


def _orphans(texts: Mapping[str, Mapping[str, Mapping[str, Written[Any]]]], reading: Reading) -> Iterator[Finding]:
    """Texts whose record is not there at all; where it is only broken, its own findings say enough."""
    for kind, name in (("case", "case.yml"), ("country", "country.yml")):
        there = {document.id for document in reading.documents if document.kind == kind}
        for identity, written in texts[kind].items():
            folder = f"{'cases' if kind == 'case' else 'countries'}/{identity}"
            if identity not in there and f"{folder}/{name}" not in reading.broken:
                for text in written.values():
                    yield NO_RECORD.at(Location(text.document.path), file=f"{folder}/{name}")


def _validated(model: type[Model], document: Document) -> tuple[tuple[Document, Model] | None, list[Finding]]:
    """A document's values as a record without those that are wrong, and a finding for each of these."""
    findings: list[Finding] = []
    kept: tuple[Document, Model] | None = None
    for tree in (document.tree, *document.variants):
        record, cut, problems = _validated_tree(model, document, tree)
        findings += problems
        if record is not None:
            findings += _missing(record, replace(document, tree=cut), cut.data, ())
            findings += _too_many(model, replace(document, tree=tree))
            kept = kept or (replace(document, tree=cut), record)
    return kept, findings


def _validated_tree(model: type[Model], document: Document, tree: Tree) -> tuple[Model | None, Tree, list[Finding]]:
    findings: list[Finding] = []
    for _ in range(_MOST_ROUNDS):
        try:
            return model.model_validate(tree.data), tree, findings
        except ValidationError as error:
            told: list[tuple[Path, Finding]] = []
            surplus: set[Path] = set()
            for each in error.errors(include_url=False, include_input=False):
                path = each["loc"][:-1] if _of_key(each) else each["loc"]
                if each["type"] == "too_long":
                    surplus |= {(*path, index) for index in range(each["ctx"]["max_length"], each["ctx"]["actual_length"])}
                else:
                    told.append((path, _finding(model, replace(document, tree=tree), each, path)))
            meant = Counter((path[:-1], finding.fix) for path, finding in told if finding.code == UNKNOWN_FIELD.code)
            # Of two keys that mean the same one neither is certain: corrected, the second would hide the first.
            findings += [replace(finding, certain=finding.certain and meant[path[:-1], finding.fix] <= 1) for path, finding in told]
            wrong = {path for path, _ in told} | surplus
            if () in wrong:
                return None, tree, findings
            tree = _without(tree, wrong)
    return None, tree, findings


def _finding(model: type[BaseModel], document: Document, error: Any, path: tuple[str | int, ...]) -> Finding:
    """One of pydantic's errors → the rule of ours that is broken, at its place."""
    kind, values = error["type"], dict(error.get("ctx") or {})
    name = str(next((part for part in reversed(path) if isinstance(part, str)), ""))
    if kind in {"extra_forbidden", "frozen_set_type"}:
        known = _keys(model, path[:-1])
        fix = nearest(name, known)
        certain = certainly(name, known) and (*path[:-1], fix) not in document.tree.keys
        return UNKNOWN_FIELD.at(document.at_key(*path), fix=fix, certain=certain, field=name, known=", ".join(known))
    if kind in _SHAPES:
        return SHAPE.at(document.at(*path), field=name, expected=_SHAPES[kind])
    place = document.at_key(*path) if _of_key(error) else document.at(*path)
    word = values.get("value", "")
    ids = vocabulary.terms()[values["vocabulary"]] if "vocabulary" in values else ()
    close, certain = nearest(word, ids), False
    if word and place.line == place.end_line and document.text:
        line = document.text.split("\n")[place.line - 1]
        written = line[place.column - 1 : place.end_column - 1]
        if written[:1] in {'"', "'"} and written[1:-1] == word:
            place, written = place.within(1, len(word)), word
        # What is written in another way, as a block or with escapes, is more than the word.
        certain = written == word and certainly(word, ids)
    return RULES[kind].at(place, fix=close, certain=certain, field=name, **values)


def _of_key(error: Any) -> bool:
    """Whether an error concerns a key of a mapping: pydantic then names the key and adds `[key]`."""
    return error["loc"][-1:] == ("[key]",) and bool(error["type"] != "extra_forbidden")


def _keys(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand in the record at a path below a model."""
    for part in path:
        if isinstance(part, str):
            field = next((info for name, info in model.model_fields.items() if (info.alias or name) == part), None)
            inner = model_in(field.annotation) if field else None
            if inner is None:
                return []
            model = inner
    return [slot.key for slot in slots(model) if slot.need]


def _missing(record: BaseModel, document: Document, data: Any, path: tuple[str | int, ...]) -> Iterator[Finding]:
    """A finding for each field that must be given and is not, here and in the records inside."""
    for name, key, need, _ in slots(type(record)):
        value = getattr(record, name)
        given = data.get(key) if isinstance(data, dict) else None
        if need == "M" and not given and not document.tree.lost(*path, key) and key not in _allowed_empty(record):
            yield MISSING.at(_place_of_missing(document, path, key), field=key)
        if isinstance(value, BaseModel):
            yield from _missing(value, document, given, (*path, key))
        elif isinstance(value, tuple) and isinstance(given, list) and len(value) == len(given):
            for index, (item, raw) in enumerate(zip(value, given, strict=True)):
                if isinstance(item, BaseModel):
                    yield from _missing(item, document, raw, (*path, key, index))


def _too_many(model: type[BaseModel], document: Document) -> Iterator[Finding]:
    """A finding for each list with more entries than it may have, counted as they were written: the wrong ones, too."""
    for name, info in model.model_fields.items():
        key = info.alias or name
        given = document.tree.data.get(key)
        most = next((limit.max_length for limit in info.metadata if hasattr(limit, "max_length")), None)
        if most is not None and isinstance(given, list) and len(given) > most:
            yield TOO_MANY.at(document.at(key), field=key, most=most)


def _allowed_empty(record: BaseModel) -> tuple[str, ...]:
    """A withdrawn case keeps its id and its reason; the rest may go."""
    withdrawn = isinstance(record, Case) and record.withdrawn is not None
    return ("topics", "organisations", "sources") if withdrawn else ()


def _place_of_missing(document: Document, path: tuple[str | int, ...], key: str) -> Location:
    """The key itself where it stands with nothing behind it, else the start of what lacks it."""
    found = document.tree.keys.get((*path, key))
    if found:
        return found
    place = document.tree.keys.get(path) or document.at(*path)
    return replace(place, end_line=place.line, end_column=place.column) if not path else place


def _without(tree: Tree, wrong: AbstractSet[Path]) -> Tree:
    """The tree without the values at these paths; what follows one in a list moves up, places included."""
    gone: dict[Path, list[int]] = defaultdict(list)
    for path in wrong:
        if isinstance(path[-1], int):
            insort(gone[path[:-1]], path[-1])

    def cut(node: Any, path: Path) -> Any:
        if isinstance(node, list):
            return [cut(item, (*path, index)) for index, item in enumerate(node) if (*path, index) not in wrong]
        if isinstance(node, dict):
            return {key: cut(value, (*path, key)) for key, value in node.items() if (*path, key) not in wrong}
        return node

    def moved(place: Path) -> Path:
        return tuple(part - bisect_left(gone[place[:depth]], part) if isinstance(part, int) else part for depth, part in enumerate(place))

    def inside(place: Path) -> bool:
        return any(place[:length] in wrong for length in range(1, len(place) + 1))

    values, keys = ({moved(place): at for place, at in places.items() if not inside(place)} for places in (tree.values, tree.keys))
    lost = {place for place in tree.wrong if not inside(place)} | set(wrong)
    return Tree(cut(tree.data, ()), Places(values, keys), frozenset(map(moved, lost)))
