"""Edits that leave the meaning of the content alone: times of files, what was published, states that there were."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

from edits.content import digest
from edits.furnish import SENTENCES
from edits.kinds import World, kind

if TYPE_CHECKING:
    from pathlib import Path


@kind("times")
def a_file_is_touched(world: World) -> str:
    path = world.draw.choice(sorted(world.content.files()))
    os.utime(world.content.folder / path)
    return path


@kind("times")
def all_files_are_written_again(world: World) -> str:
    """As a fresh checkout does."""
    for path, content in world.content.files().items():
        world.content.put(path, content)
    return "all"


@kind("content", 2)
def twice_within_a_second(world: World) -> str:
    """Built after the first time; the second time the size is the same, and on a disk that counts seconds so is the time."""
    path = world.draw.choice([each for each in world.content.texts if each.startswith("cases/")])
    head, body = world.content.text(path)
    language = path.split(".")[-2]
    word, other = world.draw.sample(_of_one_length(language, but=head["title"].split()[0]), 2)
    now = time.time()
    time.sleep(1 - now % 1)
    for each in (word, other):
        head["title"] = f"{each} {each}"
        world.content.write_text(path, head, body)
        os.utime(world.content.folder / path, (int(time.time()),) * 2)
        if each == word:
            world.rebuild()
    return path


@kind("content", 2)
def the_content_of_an_earlier_day(world: World) -> str | None:
    """What was there some steps ago, as `git checkout` brings it back."""
    now = digest(world.content.files())
    found = [files for files in world.earlier if digest(files) != now]
    if not found:
        return None
    world.content.put_back(world.draw.choice(found))
    return f"one of {len(found)}"


def _published(world: World) -> list[Path]:
    return sorted(path for path in world.site.rglob("*") if path.is_file() and path.stat().st_size)


@kind("site", 2)
def some_published_files_are_gone(world: World) -> str:
    chosen = world.draw.sample(_published(world), 3)
    for path in chosen:
        path.unlink()
    return ", ".join(path.relative_to(world.site).as_posix() for path in chosen)


@kind("site", 2)
def some_published_files_are_others(world: World) -> str:
    chosen = world.draw.sample(_published(world), 3)
    for path in chosen:
        content = bytearray(path.read_bytes())
        content[world.draw.randrange(len(content))] ^= 1 << world.draw.randrange(8)
        path.write_bytes(content)
    return ", ".join(path.relative_to(world.site).as_posix() for path in chosen)


@kind("site")
def a_published_language_is_gone(world: World) -> str:
    shutil.rmtree(world.site / "hi")
    return "hi"


@kind("site")
def a_file_that_nobody_published(world: World) -> str:
    path = world.site / world.draw.choice(("en/cases/index.html.bak", "hi/old/index.html", "data/v1/old.json", "old.html"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("<p>old</p>", "utf-8")
    return path.relative_to(world.site).as_posix()


@kind("site")
def documents_for_mkdocs_are_others(world: World) -> str:
    chosen = world.draw.sample(sorted((world.build / "docs").rglob("index.md")), 2)
    chosen[0].unlink()
    chosen[1].write_text("Old words", "utf-8")
    return ", ".join(path.relative_to(world.build).as_posix() for path in chosen)


def _of_one_length(language: str, but: str) -> list[str]:
    """Words of a language that take the same number of bytes, as many as there are, without one of them."""
    words = SENTENCES[language][1]
    lengths = [len(word.encode()) for word in words]
    return [
        word for word, length in zip(words, lengths, strict=True) if length == max(sorted(set(lengths)), key=lengths.count) and word != but
    ]
