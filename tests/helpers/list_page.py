"""Reads the page of the article list."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.test import Client
from lxml.html import HtmlElement

from tests.helpers.invented_reports import (
    parse,
    text_of,
)

RESULTS = "//ol[contains(@class, 'entries')]/li"


def look(client: Client, query: str, status: int = 200, path: str = "/articles/") -> HtmlElement:
    response = client.get(f"{path}?{query}")
    assert response.status_code == status
    return parse(response.content)


def found(page: HtmlElement) -> list[str]:
    """The identifiers listed, in order."""
    return [href.split("/")[-2] for href in map(path_of, page.xpath(f"{RESULTS}//h3/a/@href"))]


def path_of(href: str) -> str:
    return urlsplit(href).path


def said(page: HtmlElement) -> str:
    return text_of(page, "//h1")[0]
