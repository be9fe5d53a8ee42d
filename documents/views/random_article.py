"""A random article: a redirect, the one answer in which chance has a part."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from documents.identifiers import ALPHABET, LENGTH
from documents.models import Article

AMONG = 16  # articles behind a random place, of which one is taken


def random_article(request: HttpRequest) -> HttpResponse:
    """302 to an article, another one each time; to the list where nothing is held.

    Pages stay a function of edition and address: chance is in this redirect alone, which nothing
    keeps (``no-store``) and no search engine follows.
    """
    identifier = choose_identifier()
    answer = (
        redirect("documents:article", identifier) if identifier else redirect("documents:articles")
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def choose_identifier() -> str:
    """The identifier of an article taken by chance; "" where nothing is held.

    Identifiers are spread evenly, being minted from a hash: one of those behind a random place,
    found by key however many there are. Behind the last comes the first.
    """
    place = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    names = Article.objects.newest().order_by("identifier").values_list("identifier", flat=True)
    found = list(names.filter(identifier__gte=place)[:AMONG])
    if len(found) < AMONG:
        found = list(dict.fromkeys([*found, *names[: AMONG - len(found)]]))
    return secrets.choice(found) if found else ""
