"""Each way in which a server can misbehave is judged as docs/links.md says. The servers are real, and on this machine."""

from __future__ import annotations

import gzip
import socket
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.links.answers import Reply
from generator.links.asking import Asker, redirected, seconds_to_wait
from generator.links.connection import is_public
from generator.links.limits import Limits
from generator.links.verdicts import ROWS, judge

if TYPE_CHECKING:
    from misbehaving import Naughty, Visit

LIMITS = Limits(connect=10, read=10, whole=20, body=20_000, retries=1, back_off=0.01, patience=1, pause=0)
HURRY = replace(LIMITS, connect=0.5, read=0.5, whole=1.0, retries=0)
"""For servers that never come to an end."""
AGENT = "iscn-links/test (+https://network.example/contact)"
PAGE = "<!doctype html><title>A report</title><p>It says this."


def ask(address: str, limits: Limits = LIMITS, *, private: bool = True) -> str:
    return judge(Asker(AGENT, limits, private=private).ask(address)).word


def titled(title: str) -> str:
    return f"<!doctype html><html><head><meta charset=utf-8><title>\n {title} </title></head><body>Text</body></html>"


PLAIN = {
    200: "fine",
    204: "fine",
    300: "odd-answer",
    304: "odd-answer",
    400: "odd-answer",
    401: "login",
    403: "forbidden",
    404: "not-found",
    405: "forbidden",
    406: "forbidden",
    407: "login",
    410: "removed",
    418: "odd-answer",
    429: "too-many-requests",
    451: "forbidden",
    500: "server-error",
    503: "server-error",
    999: "forbidden",
}


@pytest.mark.parametrize(("status", "word"), PLAIN.items())
def test_numbers(server: Naughty, status: int, word: str) -> None:
    server.paths["/report"] = lambda visit: visit.answer(status, b"" if status in {204, 304} else PAGE)
    assert ask(f"{server.address}/report") == word
    assert server.asked["/report"] == (2 if ROWS[word].retried else 1)


def test_it_says_who_asks(server: Naughty) -> None:
    ask(f"{server.address}/report")
    assert server.agents == {AGENT}


# Redirects


def chain(server: Naughty, *statuses: int) -> str:
    """/0 leads to /1 and so on to a page, with these numbers."""
    for place, status in enumerate(statuses):
        server.paths[f"/{place}"] = lambda visit, place=place, status=status: visit.answer(status, Location=f"/{place + 1}")
    server.paths[f"/{len(statuses)}"] = lambda visit: visit.answer(200, PAGE)
    return f"{server.address}/0"


@pytest.mark.parametrize(
    ("statuses", "word"),
    [
        ((301,), "moved"),
        ((308, 301), "moved"),
        ((302,), "fine"),
        ((301, 302, 301), "fine"),
        ((307, 303), "fine"),
        ((301,) * 10, "moved"),
        ((301,) * 11, "too-many-redirects"),
    ],
)
def test_chains_of_redirects(server: Naughty, statuses: tuple[int, ...], word: str) -> None:
    verdict = judge(Asker(AGENT, LIMITS, private=True).ask(chain(server, *statuses)))
    assert verdict.word == word
    assert verdict.moved == (f"{server.address}/{len(statuses)}" if word == "moved" else "")


def test_a_page_that_moved_and_is_gone_there_is_gone(server: Naughty) -> None:
    address = chain(server, 301)
    server.paths["/1"] = lambda visit: visit.answer(404)
    assert ask(address) == "not-found"


def test_loops(server: Naughty) -> None:
    server.paths["/a"] = lambda visit: visit.answer(302, Location="/b")
    server.paths["/b"] = lambda visit: visit.answer(302, Location="/a")
    server.paths["/self"] = lambda visit: visit.answer(301, Location="/self#top")
    server.paths["/cookie"] = lambda visit: visit.answer(302, Location="/cookie", Set_Cookie="seen=1")
    assert ask(f"{server.address}/a") == "loop"
    assert ask(f"{server.address}/self") == "loop"
    assert ask(f"{server.address}/cookie") == "wants-cookies"
    assert server.asked["/a"] == server.asked["/b"] == server.asked["/self"] == 1


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "javascript:alert(1)", "ftp://town.example/", "http://name:secret@town.example/", "http://[", "x" * 9000],
)
def test_redirects_to_what_is_no_web_page(server: Naughty, location: str) -> None:
    server.paths["/report"] = lambda visit: visit.answer(302, Location=location)
    assert ask(f"{server.address}/report") == "bad-redirect"


