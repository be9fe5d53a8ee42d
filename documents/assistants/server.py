"""The MCP server: its tools by name, with their arguments; by ``pip install .[mcp]``.

Each answer names the edition and has a permalink. A tool only reads: connections of a process that
serves cannot write.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal, TypeAlias

from django.conf import settings
from django.db import close_old_connections, transaction
from django.utils import translation

from archive.context import Site
from documents.assistants.quote_tool import quote_passage
from documents.assistants.read_tool import read_article
from documents.assistants.refusals import ToolRefused
from documents.assistants.search_tool import search_articles
from documents.assistants.trends_tool import count_trends
from documents.citation.styles import STYLES

try:
    from anyio import CapacityLimiter, to_thread
    from mcp.server.mcpserver import Context, MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp.server.transport_security import TransportSecuritySettings
    from mcp.types import ToolAnnotations
    from pydantic import Field, ValidationError
except ImportError as error:
    raise ImportError("Assistants need the package mcp: pip install .[mcp]") from error

Answer: TypeAlias = dict[str, Any]

PATH = "/mcp"
_AT_ONCE = 4  # tools at work: each has a connection of its own
_READING = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_INSTRUCTIONS = (
    "A read-only archive of historical articles, most of them with a translation beside the "
    "original. Find articles with `search`, read them with `read`, quote them with "
    "`quote`, count words over the years with `trends`. Cite what you say by the permalink of the "
    "answer, which will show the same words for good; `edition` names the state of the archive. A "
    "translation's passage answers the original's as far as `confidence` says; below 0.9 compare "
    "both before you quote one for the other."
)

Identifier = Annotated[
    str, Field(description="An article's identifier (xt66nzthbgz), its ARK or its address")
]
VersionNumber = Annotated[
    int | None, Field(description="A version of the article; without it the newest")
]
STYLE_KEYS = ", ".join(style.key for style in STYLES)
SourceKey = Annotated[str, Field(description="Only this source, by its key: peoples-daily")]
FromDate = Annotated[
    str, Field(description="Only what is dated from here on: 1958, 1958-01 or 1958-01-24")
]
ToDate = Annotated[str, Field(description="Only what is dated up to here: 1958, 1958-01 …")]


class ArchiveServer(MCPServer[Any]):
    """The server, whose refusals say which argument was wrong and what it may be."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any] | None = None
    ) -> Any:
        tools = {tool.name: tool for tool in await self.list_tools()}
        if name not in tools:
            raise ToolError(f"there is no tool {name!r}; the tools are {', '.join(tools)}")
        known = tools[name].input_schema["properties"]
        if unknown := [argument for argument in arguments if argument not in known]:
            raise ToolError(
                f"{', '.join(unknown)}: {name} takes no such argument; it takes {', '.join(known)}"
            )
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            cause = error.__cause__
            if isinstance(cause, ValidationError):
                raise ToolError(_say_faults(cause)) from cause
            if isinstance(cause, ToolError):  # a tool's own, which the library puts words before
                raise cause from error
            raise


def build_server() -> ArchiveServer:
    """The server with its four tools."""
    server = ArchiveServer(
        Site().name,
        title=Site().name,
        instructions=_INSTRUCTIONS,
        website_url=settings.ARCHIVE_BASE_URL or None,
        log_level="WARNING",
    )
    for tool in (search, read, quote, trends):
        server.tool(annotations=_READING)(tool)
    return server


def serve_http(server: ArchiveServer, host: str, port: int) -> None:
    """Serve over streamable HTTP, without sessions, until the process is stopped."""
    named = [name for name in settings.ALLOWED_HOSTS if name != "*"]
    hosts = [*named, *(f"{name}:*" for name in named)]
    # Without a list of names, the library lets a server on this machine answer to its names alone.
    security = TransportSecuritySettings(allowed_hosts=hosts) if named else None
    server.run(
        "streamable-http",
        host=host,
        port=port,
        streamable_http_path=PATH,
        stateless_http=True,
        json_response=True,
        transport_security=security,
    )


