"""How long, how much and how often the web is asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Times are in seconds, sizes in bytes.

    `connect` and `read` limit one step, `whole` a request from its start to its end. `retries` come after the first try,
    each after twice the `back_off` of the one before; a server that asks for more than `patience` is left alone for this
    run. `pause` lies between two requests to a host, of which `hosts` are asked at the same time. What is learned is
    written down every `save` seconds.
    """

    connect: float = 10.0
    read: float = 15.0
    whole: float = 30.0
    body: int = 131_072
    rules: int = 524_288
    redirects: int = 10
    retries: int = 2
    back_off: float = 2.0
    patience: float = 60.0
    pause: float = 1.0
    hosts: int = 8
    save: float = 5.0
