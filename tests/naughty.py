"""Texts that try to break what reads them."""

import tomllib

from tests.processes import ROOT

NAUGHTY: dict[str, str] = tomllib.loads(
    (ROOT / "tests" / "data" / "naughty.toml").read_text("utf-8")
)["texts"]
LONG = "长" * 20_000
BROKEN = "\udcff\ud800"
"""Bytes of another encoding, as Python hands them over from a command line."""