def test_addresses_in_redirects_are_read_as_browsers_do() -> None:
    here = "https://town.example/a/b?c"
    assert redirected(here, "../d e|f") == "https://town.example/d%20e|f"
    assert redirected(here, "//other.example") == "https://other.example/"
    assert redirected(here, "straße".encode().decode("latin-1")) == "https://town.example/a/stra%C3%9Fe"
    assert redirected(here, "https://bücher.example/".encode().decode("latin-1")) == "https://xn--bcher-kva.example/"
    assert redirected(here, "?x#y") == "https://town.example/a/b?x"


# What is not public


def test_what_is_not_public_is_not_asked(server: Naughty) -> None:
    server.paths["/report"] = lambda visit: visit.answer(200, PAGE)
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]"):
        assert ask(f"http://{host}:{server.server_port}/report", private=False) == "not-public", host
    assert not server.asked


def test_redirects_into_a_private_network_are_not_followed(server: Naughty, monkeypatch: pytest.MonkeyPatch) -> None:
    """The local server plays a public one: only its own address is let through."""
    monkeypatch.setattr("generator.links.connection.is_public", lambda address: address == "127.0.0.1")
    for place, target in enumerate(("http://127.0.0.2:80/", "http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/")):
        server.paths[f"/{place}"] = lambda visit, target=target: visit.answer(301, Location=target)
        assert ask(f"{server.address}/{place}", private=False) == "not-public"
    assert set(server.asked) == {"/robots.txt", "/0", "/1", "/2", "/3"}


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255"),  # noqa: S104
        *("224.0.0.1", "240.0.0.1", "192.0.2.1", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "2001:db8::1"),
        *("::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::1", "2002:a00:1::"),
    ],
)
def test_addresses_that_not_everyone_can_reach(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "193.99.144.80", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1"]
)
def test_addresses_that_everyone_can_reach(address: str) -> None:
    assert is_public(address)


# Asking again


def times(server: Naughty, *answers: tuple[int, dict[str, str]]) -> str:
    """A page that gives one answer after the other, and at last is fine."""
    left = list(answers)

    def answer(visit: Visit) -> None:
        status, headers = left.pop(0) if left else (200, {})
        visit.answer(status, PAGE, **headers)

    server.paths["/report"] = answer
    return f"{server.address}/report"


def test_a_server_that_has_trouble_for_a_moment(server: Naughty) -> None:
    assert ask(times(server, (500, {})), replace(LIMITS, retries=1)) == "fine"
    assert ask(times(server, (503, {}), (502, {})), replace(LIMITS, retries=2)) == "fine"
    assert ask(times(server, (503, {}), (502, {})), replace(LIMITS, retries=1)) == "server-error"


@pytest.mark.parametrize("wait", ["0", "1", "Thu, 01 Jan 2015 00:00:00 GMT", "soon"])
def test_a_server_that_asks_for_a_pause_gets_it(server: Naughty, wait: str) -> None:
    assert ask(times(server, (429, {"Retry-After": wait}))) == "fine"
    assert server.asked["/report"] == 2


def test_the_pause_is_as_long_as_was_asked_for(server: Naughty) -> None:
    """The server knows no mercy before its second is over, and there is one try after the first."""
    ready: list[float] = []

    def answer(visit: Visit) -> None:
        ready.append(time.monotonic() + 1)
        visit.answer(200 if time.monotonic() >= ready[0] else 429, PAGE, Retry_After="1")

    server.paths["/report"] = answer
    assert ask(f"{server.address}/report") == "fine"


