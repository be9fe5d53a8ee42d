"""Articles of the demo as seed files, in the layouts that the archive reads."""

from __future__ import annotations

from datetime import date

from documents.chinese.traditional import to_traditional
from tools.demo.articles import Article, Block
from tools.demo.newspapers import Newspaper

_CHINESE_INDENTS = {
    "paragraph": " " * 4,
    "subhead": " " * 16,
    "verse": " " * 12,
    "signature": " " * 28,
    "caption": " " * 4,
    "note": " " * 4,
    "table": " " * 4,
    "list": " " * 4,
}


def write_article(
    article: Article, paper: Newspaper, day: date, page: int, *, english: bool
) -> str:
    """The seed file of an article, with its translation above where there is one."""
    original = _transcription(article, day, page)
    if day.year <= paper.traditional_until:
        original = to_traditional(original)
    if not english:
        return original
    return f"{_translation(article, day, page)}\n\n\n\n<hr /> \n\nOriginal: \n\n\n{original}"


def write_web_article(article: Article, day: date) -> str:
    """The seed file of an article as a newspaper's web edition has it, in Chinese only."""
    author = f"作者：{article.author[0]}  " if article.author[0] else ""
    lines = [article.title[0], f"{author}时间：{day.isoformat()}", ""]
    return "\n".join([*lines, *map(_chinese_block, article.blocks)]) + "\n"


def _transcription(article: Article, day: date, page: int) -> str:
    lines = [
        f"### {article.title[0]}",
        article.author[0],
        day.isoformat(),
        f"第{page}版({article.section})",
        f"专栏：{article.column[0]}",
        "",
        f"    {article.title[0]}",
    ]
    blocks = []
    for block in article.blocks:
        text = _chinese_block(block)
        blocks.append(text if block.kind != "verse" else f"{text}\n")
    return "\n".join([*lines, *blocks]) + "\n"


def _chinese_block(block: Block) -> str:
    indent = _CHINESE_INDENTS[block.kind]
    return "\n".join(indent + line for line in block.chinese.split("\n"))


def _translation(article: Article, day: date, page: int) -> str:
    lines = [f"Title: {article.title[1]}", f"Author: {article.author[1]}"]
    if article.translator:
        lines.append(f"Translator: {article.translator}")
    lines += [f"Date: {day.isoformat()}", f"Page: {page}"]
    if article.column[1]:
        lines.append(f"Column: {article.column[1]}")
    return "\n".join(lines) + "\n\n" + "\n\n".join(map(_english_block, article.blocks))


def _english_block(block: Block) -> str:
    return f"### {block.english}" if block.kind == "subhead" else block.english
