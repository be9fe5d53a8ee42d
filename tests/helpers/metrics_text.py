"""Reads Prometheus's text format 0.0.4 as strictly as it is defined."""

from __future__ import annotations

import re

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]

_SAMPLE = re.compile(
    r"([a-zA-Z_:][\w:]*)(?:\{((?:[a-zA-Z_]\w*=\"(?:[^\"\\\n]|\\.)*\",?)*)\})? (\S+)"
)
_LABEL = re.compile(r"([a-zA-Z_]\w*)=\"((?:[^\"\\\n]|\\.)*)\"")
_UNESCAPED = {r"\\": "\\", r"\"": '"', r"\n": "\n"}
_ENDINGS = {"histogram": ("_bucket", "_sum", "_count"), "counter": ("",), "gauge": ("",)}


def read_samples(text: str) -> Samples:
    """Every sample by name and labels. Asserts that each family is whole, typed and told once."""
    assert text.endswith("\n")
    samples: Samples = {}
    kinds: dict[str, str] = {}
    family, helped = "", ""
    for line in text.splitlines():
        if line.startswith("# HELP "):
            helped = line.split(" ", 3)[2]
            continue
        if line.startswith("# TYPE "):
            _, _, family, kind = line.split(" ")
            assert family == helped
            assert family not in kinds, "a family is told twice"
            kinds[family] = kind
            continue
        match = _SAMPLE.fullmatch(line)
        assert match, line
        name, labels, value = match.groups()
        assert name in {family + ending for ending in _ENDINGS[kinds[family]]}, line
        pairs = tuple(sorted((key, _unescape(said)) for key, said in _LABEL.findall(labels or "")))
        assert (name, pairs) not in samples, "a sample is told twice"
        samples[name, pairs] = float(value)
    return samples


def total(samples: Samples, name: str, **labels: str) -> float:
    """The sum of the samples of a name that have some labels."""
    return sum(
        value
        for (one, pairs), value in samples.items()
        if one == name and labels.items() <= dict(pairs).items()
    )


def _unescape(said: str) -> str:
    return re.sub(r"\\.", lambda match: _UNESCAPED[match[0]], said)
