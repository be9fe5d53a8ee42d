"""The alignment that a TEI document's links give of its texts, taken as given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from documents.alignment.beads import Bead
from documents.seed_store.layouts._tei_xml import local_name

_SURENESS = {"high": 1.0, "medium": 0.8, "low": 0.5, "unknown": 0.5}


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers of a text's blocks by ``xml:id``, and how many it has."""

    language: str
    targets: Mapping[str, int]
    count: int


def read_beads(
    root: etree._Element, original: Numbering, translation: Numbering
) -> tuple[Bead, ...]:
    """The beads of two texts, every block of both in one of them; none without links.

    Links that cross or overlap become one bead; a block that no link names stands alone.
    """
    given = [*_given(root, original, translation)]
    if _is_whole([k for bead in given for k in bead.source], original.count) and _is_whole(
        [k for bead in given for k in bead.target], translation.count
    ):
        return tuple(given)
    if not any(bead.source and bead.target for bead in given):
        return ()
    linked = sorted(
        (bead for bead in given if bead.source and bead.target),
        key=lambda bead: (bead.source[0], bead.target[0]),
    )
    return tuple(_fill(_merge(linked), original.count, translation.count))


def _given(root: etree._Element, original: Numbering, translation: Numbering) -> Iterator[Bead]:
    """What links say of two texts, in their order; blocks from 0."""
    for element in root.iter():
        name = local_name(element)
        if name != "link" and not (name == "ptr" and element.get("type") == "unpaired"):
            continue
        group = element.getparent()
        is_elsewhere = group is not None and group.get("n") not in {None, translation.language}
        if name == "ptr" and is_elsewhere:  # of another translation
            continue
        targets = [target.removeprefix("#") for target in element.get("target", "").split()]
        left = sorted({original.targets[one] - 1 for one in targets if one in original.targets})
        right = sorted(
            {translation.targets[one] - 1 for one in targets if one in translation.targets}
        )
        if (left and right) or (name == "ptr" and (left or right)):
            reason = element.get("subtype", "")
            yield Bead(tuple(left), tuple(right), _sureness(element), reason.replace("-", " "))


def _sureness(element: etree._Element) -> float:
    said = element.get("cert", "1")
    try:
        value = float(said)
    except ValueError:
        return _SURENESS.get(said, 1.0)
    return value if 0 <= value <= 1 else 1.0


def _is_whole(numbers: Sequence[int], count: int) -> bool:
    return list(numbers) == list(range(count))


def _merge(beads: Sequence[Bead]) -> list[Bead]:
    """Beads in the order of both texts: those that overlap or cross are one."""
    merged: list[Bead] = []
    for bead in beads:
        source, target = (bead.source[0], bead.source[-1]), (bead.target[0], bead.target[-1])
        sure, reason = bead.confidence, bead.reason
        while merged and (merged[-1].source[-1] >= source[0] or merged[-1].target[-1] >= target[0]):
            before = merged.pop()
            source = (min(before.source[0], source[0]), max(before.source[-1], source[1]))
            target = (min(before.target[0], target[0]), max(before.target[-1], target[1]))
            sure, reason = min(before.confidence, sure), before.reason or reason
        merged.append(
            Bead(
                tuple(range(source[0], source[1] + 1)),
                tuple(range(target[0], target[1] + 1)),
                sure,
                reason,
            )
        )
    return merged


def _fill(beads: Sequence[Bead], left: int, right: int) -> Iterator[Bead]:
    """Beads with those between them that no link names."""
    source = target = 0
    for bead in (*beads, Bead((left,), (right,), 1.0)):
        for number in range(source, bead.source[0]):
            yield Bead((number,), (), 1.0)
        for number in range(target, bead.target[0]):
            yield Bead((), (number,), 1.0)
        source, target = bead.source[-1] + 1, bead.target[-1] + 1
        if bead.source[0] < left:
            yield bead
