"""What is here, for portals that harvest: a catalogue in DCAT 3 (W3C Recommendation of 22 August 2024) that follows DCAT-AP 3.0.

What DCAT-AP makes mandatory, from the shapes of its release 3.0.0 (github.com/SEMICeu/DCAT-AP, releases/3.0.0/html/shacl/shapes.ttl,
`sh:minCount 1`): of a catalogue `dct:title`, `dct:description` and one `dct:publisher`; of a dataset `dct:title` and `dct:description`;
of a distribution `dcat:accessURL`; of an agent `foaf:name`; of a concept `skos:prefLabel`. `range.ttl` beside it wants every node that is
pointed to to say its class. Records of the catalogue, data services and series of datasets have more, but there are none here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator import citation, languages, licences, routes
from generator.exports import rdf
from generator.exports.files import DATASETS, SCHEMAS, dataset_of, format_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.catalog import Catalog, Settings
    from generator.exports.files import Dataset
    from generator.exports.planned import Planned

NAME = "catalog"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
"""Where the lists stand that DCAT-AP chooses from: languages, file types, themes, rights of access."""
LANGUAGES = {"de": "DEU", "en": "ENG", "es": "SPA", "hi": "HIN", "pt": "POR"}
"""Languages of the list `language` there; one that is not here is not told."""
THEME = ("data-theme/REGI", "Regions and cities")
MEDIA = "https://www.iana.org/assignments/media-types/"


def plan(catalog: Catalog, paths: Iterable[str]) -> Iterator[Planned]:
    """`catalog.jsonld` and `catalog.ttl`, which list the files at these paths below the folder of data.

    Nothing before anybody has said where the site will stand; LookupError for a file that fits no dataset or format.
    """
    address = routes.data_address(catalog.settings.site_url, f"{NAME}.jsonld")
    if address:
        yield from rdf.both(NAME, {"@context": _meaning(address), "@graph": _Told(catalog, tuple(paths)).nodes()})


def _meaning(address: str) -> rdf.Values:
    linking = (
        *("dcat:accessURL", "dcat:contactPoint", "dcat:dataset", "dcat:distribution", "dcat:downloadURL", "dcat:landingPage"),
        *("dcat:mediaType", "dcat:theme", "dct:accessRights", "dct:conformsTo", "dct:format", "dct:hasPart", "dct:language"),
        *("dct:license", "dct:publisher", "dct:rights", "foaf:homepage", "vcard:hasEmail", "vcard:hasURL"),
    )
    return rdf.context(
        address,
        prefixes=("dcat", "dct", "foaf", "rdfs", "skos", "vcard", "xsd"),
        worded=("dct:title", "dct:description", "dcat:keyword", "foaf:name", "rdfs:label", "skos:prefLabel", "vcard:fn"),
        linking=linking,
        dated=("dct:issued", "dct:modified"),
    )


@dataclass
class _Told:
    """The nodes of a catalogue. Classes of what lies elsewhere are gathered on the way and told at the end."""

    catalog: Catalog
    paths: tuple[str, ...]
    elsewhere: dict[str, rdf.Values] = field(default_factory=dict)

    def nodes(self) -> list[rdf.Values]:
        datasets = [node for name in self._by_dataset for node in self._dataset(name)]
        found = [self._catalogue(), self._publisher(), *self._contact(), self._rights(), *datasets]
        return [*found, *(self.elsewhere[address] for address in sorted(self.elsewhere))]

    @property
    def _settings(self) -> Settings:
        return self.catalog.settings

    @cached_property
    def _by_dataset(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self.paths:
            found.setdefault(dataset_of(path), []).append(path)
        return found

    def _catalogue(self) -> rdf.Values:
        return {
            "@id": f"#{NAME}",
            "@type": "dcat:Catalog",
            "dct:title": _by_tag(self._settings.base.name),
            "dct:description": self._worded("open-data.catalogue"),
            "dct:publisher": "#publisher",
            "dct:license": self._typed(licences.address(licences.FACTS), "dct:LicenseDocument"),
            "dct:language": self._languages(self._settings.languages),
            "foaf:homepage": self._typed(self._settings.site_url, "foaf:Document"),
            **self._dates(),
            "dcat:dataset": [f"#{name}" for name in self._by_dataset],
        }

    def _publisher(self) -> rdf.Values:
        return {"@id": "#publisher", "@type": "foaf:Agent", "foaf:name": _by_tag(self._settings.base.network)}

    def _contact(self) -> Iterator[rdf.Values]:
        """Whom to ask, where the settings say it."""
        to = self._settings.contact
        if to:
            how = "vcard:hasEmail" if to.startswith("mailto:") else "vcard:hasURL"
            yield {
                "@id": "#contact",
                "@type": ["vcard:Kind", "vcard:Organization"],
                "vcard:fn": _by_tag(self._settings.base.network),
                how: to,
            }

    def _rights(self) -> rdf.Values:
        return {"@id": "#rights", "@type": "dct:RightsStatement", "rdfs:label": self._worded("open-data.rights")}

    def _dataset(self, name: str) -> Iterator[rdf.Values]:
        """A dataset and its distributions. Files about a single case are parts of the dataset, for each holds but a part of it."""
        dataset, own = DATASETS[name], self._by_dataset[name]
        files = [path for path in own if "/" not in path]
        schemas = [self._typed(self._address(path), "dct:Standard") for path in own if path.startswith(SCHEMAS)]
        parts = [self._address(path) for path in own if "/" in path and not path.startswith(SCHEMAS)]
        yield {
            "@id": f"#{name}",
            "@type": "dcat:Dataset",
            "dct:identifier": routes.data_address(self._settings.site_url, f"{NAME}.jsonld#{name}"),
            "dct:title": self._worded(f"open-data.{name}.title"),
            "dct:description": self._worded(f"open-data.{name}.description"),
            "dct:publisher": "#publisher",
            "dct:language": self._languages(self._settings.languages),
            "dct:accessRights": self._typed(f"{AUTHORITY}access-right/PUBLIC", "dct:RightsStatement"),
            "dcat:theme": self._typed(AUTHORITY + THEME[0], "skos:Concept", **{"skos:prefLabel": {"en": THEME[1]}}),
            "dcat:keyword": self._keywords(dataset),
            "dcat:landingPage": self._typed(
                routes.absolute(self._settings.site_url, self._settings.default_language, dataset.page), "foaf:Document"
            ),
            **({"dcat:contactPoint": "#contact"} if self._settings.contact else {}),
            **(self._dates() if name in {"cases", "results", "graph"} else {}),
            "dcat:distribution": [f"#{path}" for path in files],
            **({"dct:hasPart": parts} if parts else {}),
            **({"dct:conformsTo": schemas} if schemas else {}),
        }
        yield from (self._distribution(dataset, path) for path in files)

    def _distribution(self, dataset: Dataset, path: str) -> rdf.Values:
        form, language = format_of(path), path.split(".")[1]
        licence = self._licence(dataset)
        told = {
            "dct:license": licence and self._typed(licence, "dct:LicenseDocument"),
            "dct:rights": "#rights" if dataset.texts else "",
            "dct:language": self._languages([language] if language in self._settings.languages else self._settings.languages),
            "dct:format": form.file_type and self._typed(f"{AUTHORITY}file-type/{form.file_type}", "dct:MediaTypeOrExtent"),
            "dcat:mediaType": form.media and self._typed(MEDIA + form.media, "dct:MediaType"),
            "dct:conformsTo": form.standard and self._typed(form.standard, "dct:Standard"),
        }
        return {
            "@id": f"#{path}",
            "@type": "dcat:Distribution",
            "dct:title": {"@none": path},
            "dcat:accessURL": self._address(path),
            "dcat:downloadURL": self._address(path),
            **{name: value for name, value in told.items() if value},
        }

    def _licence(self, dataset: Dataset) -> str:
        """The one licence of a dataset; none where some of its texts have another one (a distribution may name one only)."""
        others = {case.facts.licence for case in self.catalog.published()} - {None, citation.LICENCE}
        mixed = others and dataset in (DATASETS["cases"], DATASETS["results"])
        return "" if mixed else licences.address(dataset.licence)

    def _keywords(self, dataset: Dataset) -> rdf.Values:
        codes = self._settings.languages
        if dataset.keywords:
            return rdf.worded(codes, lambda locale: [locale.text(key) for key in dataset.keywords])
        topics = dict.fromkeys(topic for case in self.catalog.published() for topic in case.facts.topics)
        return rdf.worded(codes, lambda locale: [locale.label("topic", topic) for topic in sorted(topics)])

    def _dates(self) -> rdf.Values:
        """When the first case came in, and when one last changed in substance."""
        cases = self.catalog.cases.values()
        if not cases:
            return {}
        first, last = min(case.facts.added for case in cases), max(citation.last_day(case.facts) for case in cases)
        return {"dct:issued": first.isoformat(), "dct:modified": last.isoformat()}

    def _worded(self, key: str) -> rdf.Values:
        return rdf.worded(self._settings.languages, lambda locale: locale.text(key))

    def _languages(self, codes: Iterable[str]) -> list[str]:
        known = [LANGUAGES[code] for code in codes if code in LANGUAGES]
        return [self._typed(f"{AUTHORITY}language/{each}", "dct:LinguisticSystem") for each in known]

    def _address(self, path: str) -> str:
        return routes.data_address(self._settings.site_url, path)

    def _typed(self, address: str, kind: str, **more: Any) -> str:
        """An address elsewhere, of which the catalogue says what it is."""
        self.elsewhere[address] = {"@id": address, "@type": kind, **more}
        return address


def _by_tag(names: Mapping[str, str]) -> rdf.Values:
    """Names by their languages as BCP 47 has them."""
    return {languages.tag(code): name for code, name in names.items()}
