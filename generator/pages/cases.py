"""The page of a case, and the notices that stand at old addresses."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from generator import citation, computed, routes, vocabulary
from generator.pages.charts import charts
from generator.pages.highlights import most_telling
from generator.pages.page import Page, once_a_case
from generator.pages.pictures import pictures
from generator.pages.views import Body, Card, CaseView, CitationView, EdgeView, Figure, Named, NoticeView, Part, SimilarView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.catalog import CaseEntry, Written
    from generator.languages import Locale
    from generator.models.case import Edge
    from generator.models.text import CaseText
    from generator.pages.page import Here
    from generator.similar import Reason, Similar


def case(here: Here, entry: CaseEntry) -> Page:
    """The page of one case; of a withdrawn one, the notice that says when and why."""
    facts = entry.facts
    text = here.text(entry.texts, facts.original_language)
    if text is None:
        raise ValueError(entry.id)
    trail = (Named(here.locale.text("interface.cases"), routes.CASES), _country(here, entry))
    if facts.withdrawn:
        notice = NoticeView("withdrawn", date=facts.withdrawn.date, reason=facts.withdrawn.reason)
        title = here.locale.text("case.withdrawn-title")
        return Page(routes.case(entry.id), "notice", title, title, notice, here.versions(), here.language, trail)
    view = _view(here, entry, text)
    return Page(
        route=routes.case(entry.id),
        template="case",
        title=text.head.title,
        description=text.head.summary or text.head.title,
        view=view,
        versions=here.versions(entry.texts, facts.original_language),
        text_language=text.language,
        trail=trail,
        contents=_contents(here, view),
        source=text.document.path,
        facts=entry.document.path,
        begun=here.begun(entry.texts, facts.original_language, "case"),
        search=(*_words(here, entry), *_in_one_word(text.head, _synonyms(here, entry))),
        synonyms=_synonyms(here, entry),
        instead=here.instead(entry.texts, facts.original_language),
    )


def moved(here: Here) -> Iterator[Page]:
    """A page at each old address that leads to the new one."""
    for entry in here.catalog.cases.values():
        for former in entry.facts.former_ids:
            text = here.text(entry.texts, entry.facts.original_language)
            title = here.locale.text("case.moved-title")
            target = Named(text.head.title if text else entry.id, routes.case(entry.id))
            view = NoticeView("moved", target)
            yield Page(routes.case(former), "notice", title, title, view, here.versions(), here.language, moved_to=routes.case(entry.id))


@once_a_case
def card(here: Here, entry: CaseEntry) -> Card:
    """A case as a line in a list: the first sentence of its summary stands alone."""
    text = here.text(entry.texts, entry.facts.original_language)
    if text is None:
        raise ValueError(entry.id)
    return Card(
        route=routes.case(entry.id),
        title=text.head.title,
        line=first_sentence(text.head.summary or ""),
        language=text.language,
        places=tuple(place.name for place in _places(here, entry)),
        country=here.country_name(entry.country),
        topic=entry.facts.topics[0],
        stage=entry.facts.stage,
        stub=here.is_stub(entry),
    )


def first_sentence(text: str) -> str:
    """Up to the first full stop that ends a word of two letters or more and starts a new sentence."""
    words = text.split(" ")
    for index, word in enumerate(words[:-1]):
        ends = word.endswith(("।", "?", "!")) or (word.endswith(".") and len(word.rstrip(".")) > 1 and not word[:-1].isdigit())
        if ends and (words[index + 1][:1].isupper() or not words[index + 1][:1].isascii() or words[index + 1][:1].isdigit()):
            return " ".join(words[: index + 1])
    return text


def _view(here: Here, entry: CaseEntry, text: Written[CaseText]) -> CaseView:
    facts = entry.facts
    numbers = {source.id: number for number, source in enumerate(facts.sources, start=1)}
    original = entry.original.head
    figures = tuple(
        Figure(text.head.results.get(result.id) or original.results.get(result.id, result.id), result, numbers[result.source])
        for result in facts.results
    )
    return CaseView(
        summary=text.head.summary or "",
        facts=facts,
        state=here.shown(entry.texts, facts.original_language)[1],
        places=_places(here, entry),
        country=_country(here, entry),
        population=tuple(
            (here.name(city.facts.names), city.facts.population.value, city.facts.population.year)
            for city in (here.catalog.cities[each] for each in facts.cities)
            if city.facts.population
        ),
        duration=computed.duration(facts.period),
        telling=next((figure for figure in figures if figure.result == most_telling(facts.results)), None),
        parts=tuple(
            Part(name, here.locale.text(f"section.case.{name}.heading"), text.sections[name].html)
            for name in vocabulary.sections("case")
            if name in text.sections
        ),
        figures=figures,
        charts=charts(here.locale, figures),
        pictures=pictures(here.catalog, entry, text),
        bodies=tuple(Body(text.head.organisations.get(each.id, each.name), each) for each in facts.organisations),
        learned_from=tuple(_edge(here, edge, numbers) for edge in facts.learned_from),
        reused_by=(
            *(_edge(here, edge, numbers) for edge in facts.reused_by),
            *(_other_end(here, entry.id, other) for other in here.catalog.reused_by(entry.id)),
        ),
        sources=facts.sources,
        evidence_reason=text.head.evidence or "",
        interests=text.head.submission or "",
        completeness=computed.completeness(entry),
        freshness=computed.freshness(facts.verified, here.today),
        similar=tuple(_similar(here, each) for each in here.likeness.of(entry.id)),
        citation=_citation(here, entry, text),
        changes=tuple(sorted(facts.changes, key=lambda change: change.date, reverse=True)),
    )


def _similar(here: Here, similar: Similar) -> SimilarView:
    text = here.text(similar.case.texts, similar.case.facts.original_language)
    if text is None:
        raise ValueError(similar.case.id)
    return SimilarView(
        route=routes.case(similar.case.id),
        title=text.head.title,
        language=text.language,
        places=tuple(place.name for place in _places(here, similar.case)),
        country=here.country_name(similar.case.country),
        reasons=tuple(_in_words(here.locale, reason) for reason in similar.reasons),
    )


def _in_words(locale: Locale, reason: Reason) -> str:
    terms = [locale.label(reason.vocabulary, term) if reason.vocabulary else term for term in reason.terms]
    # Labels hold commas and "and", so semicolons stand between them.
    return locale.counted(f"similar.{reason.kind}", len(terms), str(len(terms)), what="; ".join(terms))


def _citation(here: Here, entry: CaseEntry, text: Written[CaseText]) -> CitationView:
    cited = citation.of_case(here.catalog.settings, entry, text, here.language)
    return CitationView(citation.text(here.locale, cited), citation.bibtex(cited), citation.ris(cited).replace("\r\n", "\n"))


def _contents(here: Here, view: CaseView) -> tuple[tuple[str, str], ...]:
    words = here.locale.text
    parts = [("section-facts", words("case.facts")), *((f"section-{part.id}", part.heading) for part in view.parts)]
    told = [part.id for part in view.parts]
    if view.facts.did_not_work and "did-not-work" not in told:
        place = told.index("worked") + 2 if "worked" in told else len(parts)
        parts.insert(place, ("section-did-not-work", words("section.case.did-not-work.heading")))
    if view.figures and "results" not in told:
        parts.append(("section-results", words("section.case.results.heading")))
    if len(view.pictures) > 1:
        parts.append(("section-pictures", words("picture.more")))
    parts.append(("section-here-too", words("case.here-too")))
    if view.learned_from or view.reused_by:
        parts.append(("section-reuse", words("case.reuse")))
    parts.append(("section-bodies", words("case.organisations")))
    if view.similar:
        parts.append(("section-similar", words("similar.heading")))
    parts.append(("section-sources", words("case.sources")))
    parts.append(("section-cite", words("citation.heading")))
    parts.append(("section-about", words("case.about-this-page")))
    return tuple(parts)


def _edge(here: Here, edge: Edge, numbers: dict[str, int]) -> EdgeView:
    if edge.case:
        other = here.catalog.cases[edge.case]
        text = here.text(other.texts, other.facts.original_language)
        return EdgeView(
            name=text.head.title if text else edge.case,
            route=routes.case(edge.case),
            country=here.country_name(other.country),
            how=edge.how,
            year=edge.year,
            count=edge.count,
            planned=edge.status == "planned",
            source=numbers[edge.source],
        )
    if edge.origin is None:
        words = here.locale.counted("counted.places-reusing", edge.count or 0)
        return EdgeView(name=words, how=edge.how, year=edge.year, planned=edge.status == "planned", source=numbers[edge.source])
    origin = here.catalog.origins[edge.origin]
    return EdgeView(
        name=origin.name,
        url=origin.url,
        place=origin.place or "",
        country=here.country_name(origin.country) if origin.country else "",
        how=edge.how,
        year=edge.year,
        count=edge.count,
        planned=edge.status == "planned",
        source=numbers[edge.source],
    )


def _other_end(here: Here, identity: str, other: CaseEntry) -> EdgeView:
    """An edge that the other case states, as seen from this one; its source stands on the other page."""
    edge = next(edge for edge in other.facts.learned_from if edge.case == identity)
    text = here.text(other.texts, other.facts.original_language)
    return EdgeView(
        name=text.head.title if text else other.id,
        route=routes.case(other.id),
        country=here.country_name(other.country),
        how=edge.how,
        year=edge.year,
        planned=edge.status == "planned",
        source=0,
    )


def _places(here: Here, entry: CaseEntry) -> tuple[Named, ...]:
    cities = (here.catalog.cities[each] for each in entry.facts.cities)
    return tuple(Named(here.name(city.facts.names), routes.city(city.id)) for city in cities)


def _country(here: Here, entry: CaseEntry) -> Named:
    there = entry.country in here.catalog.countries
    return Named(here.country_name(entry.country), routes.country(entry.country) if there else None)


def _words(here: Here, entry: CaseEntry) -> tuple[str, ...]:
    """Words under which a case is found besides those of its text: places, and labels of what it is about."""
    facts, label = entry.facts, here.locale.label
    return (
        *(place.name for place in _places(here, entry)),
        here.country_name(entry.country),
        *(label("topic", each) for each in facts.topics),
        *(label("instrument", each) for each in facts.instruments),
        label("stage", facts.stage),
    )


def _synonyms(here: Here, entry: CaseEntry) -> tuple[str, ...]:
    """What else people call the topics and instruments of a case, in the reader's language."""
    terms = (("topic", entry.facts.topics), ("instrument", entry.facts.instruments))
    return tuple(dict.fromkeys(word for name, ids in terms for each in ids for word in here.locale.synonyms(name, each)))


def _in_one_word(head: CaseText, synonyms: Iterable[str]) -> Iterator[str]:
    """Those that title or summary write in two words: who types "heatwave" looks for the case that tells of a heat wave."""
    words = re.findall(r"\w+", f"{head.title} {head.summary or ''}".casefold())
    told = {f"{first}{second}" for first, second in pairwise(words)}
    return (each for each in synonyms if each.casefold() in told)
