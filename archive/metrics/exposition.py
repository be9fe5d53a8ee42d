"""Prometheus's text format 0.0.4: families of samples, each with its help and type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Sample:
    """A number under a name with labels."""

    name: str
    labels: Mapping[str, str]
    value: float


@dataclass(slots=True)
class Family:
    """All samples of one metric; ``kind`` is counter, gauge or histogram."""

    name: str
    kind: str
    help: str
    samples: list[Sample] = field(default_factory=list)

    def add(self, value: float, ending: str = "", **labels: str) -> None:
        """Add a sample, whose name is the family's with an ending."""
        self.samples.append(Sample(self.name + ending, labels, value))

    def add_histogram(
        self, bounds: Sequence[float], counts: Sequence[float], total: float, **labels: str
    ) -> None:
        """Add a histogram from the counts of each bucket, of which the last has no bound."""
        reached = 0.0
        for bound, count in zip([*map(_number, bounds), "+Inf"], counts, strict=True):
            reached += count
            self.add(reached, "_bucket", **labels, le=bound)
        self.add(total, "_sum", **labels)
        self.add(reached, "_count", **labels)


def write_exposition(families: Iterable[Family]) -> str:
    """The text of some families; one without samples is left out."""
    lines: list[str] = []
    for family in families:
        if family.samples:
            said = family.help.replace("\\", r"\\").replace("\n", r"\n")
            lines += [f"# HELP {family.name} {said}", f"# TYPE {family.name} {family.kind}"]
            lines += map(_line, family.samples)
    return "".join(f"{line}\n" for line in lines)


def _line(sample: Sample) -> str:
    labels = ",".join(f'{name}="{_escaped(value)}"' for name, value in sample.labels.items())
    return f"{sample.name}{f'{{{labels}}}' if labels else ''} {_number(sample.value)}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)
