"""Page numbers of lists: links to the pages around the current one, to the first and the last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from documents.query.addresses import list_address, page_number
from documents.query.paging import LAST_PAGE, PAGE_SIZE
from documents.search.request import SearchRequest


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link in the row of page numbers, or a gap in it (``number`` 0)."""

    number: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Paging:
    """The place of a page in the results. Addresses are "" where there is none to go to."""

    first: int
    last: int
    steps: tuple[PageLink, ...]
    here: str
    previous: str
    next: str
    cut: bool  # there are more results than pages go


def build_paging(request: SearchRequest, total: int) -> Paging:
    """The page numbers of a list of results, as far as lists go."""
    count = max(1, -(-total // PAGE_SIZE))
    return _lay_out(
        page_number(request),
        min(count, LAST_PAGE),
        total,
        PAGE_SIZE,
        lambda number: list_address(request, offset=(number - 1) * PAGE_SIZE),
        cut=count > LAST_PAGE,
    )


def lay_out_pages(path: str, page: str, total: int, size: int) -> Paging | None:
    """The page numbers of a plain list at an address; None for a page it does not have."""
    count = max(1, -(-total // size))
    if not (page.isascii() and page.isdigit() and len(page) <= 9 and 1 <= int(page) <= count):
        return None
    return _lay_out(
        int(page),
        count,
        total,
        size,
        lambda number: f"{path}{'&' if '?' in path else '?'}page={number}" if number > 1 else path,
    )


def _lay_out(
    here: int, last: int, total: int, size: int, address: Callable[[int], str], *, cut: bool = False
) -> Paging:
    """The page numbers around the current one, always with the first and the last."""

    def url(number: int) -> str:
        return address(number) if 1 <= number <= last else ""

    shown = sorted({1, last} | {n for n in range(here - 2, here + 3) if 1 <= n <= last})
    steps: list[PageLink] = []
    for number in shown:
        if steps and number > steps[-1].number + 1:
            steps.append(PageLink(0, "", False))
        steps.append(PageLink(number, url(number), number == here))
    return Paging(
        first=(here - 1) * size + 1,
        last=min(here * size, total),
        steps=tuple(steps) if last > 1 else (),
        here=url(here),
        previous=url(here - 1),
        next=url(here + 1),
        cut=cut,
    )
