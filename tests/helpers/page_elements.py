"""Reads a page as a test needs it: its elements, its words."""

from __future__ import annotations

import lxml.html
from lxml.html import HtmlElement

from tests.helpers.site_process import Served


def read_page(site: Served, path: str, status: int = 200) -> HtmlElement:
    """A page of the site as a tree; its status must be the one expected."""
    answer = site.ask(path)
    assert answer.status == status, f"{path}: {answer.status}"
    return lxml.html.document_fromstring(answer.text)


def select(page: HtmlElement, css: str) -> list[HtmlElement]:
    """Every element of a tag (``h1``), a tag and class (``p.caps``) or an id (``#p1``)."""
    tag, dot, name = css.partition(".")
    if css.startswith("#"):
        found = page.xpath("//*[@id=$name]", name=css[1:])
    elif dot:
        found = page.xpath(
            f"//{tag or '*'}[contains(concat(' ', normalize-space(@class), ' '), $name)]",
            name=f" {name} ",
        )
    else:
        found = page.xpath(f"//{css}")
    assert isinstance(found, list)
    return found


def words(element: HtmlElement) -> str:
    """An element's text with its white space made single."""
    return " ".join(str(element.text_content()).split())


def links(page: HtmlElement) -> dict[str, str]:
    """Every link's address by its words; of links with the same words the last."""
    return {words(link): str(link.get("href")) for link in select(page, "a")}
