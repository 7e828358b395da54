"""Addresses that run, or lead elsewhere than they say, in texts and in fields: row 2 of the threat model."""

from __future__ import annotations

import html
import re
from itertools import cycle
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import filling
import gate
import html5lib
import pytest
from filling import HARMLESS, filled
from free_text import MODELS, fields_of, places_of
from hostile import ADDRESSES, as_yaml, errors, page_with
from hypothesis import given
from hypothesis import strategies as st

from generator import markdown
from generator.models import fields
from generator.source import CONFIGURATION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from building import Site
    from hostile import Bodies

OURS = re.compile(r"https?://[a-z0-9\[]|mailto:[\w.+-]+@|#[a-z0-9-]+$|(?:case|city|country|topic|page|cite):[a-z0-9/-]+$", re.ASCII)
"""What a link may lead to before ids of ours are turned into paths."""
HARMLESS_ADDRESS = "https://example.org/"


def test_there_are_enough_of_them():
    assert len(ADDRESSES) >= 40


def test_no_hostile_address_becomes_a_link(bodies: Bodies):
    """Those that are let through are text; nearly all are refused, whichever way a text leads to them."""
    for name, payload in bodies.accepted.items():
        outward = [link.get("href", "") for link in bodies.prose(name).iter("a")]
        assert [link for link in outward if not link.startswith("https://example.org/")] == [], payload
    refused = {address for address in ADDRESSES for path in bodies.refused if f"]({address})" in bodies.made[path]}
    assert len(refused) >= 40
    assert len(bodies.refused) > 2 * len(ADDRESSES)


def test_every_address_on_the_pages_is_internal_or_of_a_known_scheme(bodies: Bodies, harmless: Site):
    found = [
        (site.name, path, each.get("href", ""))
        for site in (bodies.site, harmless)
        for path, page in site.pages.items()
        for each in page.iter()
        if "href" in each.attrib
    ]
    assert len(found) > 1_000
    assert [each for each in found if not _is_internal(each[2]) and not re.match(r"https?://[a-z0-9]|mailto:[a-z]", each[2])] == []


def _is_internal(address: str) -> bool:
    read = urlsplit(address)
    return not read.scheme and not read.netloc and "\\" not in address


TEXT = st.text(max_size=40) | st.sampled_from(ADDRESSES) | st.text("htpsjavcr:/\\@.#?%x1 \t&;()<>", max_size=30)


@given(TEXT)
@pytest.mark.parametrize("link", ["[x]({})", "[x](<{}>)", "<{}>", "![x]({})", "[x]({} 'y')", "[x][y]\n\n[y]: {}"])
def test_whatever_a_text_leads_to_is_of_a_known_scheme(link: str, address: str):
    sections, _ = markdown.sections("x.md", f"## Heading\n\n{link.format(address)}\n")
    assert [each for section in sections for each in _addresses(section.html) if not OURS.match(each)] == []


@given(TEXT)
def test_the_second_wall_lets_no_other_through(address: str):
    """Whatever the first wrote: `//host`, which the cleaner would let through by itself, is among those that are gone."""
    assert [each for each in _addresses(markdown.cleaned(f'<a href="{html.escape(address)}">x</a>')) if not _is_known(each)] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_second_wall_lets_no_hostile_one_through(address: str):
    assert [each for each in _addresses(markdown.cleaned(f'<a href="{address}">x</a>')) if not _is_known(each)] == []


def _is_known(address: str) -> bool:
    """Whether it is of a scheme that the second wall lets through: it looks at no more than that."""
    return bool(re.match(r"https?://|mailto:|#|case:|city:|country:|topic:|page:|cite:", address))


def _addresses(text: str) -> list[str]:
    """The addresses that a browser finds in a piece of HTML, in whatever attribute."""
    root = html5lib.parseFragment(text, namespaceHTMLElements=False)
    return [element.attrib[name] for element in root.iter() for name in ("href", "src", "action") if name in element.attrib]


def test_the_gate_sees_addresses_that_no_wall_took():
    """The control."""
    for address in ADDRESSES[:30]:
        assert gate.dangers(page_with(f'<a href="{address}">x</a>')), address


def test_every_field_for_an_address_is_filled():
    """A new one must get its place in `tests/hostile/04-fields/content`."""
    wanted = {(kind, path) for kind, model in MODELS.items() for path in fields_of(model, (fields.SafeUrl,))}
    assert len(wanted) >= 10
    assert wanted - {(kind, place) for kind, _, place in _places()} == set()


def test_addresses_have_no_other_type():
    """A field that is called an address is one: as plain text it would be printed without anybody having looked at it."""
    safe = {(kind, path) for kind, model in MODELS.items() for path in fields_of(model, (fields.SafeUrl,))}
    named = {
        (kind, path)
        for kind, model in MODELS.items()
        for path in fields_of(model)
        if re.search(r"url|website|repository|link|address", path[-1])
    }
    assert named == set()
    assert {path[-1] for _, path in safe} >= {"url", "website", "repository", "archived_url", "contact"}


