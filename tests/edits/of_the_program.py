"""Edits of the copy of the program: templates, style sheets, words, code. And of the day."""

from __future__ import annotations

import datetime
import re

from edits.kinds import World, kind

DAYS = (
    datetime.date(2026, 11, 23),
    datetime.date(2026, 12, 24),
    datetime.date(2027, 6, 30),
    datetime.date(2028, 3, 1),
    datetime.date(2030, 1, 1),
)


def _edited(world: World, path: str, pattern: str, by: str) -> str:
    """Another text where a pattern is found first, in a file of the program."""
    file = world.builder.folder / "generator" / path
    text, times = re.subn(pattern, by, file.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert times == 1, f"{path}: {pattern}"
    file.write_text(text, "utf-8")
    world.builder.restart()
    return path


@kind("program")
def a_template(world: World) -> str:
    name = world.draw.choice(("case.html", "city.html", "home.html", "work.html", "similar.html"))
    return _edited(world, f"templates/{name}", 'class="', f'class="new-{world.new()} ')


@kind("program")
def the_macros_of_templates(world: World) -> str:
    return _edited(world, "templates/macros.html", 'class="', f'class="new-{world.new()} ')


@kind("program")
def a_style_sheet(world: World) -> str:
    return _edited(world, f"static/{world.draw.choice(('site.css', 'data.css'))}", r"\Z", f"\n.new-{world.new()} {{ color: red }}\n")


@kind("program")
def what_stands_around_every_page(world: World) -> str:
    return _edited(world, "theme/main.html", "<body", f'<body data-new="{world.new()}"')


@kind("program")
def a_word_of_english(world: World) -> str:
    key = world.draw.choice(("see-all", "browse-topics", "work-began", "how-written", "all-cases"))
    return f"{_edited(world, 'locales/en.yml', rf'^  {key}: .*$', f'  {key}: Words {world.new()}')}: {key}"


@kind("program")
def a_word_of_hindi(world: World) -> str:
    key = world.draw.choice(("see-all", "browse-topics", "work-began", "how-written", "all-cases"))
    return f"{_edited(world, 'locales/hi.yml', rf'^  {key}: .*$', f'  {key}: शब्द {world.new()}')}: {key}"


@kind("program")
def how_many_cases_are_similar(world: World) -> str:
    path = world.builder.folder / "generator/similar.py"
    return _edited(world, "similar.py", r"^MOST = \d$", "MOST = 3" if "MOST = 4" in path.read_text("utf-8") else "MOST = 4")


@kind("day", 3)
def another_day(world: World) -> str:
    world.builder.day = world.draw.choice([day for day in DAYS if day != world.builder.day])
    return world.builder.day.isoformat()