# -- the tools: their names, arguments and descriptions are what an assistant is told --------------


async def search(
    query: Annotated[
        str,
        Field(
            description='Words in any language of the texts, "phrases", AND, OR, NOT, field:words'
        ),
    ] = "",
    source: SourceKey = "",
    date_from: FromDate = "",
    date_to: ToDate = "",
    language: Annotated[str, Field(description="Only where a text in it is held: zh-Hans")] = "",
    author: Annotated[str, Field(description="Only by this author, as the original names")] = "",
    sort: Annotated[
        Literal["", "relevance", "oldest", "newest", "title"],
        Field(description="The order; without it by relevance"),
    ] = "",
    across: Annotated[
        bool,
        Field(
            description="Search the articles that no text in the language of the query is held of, "
            "by translations of its words: the answer names them"
        ),
    ] = False,
    rendering: Annotated[
        tuple[str, ...],
        Field(description="With across, the translations to search for, not the likeliest"),
    ] = (),
    limit: Annotated[int, Field(description="Articles in this answer, 1 to 20")] = 10,
    page: Annotated[int, Field(description="Which page of so many articles, from 1")] = 1,
) -> Answer:
    """Search the articles in any of their languages; each comes with the sentence that was found.

    The sentence that answers it in the other language stands beside it. An article that is held in
    the other language alone is found with ``across``.
    """
    given = {
        "q": query,
        "source": source,
        "from": date_from,
        "to": date_to,
        "language": language,
        "author": author,
        "sort": sort,
        "across": "1" if across else "",
        "rendering": rendering,
    }
    return await _answer(partial(search_articles, given, page, limit))


async def read(
    identifier: Identifier,
    version: VersionNumber = None,
    language: Annotated[
        str, Field(description="Which translation to read beside the original; else the first")
    ] = "",
    first_passage: Annotated[
        int, Field(description="The passage to begin with, from 1; see next_passage")
    ] = 1,
) -> Answer:
    """Read an article: its facts and its text, passage by passage, original beside translation."""
    return await _answer(partial(read_article, identifier, version, language, first_passage))


async def quote(
    identifier: Identifier,
    paragraphs: Annotated[str, Field(description="Paragraph numbers: 3, 3-4 or 3-4,7")],
    of_translation: Annotated[
        bool, Field(description="The numbers are the translation's (t3), not the original's (p3)")
    ] = False,
    version: VersionNumber = None,
    style: Annotated[str, Field(description=f"one of {STYLE_KEYS}; without it every style")] = "",
) -> Answer:
    """Quote paragraphs in both languages, with the permalink and the citations that pin them."""
    return await _answer(
        partial(
            quote_passage,
            identifier,
            paragraphs,
            version,
            of_translation=of_translation,
            style=style,
        )
    )


async def trends(
    words: Annotated[list[str], Field(description="One to five words or phrases to compare")],
    source: SourceKey = "",
    date_from: FromDate = "",
    date_to: ToDate = "",
) -> Answer:
    """Count the articles of each year that hold a word, among all articles of that year."""
    given = {"source": source, "from": date_from, "to": date_to}
    return await _answer(partial(count_trends, words, given))


_limiter = CapacityLimiter(_AT_ONCE)


async def _answer(ask: Callable[[], Answer]) -> Answer:
    """What a tool answers, from one snapshot of the archive; a refusal as the protocol has it."""

    def run() -> Answer:
        close_old_connections()
        with translation.override(settings.LANGUAGE_CODE), transaction.atomic():
            return {"archive": Site().name} | ask()

    try:
        return await to_thread.run_sync(run, limiter=_limiter)
    except ToolRefused as error:
        raise ToolError(str(error)) from error


def _say_faults(error: ValidationError) -> str:
    """The faults of arguments, one behind the other: ``limit: Input should be a valid integer``."""
    return "; ".join(
        f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
        for fault in error.errors(include_url=False)
    )