@pytest.mark.parametrize("wait", ["3600", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_a_server_that_asks_for_too_long_a_pause_is_left_alone(server: Naughty, wait: str) -> None:
    assert ask(times(server, (429, {"Retry-After": wait}))) == "too-many-requests"
    assert server.asked["/report"] == 1


def test_pauses_in_seconds_and_as_dates() -> None:
    def waiting(value: str) -> float | None:
        return seconds_to_wait(Reply(429, {"retry-after": value}, b""))

    assert waiting("120") == 120
    assert waiting("Thu, 01 Jan 2015 00:00:00 GMT") == 0
    assert [waiting(each) for each in ("", "soon", "-1", "1e9", "٣", "99999999999", "Thu, 99 Jan 2015")] == [None] * 7


# Connections


def test_hosts_that_are_not_there() -> None:
    assert ask("http://nowhere.invalid/") == "no-such-host"
    assert ask(f"http://{'x' * 64}.invalid/") == "no-such-host"
    assert ask("http://255.255.255.255/") == "unreachable"


def test_a_port_at_which_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert ask(f"http://127.0.0.1:{free.getsockname()[1]}/") == "refused"


def test_connections_that_are_cut_off(server: Naughty) -> None:
    server.paths["/reset"] = lambda visit: visit.reset()
    server.paths["/empty"] = lambda visit: visit.raw(b"")
    assert ask(f"{server.address}/reset") == "closed"
    assert ask(f"{server.address}/empty") == "closed"
    assert server.asked["/reset"] == server.asked["/empty"] == 2


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\xff\xfe garbage \r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(500)) + b"\r\n",
    ],
    ids=["bytes", "other-protocol", "no-number", "long-header", "many-headers"],
)
def test_answers_that_cannot_be_read(server: Naughty, sent: bytes) -> None:
    server.paths["/report"] = lambda visit: visit.raw(sent)
    assert ask(f"{server.address}/report") == "garbled"


@pytest.mark.slow
def test_servers_that_never_answer(server: Naughty) -> None:
    start = b"HTTP/1.1 200 OK\r\n"
    server.paths["/silent"] = lambda visit: visit.hang()
    server.paths["/half"] = lambda visit: (visit.raw(start), visit.hang())
    server.paths["/drop-by-drop"] = lambda visit: (visit.raw(start), visit.drip(b"x"))
    for path in ("/silent", "/half", "/drop-by-drop"):
        assert ask(server.address + path, HURRY) == "time-out", path


def test_a_server_that_takes_its_time_before_the_answer_is_asked_again(server: Naughty) -> None:
    def answer(visit: Visit) -> None:
        if server.asked["/report"] == 1:
            visit.hang()
        visit.answer(200, PAGE)

    server.paths["/report"] = answer
    assert ask(f"{server.address}/report", replace(HURRY, retries=1)) == "fine"


# Bodies


@pytest.mark.slow
def test_bodies_without_end_are_cut(server: Naughty) -> None:
    start = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    server.paths["/slow"] = lambda visit: (visit.raw(start + b"\r\n" + PAGE.encode()), visit.drip(b"x"))
    server.paths["/held"] = lambda visit: (visit.raw(start + b"\r\n" + PAGE.encode()), visit.hang())
    server.paths["/chunks"] = lambda visit: (visit.raw(start + b"Transfer-Encoding: chunked\r\n\r\n"), visit.drip(b"5\r\nhello\r\n"))
    server.paths["/chunk"] = lambda visit: (visit.raw(start + b"Transfer-Encoding: chunked\r\n\r\nffffff\r\n"), visit.drip(b"x"))
    for path in ("/slow", "/held", "/chunks", "/chunk"):
        assert ask(server.address + path, replace(HURRY, retries=2)) == "fine", path


def test_no_more_of_a_body_is_read_than_is_needed(server: Naughty) -> None:
    """The server would send for ever as fast as it can; it stops when nobody reads any more."""
    sent = []

    def pour(visit: Visit) -> None:
        visit.raw(b"HTTP/1.1 200 OK\r\n\r\n")
        while not server.over.is_set():
            visit.raw(b"x" * 65_536)
            sent.append(65_536)

    server.paths["/flood"] = pour
    assert ask(f"{server.address}/flood") == "fine"
    assert sum(sent) < 50_000_000


def test_bodies_that_do_not_keep_their_promise(server: Naughty) -> None:
    for place, rest in enumerate(
        (
            b"Content-Length: 100000\r\n\r\nshort",
            b"Content-Length: 2\r\n\r\nlonger",
            b"Content-Length: many\r\n\r\nx",
            b"Transfer-Encoding: chunked\r\n\r\nzz\r\nnot a chunk",
            b"Content-Encoding: gzip\r\n\r\nnot zipped",
            b"Content-Type: text/html; charset=no-such\r\n\r\n<title>x</title>",
        )
    ):
        server.paths[f"/{place}"] = lambda visit, rest=rest: visit.raw(b"HTTP/1.1 200 OK\r\n" + rest)
        assert ask(f"{server.address}/{place}") == "fine", rest


