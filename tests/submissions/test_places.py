"""Countries by their names in any language, and positions in the ways people write them."""

from __future__ import annotations

import pytest

from generator.submissions.places import country, position, split
from generator.submissions.understood import slug


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Germany", "de"),
        ("Deutschland", "de"),
        ("alemania", "de"),
        ("ALEMANHA", "de"),
        ("जर्मनी", "de"),
        ("de", "de"),
        ("DEU", "de"),
        ("Federal Republic of Germany", "de"),
        ("Perú", "pe"),
        ("Peru", "pe"),
        ("México", "mx"),
        ("Mexico.", "mx"),
        ("भारत", "in"),
        ("Brasilien", "br"),
        ("Kosovo", "xk"),
        ("Norway", "no"),
        ("", ""),
        ("Europe", ""),
        ("zz", ""),
        ("../de", ""),
        ("001", ""),
    ],
)
def test_a_country_is_known_by_its_names(written: str, meant: str) -> None:
    assert country(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("48.59", "48.59"),
        ("48,59", "48.59"),
        ("48.59°", "48.59"),
        ("48,59° N", "48.59"),
        ("3.69 S", "-3.69"),
        ("-3.69", "-3.69"),
        ("\u22123,69", "-3.69"),
        ("-12.05 S", "-12.05"),
        ("77.04 W", "-77.04"),
        ("९.९३", "9.93"),
        ("8", "8"),
        ("08.87", "8.87"),
        ("8.123456789", "8.12345678"),
        # What is not plain stays as it was written, and is refused with these words.
        ("48° 35′", "48° 35′"),
        ("77.04 O", "77.04 O"),
        ("", ""),
    ],
)
def test_positions(written: str, meant: str) -> None:
    assert position(written) == meant


def test_places_stand_between_semicolons() -> None:
    assert split("Ulm; Neu-Ulm ;\nUlm;; Berlin, Mitte") == ["Ulm", "Neu-Ulm", "Berlin, Mitte"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Übergänge für Füße", "uebergaenge-fuer-fuesse"),
        ("São Paulo", "sao-paulo"),
        ("¿Qué se hizo?", "que-se-hizo"),
        ("बस अड्डों पर", ""),
        ("The city's 5G", "the-citys-5g"),
        ("../../etc", "etc"),
        ("one two three four five six seven eight nine ten", "one-two-three-four-five-six-seven-eight"),
        ("x" * 90, "x" * 40),
    ],
)
def test_words_become_part_of_an_address(words: str, name: str) -> None:
    assert slug(words) == name