def _places() -> Iterator[tuple[str, Path, tuple[str, ...]]]:
    """Kind of record, file and path of each field of the prepared content that holds an address."""
    files = {
        "case": "cases/*/*/case.yml",
        "case-text": "cases/*/*/text.*.md",
        "country": "countries/*/country.yml",
        "city": "countries/*/cities/*.yml",
        "text": "pages/*/text.*.md",
    }
    for kind, pattern in files.items():
        for path in sorted(filling.CONTENT.glob(pattern)):
            yield from ((kind, path, place) for place in places_of(filling.parts(path)[0], HARMLESS_ADDRESS))
    origins = filling.CONTENT / "cases/origins.yml"
    for origin in filling.parts(origins)[0].values():
        yield from (("origin", origins, place) for place in places_of(origin, HARMLESS_ADDRESS))
    configuration = filling.CONTENT / CONFIGURATION
    base = filling.parts(configuration)[0]["extra"]["knowledge_base"]
    yield from (("configuration", configuration, place) for place in places_of(base, HARMLESS_ADDRESS))


@pytest.mark.parametrize("first", range(0, len(ADDRESSES), 10))
def test_hostile_addresses_are_refused_in_every_field(first: int, tmp_path: Path):
    """Each field gets another of them; over all runs every address stood in a field, and each field held several."""
    content = filled(tmp_path, HARMLESS)
    addresses, expected = cycle((*ADDRESSES[first:], *ADDRESSES[:first])), {}
    for path in sorted({path for kind, path, _ in _places() if kind != "configuration"}):
        target = content / path.relative_to(filling.CONTENT)
        lines = target.read_text("utf-8").splitlines()
        there = [number for number, line in enumerate(lines) if HARMLESS_ADDRESS in line]
        for number in there:
            lines[number] = f"{lines[number].partition('https:')[0][:-1]}{as_yaml(next(addresses)).strip()}"
        target.write_text("\n".join((*lines, "")), "utf-8")
        expected[path.relative_to(filling.CONTENT).as_posix()] = [number + 1 for number in there]
    found = {path: [(each.location.line, each.code) for each in findings] for path, findings in errors(content).items()}
    assert found == {path: [(line, "not-an-address") for line in lines] for path, lines in expected.items()}
    assert sum(map(len, expected.values())) >= 10


@pytest.mark.parametrize("field", ["contact", "repository"])
def test_hostile_addresses_in_the_configuration_are_refused(field: str, tmp_path: Path):
    content = filled(tmp_path, HARMLESS)
    written = (content / CONFIGURATION).read_text("utf-8").splitlines()
    (line,) = [number for number, each in enumerate(written) if each.startswith(f'    "{field}":')]
    for address in ADDRESSES:
        written[line] = f'    "{field}": {as_yaml(address).strip()}'
        (content / CONFIGURATION).write_text("\n".join((*written, "")), "utf-8")
        found = [(each.location.line, each.code) for each in errors(content)[CONFIGURATION]]
        assert found == [(line + 1, "not-an-address")], address


def test_all_addresses_in_one_list_are_refused(base: Path):
    origins = {f"o-{number}": {"name": "Origin", "url": address} for number, address in enumerate(ADDRESSES)}
    (base / "cases/origins.yml").write_text(as_yaml({"old-greenhouse": {"name": "Old"}} | origins), "utf-8")
    found = errors(base)["cases/origins.yml"]
    assert {each.code for each in found} == {"not-an-address"}
    lines = (base / "cases/origins.yml").read_text("utf-8").splitlines()
    assert [each.location.line for each in found] == [number for number, line in enumerate(lines, start=1) if '"url"' in line]


def test_a_host_in_letters_that_look_alike_is_shown_as_it_is():
    """IDNA: a Cyrillic letter in a host shows on the page and in what programs read."""
    body = "## Heading\n\n[x](https://оslo.example/) and <https://münchen.example/>\n"
    sections, findings = markdown.sections("x.md", body)
    assert findings == []
    assert _addresses(sections[0].html) == ["https://xn--slo-red.example/", "https://xn--mnchen-3ya.example/"]


@pytest.mark.parametrize("words", ["?body=x", "?cc=b@foreign.example", "%0abcc:b@foreign.example", ",b@foreign.example", "/x"])
def test_a_mailbox_carries_no_words(words: str):
    """A letter that is written already, or that goes to somebody else as well, is none that the reader meant to send."""
    (section,), findings = markdown.sections("x.md", f"## Heading\n\n[x](mailto:office@town.example{words})\n")
    assert [each.code for each in findings] == ["unsafe-link"]
    assert _addresses(section.html) == []
