"""Renders the operator's Markdown as HTML; raw HTML stays text, and nothing is fetched."""

from __future__ import annotations

from functools import lru_cache

from django.utils.safestring import SafeString

_DEEPEST = 6  # of HTML's headings


@lru_cache(maxsize=64)
def render_markdown(text: str) -> SafeString:
    """A Markdown text as HTML, its headings below the page's own.

    >>> render_markdown("# A\\n\\n*b* <b>")
    '<h2>A</h2>\\n<p><em>b</em> &lt;b&gt;</p>\\n'
    """
    from markdown_it import MarkdownIt  # few processes show a page with such a text

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    tokens = markdown.parse(text)
    for token in tokens:
        if token.type.startswith("heading"):
            token.tag = f"h{min(int(token.tag[1]) + 1, _DEEPEST)}"
    html = markdown.renderer.render(tokens, markdown.options, {})
    return SafeString(html)  # nosec B703  # its writer escapes texts, and takes no HTML in them
