"""Which TEI elements are blocks, which hold blocks, and which are phrases inside one."""

from __future__ import annotations

from typing import get_args

from documents.blocks import BlockKind, MarkKind

KINDS: frozenset[str] = frozenset(get_args(BlockKind))

# Elements that hold blocks and are none themselves.
CONTAINERS = frozenset(
    [
        *("body", "front", "back", "div", "div0", "div1", "div2", "div3", "div4", "div5", "div6"),
        *("div7", "text", "group", "floatingText", "sp", "spGrp", "cit", "titlePage", "listBibl"),
        *("docImprint", "castList"),
    ]
)
BLOCKS: dict[str, BlockKind] = {
    "p": "paragraph",
    "ab": "paragraph",
    "head": "subhead",
    "speaker": "subhead",
    "docTitle": "subhead",
    "titlePart": "subhead",
    "quote": "quotation",
    "q": "quotation",
    "said": "quotation",
    "epigraph": "quotation",
    "note": "note",
    "stage": "note",
    "bibl": "note",
    "byline": "signature",
    "signed": "signature",
    "closer": "signature",
    "dateline": "signature",
    "docAuthor": "signature",
    "salute": "paragraph",
    "opener": "paragraph",
    "trailer": "paragraph",
    "docDate": "paragraph",
    "argument": "paragraph",
    "postscript": "paragraph",
    "castItem": "paragraph",
}
# Blocks that end the paragraph in which they stand; it may go on below them.
INSIDE_PARAGRAPHS = frozenset({"p", "ab", "list", "table", "lg", "figure", "sp", "floatingText"})
# What makes of a block a holder of blocks.
HELD = INSIDE_PARAGRAPHS | frozenset({"l", "quote", "signed", "salute", "dateline", "byline"})
BETWEEN = frozenset({"pb", "milestone", "lb", "cb", "gb", "anchor", "fw"})
MARKS: dict[str, MarkKind] = {
    "emph": "emphasis",
    "persName": "person",
    "placeName": "place",
    "orgName": "organisation",
}
IN_DATELINE: dict[str, MarkKind] = {"orgName": "agency", "placeName": "place", "date": "day"}
# Phrases whose text is the text's own, and of which nothing more is shown here.
_WORDS = """
    seg hi ref ptr name rs date time num measure title term foreign gloss mentioned soCalled
    distinct abbr expan ex am s orig reg sic corr choice add del subst unclear supplied w c pc
    g cl phr m space gap roleName forename surname affiliation email address addrLine author
    editor publisher idno pubPlace biblScope label figDesc desc country settlement region
    graphic street item row cell l lg list table figure
"""
PHRASES = frozenset([*_WORDS.split(), *BETWEEN, *BLOCKS, *CONTAINERS])
ORDERED = frozenset({"ordered", "numbered"})
