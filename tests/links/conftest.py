"""A server that misbehaves, and somebody who asks it with little patience."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from typing import TYPE_CHECKING

import pytest
from misbehaving import misbehaving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from misbehaving import Naughty


@pytest.fixture
def server() -> Iterator[Naughty]:
    with misbehaving() as running:
        yield running


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for 127.0.0.1 that nobody has signed, made now so that it never expires in the repository."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("needs the program openssl")
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    command = f"{program} req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1"
    told = [*command.split(), "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", f"{path}.key", "-out", str(path)]
    subprocess.run(told, check=True, capture_output=True)
    return path


@pytest.fixture
def secure(certificate: Path) -> Iterator[Naughty]:
    """A server that speaks TLS with a certificate that nobody trusts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, f"{certificate}.key")
    with misbehaving(secure=context) as running:
        yield running
