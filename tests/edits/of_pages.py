"""Edits of standing pages: some come, some go."""

from __future__ import annotations

from edits.furnish import SENTENCES
from edits.kinds import World, kind
from edits.of_texts import language_of, sentence


@kind("content")
def a_standing_page_comes(world: World) -> str:
    path = f"pages/page-{world.new()}/text.{world.draw.choice(('en', 'hi'))}.md"
    language = language_of(path)
    head = {"title": " ".join(SENTENCES[language][1][:2])}
    world.content.write_text(path, head, f"## {SENTENCES[language][1][0]}\n\n{sentence(world.draw, language)}")
    return path


@kind("content")
def a_standing_page_goes(world: World) -> str | None:
    found = [path for path in world.content.texts if path.startswith("pages/page-")]
    if not found:
        return None
    path = world.draw.choice(found)
    (world.content.folder / path).unlink()
    (world.content.folder / path).parent.rmdir()
    return path
