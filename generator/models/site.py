"""What a network sets in `mkdocs.yml`, under `extra.knowledge_base`."""

from __future__ import annotations

from generator.models.fields import (
    LanguageCode,
    Mailbox,
    Record,
    SafeUrl,
    Short,
    given,
    mapping,
    must,
    several,
)


class KnowledgeBase(Record):
    """Name, languages and operator of one knowledge base."""

    name: dict[LanguageCode, Short] = mapping("Name of the site in each language.", need="M")
    network: dict[LanguageCode, Short] = mapping("Name of the network in each language.", need="M")
    languages: tuple[LanguageCode, ...] = several("Languages in which the site is published.", need="M")
    default_language: LanguageCode = must("The language in which the site is published where no other fits.")
    repository: SafeUrl | None = given("Address of the repository.")
    operator: Short | None = given("Who operates the site.")
    contact: SafeUrl | None = given("Address of a contact page.")
    mailbox: Mailbox | None = given("Functional mailbox.")
