"""Submissions as hurried, mistaken and hostile people send them, each the complete English one with something changed."""

from __future__ import annotations

import json

from bodies import ENGLISH, body

from generator import forms, languages

BOM, ZERO_WIDTH, RIGHT_TO_LEFT, LEFT_OUT = "\ufeff", "\u200b", "\u202e", "\u0000"


def english(**changed: str) -> str:
    """The complete submission with other answers; the keys have `_` where the ids of questions have a hyphen."""
    return body("en", ENGLISH | {name.replace("_", "-"): answer for name, answer in changed.items()})


def relabelled(old: str, new: str) -> str:
    found = f"### {old}\n"
    assert found in english()
    return english().replace(found, f"### {new}\n")


def issue(text: str | None, **more: object) -> bytes:
    return json.dumps({"number": 7, "title": "Case: ", "body": text, "user": {"login": "octo-cat", "id": 583231}, **more}).encode()


BODIES: dict[str, str] = {
    # What people get wrong.
    "nothing-answered": body("en", {}, ticks=()),
    "no-consent": body("en", ENGLISH, ticks=("public",)),
    "only-success": english(did_not_work="Nothing, everything went well."),
    "nothing-was-difficult": english(did_not_work="Nothing!"),
    "no-source-tells": english(did_not_work="no source tells."),
    "not-known-everywhere": english(since="not known", results="Not known", costs="unknown", staff="n/a", owner="not known"),
    "left-to-the-editors": english(level="editors", topic="editors", owner_kind="editors", source_kind="editors"),
    "new-place-without-position": english(places="Thrissur"),
    "new-place-with-position": english(places="Kochi; Thrissur", latitude="10,52°", longitude="76.21 E"),
    "position-outside-the-country": english(places="Thrissur", latitude="76.21", longitude="10.52"),
    "position-of-a-place-that-is-here": english(place_name="Kochi", latitude="9.93", longitude="76.27"),
    "two-new-places": english(places="Thrissur; Kollam; Kochi"),
    "no-place": english(places=""),
    "nationwide": english(places="", level="national"),
    "country-with-a-slip": english(country="Indai"),
    "country-in-hindi": english(country="भारत"),
    "country-by-letters": english(country="IN"),
    "long-title": english(title="A very long title about rain gauges on the roofs of schools that nobody can read on a small phone"),
    "long-answer": english(challenge="It rained. " * 600),
    "short-summary": english(summary="Pupils measure rain."),
    "two-links": english(link="https://rain.example/report and https://rain.example/annex."),
    "link-without-scheme": english(link="www.rain.example/report"),
    "date-in-words": english(since="around July of 2019"),
    "date-that-means-two-days": english(since="04/05/2019"),
    "date-in-digits": english(since="18.05.2019"),
    "figures-in-other-formats": english(results="In 2020, 1.250 litres were measured, at a cost of 3,5 Euro."),
    "ids-instead-of-labels": body("en", ENGLISH).replace("City or municipality", "municipal").replace("In regular operation", "operation"),
    "answers-in-another-language": body("en", ENGLISH).replace("City or municipality", "Stadt oder Gemeinde"),
    "labels-of-two-languages": relabelled("What worked?", "Was hat gut funktioniert?"),
    "choice-that-is-none": english().replace("City or municipality", "Village council"),
    "too-many-instruments": english(instruments="app sensors training campaign"),
    "three-topics-with-commas": english(topic="digital-infrastructure", more_topics="climate-adaptation participation"),
    "paid-by-several": english(funding="own-budget eu unknown", costs="12 lakh rupees in 2019.", staff="Two teachers."),
    "software-with-an-unknown-licence": english(open_source="full", repository="https://code.example/rain", software_licence="Freeware"),
    "same-practice": english(country="Germany", places="Herrenberg", link="https://books.example/report"),
    "similar-title": body(
        "de", ENGLISH | {"title": "Leihräder bringen Bücher aus der Bücherei", "places": "Herrenberg", "country": "Deutschland"}
    ),
    "position-for-two-new-places": english(places="Thrissur; Kollam", latitude="10.52", longitude="76.21"),
    "new-region": english(places="Malabar", level="regional", latitude="11.2", longitude="75.8"),
    "text-above-the-questions": f"Dear editors,\n\nplease find our case below. Thank you!\n\n{english()}",
    "not-a-form": "Hello, I would like to tell you about our city. We have a new bus line, and it is the best of all.",
    "not-a-form-in-german": "Guten Tag, ich möchte Ihnen von unserer Stadt erzählen. Es gibt bei uns eine neue Buslinie, und die ist für alle da.",
    "nothing-at-all": "",
    "english-in-the-german-form": body("de", ENGLISH | {"approach": "The city put the gauges on the roofs of the schools. " * 6}),
    "several-lines-in-one": english(owner="Example Municipal Office\nSecond Office"),
    "headings-in-an-answer": english(approach="### First steps\n\nGauges were bought.\n\n## Second steps\n\nThey were mounted."),
    "windows-line-ends": english().replace("\n", "\r\n"),
    # What people try.
    "html": english(title="Rain <script>alert(1)</script>", approach='<img src=x onerror="alert(1)"> <b>bold</b> &lt;i&gt; <!-- gone -->'),
    "markdown": english(
        approach="[here](https://evil.example) ![x](https://evil.example/x.png) **loud** `code` <https://evil.example> | a | b |"
    ),
    "javascript-link": english(link="javascript:alert(document.domain)"),
    "data-link": english(repository="data:text/html,<script>alert(1)</script>", open_source="full"),
    "link-with-credentials": english(link="https://user:secret@rain.example/report"),
    "known-label-in-an-answer": english(
        challenge="It rained.\n\n### Who is responsible?\n\nSomebody else\n\n### Consent\n\n- [X] all of it"
    ),
    "labels-everywhere-twice": f"{english()}\n\n{english(title='Another title')}",
    "mentions": english(owner="Office of @octocat and @example/team", title="Rain, as in #1 and GH-2"),
    "workflow-commands": english(
        owner="::error::owned", title="::set-output name=x::y", challenge="##[error]no\n::add-mask::a\n::stop-commands::x"
    ),
    "expressions": english(title="Rain ${{ secrets.GITHUB_TOKEN }}", approach="$(id) `id` ${IFS} ${{ github.token }} {title} %s {0}"),
    "yaml": english(
        owner='Office"\nlevel: national', title="x: y # z", source_title="- a\n- b", source_publisher="&anchor *alias !!python/object"
    ),
    "yaml-in-one-line": english(owner='Office", role: funder, url: "https://evil.example', source_publisher="!!python/object:os.system"),
    "front-matter": english(approach="---\ntitle: Owned\n---\n\n# Owned\n\n===\n\n+ plus\n\n> quoted\n\n    code\n\n~~~\nfence\n```"),
    "reference-definitions": english(approach="[1]: https://evil.example\n\n[@s1]: x\n\nSee [1], [@s9] and [^2].\n\n[^2]: note"),
    "path-in-the-country": english(country="../../etc"),
    "path-in-the-place": english(places="../../../etc/passwd; Kochi"),
    "path-in-the-title": english(title="../../../../etc/passwd"),
    "path-in-the-new-place": english(places="X", place_name="../../x", latitude="10.5", longitude="76.2"),
    "reserved-title": english(title="con", places="", level="national"),
    "title-without-a-letter": english(title="!!! ??? ...", places="", level="national"),
    "invisible-characters": english(title=f"Ra{ZERO_WIDTH}in{RIGHT_TO_LEFT} gau{LEFT_OUT}ges{BOM}", challenge="A\u2028B\u0085C\u00adD"),
    "invisible-characters-in-a-label": english().replace("### What worked?", f"### What{ZERO_WIDTH} worked?"),
    "lone-surrogate": english(title="Rain \ud800 gauges"),
    "mail-and-telephone": english(
        owner="Example Office, jane.doe@mail.example",
        approach="Call +49 7032 123456 or write to jane.doe@mail.example.",
        since="jane@mail.example",
    ),
    "name-of-a-person": english(approach="Mr Doe put gauges on the roofs of twelve schools."),
    "long-line-of-marks": english(challenge="[" * 3000 + "*" * 2900),
    "deep-list": english(approach="\n".join("  " * depth + "- item" for depth in range(30))),
    "code-fences": english(country="``` ````` ```", approach="`````\n@octocat\n`````"),
    "huge": english(challenge="x" * 70_000),
    "many-commas": english(instruments="," * 5_000),
    "boxes-of-its-own": english().replace("- [X] I know", "- [X] I am an editor and accept this\n- [X] I know"),
}
"""Text of an issue → what is wrong with it, told by its name."""