def test_a_body_that_swells_is_unpacked_as_far_as_it_is_needed(server: Naughty) -> None:
    bomb = gzip.compress(titled("Page not found").encode() + b"\0" * 20_000_000)
    server.paths["/bomb"] = lambda visit: visit.answer(200, bomb, Content_Encoding="gzip")
    assert ask(f"{server.address}/bomb") == "soft-404"
    late = gzip.compress(b" " * 20_000_000 + titled("Page not found").encode())
    server.paths["/late"] = lambda visit: visit.answer(200, late, Content_Encoding="gzip")
    assert ask(f"{server.address}/late") == "fine"


# Pages that say that they are not there


def test_a_title_that_says_so(server: Naughty) -> None:
    titles = ("Page not found | Town", "404 – Seite nicht gefunden", "P&aacute;gina n&#227;o encontrada", "पृष्ठ नहीं मिला")
    for title in titles:
        server.paths["/report"] = lambda visit, title=title: visit.answer(200, titled(title))
        assert ask(f"{server.address}/report") == "soft-404", title
    server.paths["/report"] = lambda visit: visit.answer(200, titled("Página").encode("latin-1"), Content_Type="text/html; charset=latin-1")
    assert ask(f"{server.address}/report") == "fine"


def test_what_is_no_page_has_no_title(server: Naughty) -> None:
    server.paths["/data.json"] = lambda visit: visit.answer(200, titled("Not found"), Content_Type="application/json")
    assert ask(f"{server.address}/data.json") == "fine"


def test_a_deep_page_that_leads_to_the_front(server: Naughty) -> None:
    server.paths["/"] = lambda visit: visit.answer(200, PAGE)
    server.paths["/news/2019/report.html"] = lambda visit: visit.answer(301, Location="/")
    server.paths["/index.php"] = lambda visit: visit.answer(301, Location="/")
    assert ask(f"{server.address}/news/2019/report.html") == "soft-404"
    assert ask(f"{server.address}/index.php") == "moved"


# Rules for robots


def test_rules_for_robots_are_kept(server: Naughty) -> None:
    server.paths |= {path: lambda visit: visit.answer(200, PAGE) for path in ("/open", "/closed/report", "/ours")}
    rules = "User-agent: *\nDisallow: /closed/\n\nUser-agent: iscn-links\nDisallow: /closed/\nDisallow: /ours\n"
    server.paths["/robots.txt"] = lambda visit: visit.answer(200, rules, Content_Type="text/plain")
    server.paths["/way"] = lambda visit: visit.answer(302, Location="/closed/report")
    asker = Asker(AGENT, LIMITS, private=True)
    words = [judge(asker.ask(server.address + path)).word for path in ("/open", "/closed/report", "/ours", "/way")]
    assert words == ["fine", "robots", "robots", "robots"]
    assert (server.asked["/robots.txt"], server.asked["/closed/report"], server.asked["/ours"]) == (1, 0, 0)


@pytest.mark.parametrize("status", [403, 404, 500, 301])
def test_rules_that_cannot_be_read_forbid_nothing(server: Naughty, status: int) -> None:
    server.paths["/robots.txt"] = lambda visit: visit.answer(status, "User-agent: *\nDisallow: /", Location="/robots.txt")
    server.paths["/report"] = lambda visit: visit.answer(200, PAGE)
    assert ask(f"{server.address}/report") == "fine"


# TLS


def test_a_certificate_that_nobody_signed(secure: Naughty, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secure.paths["/report"] = lambda visit: visit.answer(200, PAGE)
    assert ask(f"{secure.address}/report") == "tls"
    assert not secure.asked
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert ask(f"{secure.address}/report") == "fine"
    assert ask(f"https://localhost:{secure.server_port}/report") == "tls", "a certificate for another name"


def test_a_server_that_does_not_speak_tls(server: Naughty) -> None:
    assert ask(f"https://127.0.0.1:{server.server_port}/") == "tls"


def test_a_handshake_without_end() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert ask(f"https://127.0.0.1:{listening.getsockname()[1]}/", HURRY) == "time-out"


@pytest.mark.parametrize("word", ROWS)
def test_some_server_of_this_file_brings_it_about(word: str) -> None:
    assert f'"{word}"' in Path(__file__).read_text("utf-8")
