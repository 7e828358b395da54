"""Languages that are built on different machines and put together are, byte for byte, the site that one machine builds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from building import REPOSITORY, build, copy_content, tree

if TYPE_CHECKING:
    from pathlib import Path

    from building import Site


def test_languages_from_several_machines_are_one_site(two_languages: Site, tmp_path: Path):
    together: dict[str, bytes] = {}
    for language in two_languages.languages:
        content = copy_content(two_languages.content, tmp_path / language)
        alone = tree(build(content, languages=(language,)).folder)
        assert {path for path in alone if path.partition("/")[0] in two_languages.languages} == {
            path for path in alone if path.startswith(f"{language}/")
        }
        assert all(together.get(path, found) == found for path, found in alone.items()), "what two machines make is the same"
        together |= alone
    assert together == tree(two_languages.folder)


def test_the_recipe_takes_the_actions_of_the_workflows():
    """By the same commits, so that whoever renews those finds these."""
    used = re.compile(r"uses: (\S+@[0-9a-f]{40} # v\S+)")
    recipe = set(used.findall((REPOSITORY / "docs/operate.md").read_text("utf-8")))
    ours = {line for path in (REPOSITORY / ".github/workflows").iterdir() for line in used.findall(path.read_text("utf-8"))}
    assert recipe
    assert recipe <= ours