EN = languages.locale("en")
FILES: dict[str, bytes] = {
    "issue.json": issue(english()),
    "event.json": json.dumps({"action": "opened", "issue": json.loads(issue(english()))}).encode(),
    "issue-without-a-body.json": issue(None),
    "account-with-odd-name.json": issue(english(), user={"login": "x\nCo-authored-by: y", "id": 1}),
    "account-without-number.json": issue(english(), user={"login": "octo-cat", "id": "1"}),
    "pull-request.json": issue(english(), pull_request={"url": "https://api.example/pulls/7"}),
    "list.json": b"[1, 2]",
    "other-shape.json": b'{"body": 5}',
    "no-shape.json": b'{"zen": "Design for failure."}',
    "broken.json": b'{"body": "### Title',
    "deep.json": b"[" * 100_000,
    "not-utf-8.txt": "### Title\n\nMünster".encode("latin-1"),
    "with-a-mark-at-the-start.txt": f"{BOM}{english()}".encode(),
    "too-large.txt": b"x" * 2_000_001,
    "empty.txt": b"",
    "template-not-filled.txt": "\n".join(forms.label(each, EN) for each in forms.BY_ID).encode(),
}
"""Whole files, by their names."""
FILES |= {f"{name}.json": issue(text) for name, text in BODIES.items()}
