"""Text that a template language, a shell or another program would run: row 6 of the threat model.

That nothing in the program makes a template of a text, or switches escaping off: see tests/site/test_templates.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import gate
import pytest
from building import build
from filling import HARMLESS, filled, same_but_for_words, without_angles
from hostile import TEMPLATES
from reading import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from building import Site
    from hostile import Bodies


def test_template_syntax_in_bodies_is_printed(bodies: Bodies):
    shown = {payload: text_of(bodies.prose(name)) for name, payload in bodies.accepted.items() if payload in TEMPLATES}
    assert len(shown) > 10
    for payload in ("{{7*7}}", "{% raw %}{{7*7}}{% endraw %}", "{{ config.docs_dir }}", "${{ secrets.X }}", "{# comment #}"):
        assert shown[payload] == f"Before. {payload} After."
    assert [payload for payload, words in shown.items() if "49" in words] == []


@pytest.mark.parametrize("value", [TEMPLATES[0], *(pytest.param(each, marks=pytest.mark.slow) for each in TEMPLATES[1:])])
def test_template_syntax_in_every_field_is_printed(value: str, harmless: Site, tmp_path: Path):
    """Every page is, element by element, that of the harmless site; the value is printed as it was written."""
    title = without_angles(value)
    site = build(filled(tmp_path, value, title))
    assert list(same_but_for_words(site, harmless, value, title)) == []
    assert any(value in piece for piece in gate.words((site.folder / "en/cases/aq/all-fields/index.html").read_text("utf-8")))


@pytest.mark.slow
def test_template_syntax_in_the_configuration_is_printed(harmless: Site, tmp_path: Path):
    site = build(filled(tmp_path, HARMLESS, configuration=TEMPLATES[0]))
    assert list(same_but_for_words(site, harmless, TEMPLATES[0], HARMLESS)) == []
