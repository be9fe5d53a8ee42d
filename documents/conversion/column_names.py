"""Recognises what a column holds by its name: ``Title (English)``, ``正文``, ``text_en``. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from documents.conversion.language_tags import accept_language, read_language
from documents.text import drop_piled_marks

# What the layout ``document`` knows, in the order seeds have it; ``id`` gives the accession.
FACTS = (
    "authors",
    "translators",
    "date",
    "page",
    "section",
    "column",
    "place",
    "language",
    "source",
    "rights",
    "notes",
)
TEXTS = ("title", "text")
BY_LANGUAGE = (*TEXTS, "authors", "translators", "place", "file")
# A translation that names no language is told from the original by its column's name alone.
TARGETS = ("id", *TEXTS, "translation", "file", *FACTS)

_NAMES = {
    "id": "id identifier accession uid uuid 编号 編號 编码",
    # The file that holds the text, beside the list.
    "file": "file files filename file-name text-file document-file fichier fichiers nom-du-fichier "
    "datei dateiname archivo fichero файл имя-файла 文件名 文件 檔案名 檔名 文本文件",
    "title": "title headline heading titel titre titulo título titolo заглавие название "
    "intitulé betreff überschrift título-del-documento заголовок tytuł "
    "标题 標題 题目 題目 题名 題名 篇名",
    "text": "text texts body content contents fulltext full-text transcription transcript "
    "transkription transcripción trascrizione транскрипция 录文 錄文 转录 轉錄 "
    "正文 内容 內容 全文 原文 original 文本 текст texte",
    "translation": "translation translated-text 译文 譯文 перевод übersetzung traduction "
    "traducción traduzione tradução tłumaczenie",
    "authors": "author authors creator creators byline auteur autor autoren автор 作者 著者 "
    # Of a letter.
    "auteurs autores autori verfasser sender writer expéditeur absender remitente mittente "
    "отправитель 发信人 發信人 寄信人 写信人 寫信人",
    "translators": "translator translators 译者 譯者 翻译 переводчик übersetzer",
    "date": "date dates published pubdate publication-date issue-date datum fecha дата "
    "date-created date-written creation-date letter-date date-of-letter date-of-document "
    "document-date date-de-la-lettre date-du-document briefdatum fecha-de-la-carta дата "
    "дата-письма 写信日期 書寫日期 "
    "日期 发表日期 發表日期 时间 時間 出版日期",
    "page": "page pages 页 頁 页码 頁碼 版次 版面 seite страница",
    "section": "section 版名 栏目 欄目 раздел",
    "column": "column 专栏 專欄",
    "place": "place location 地点 地點 ort lieu место lugar luogo local miejsce",
    "language": "language lang original-language 语言 語言 sprache langue язык",
    "source": "source sources newspaper publication publication-title container-title journal "
    "magazine periodical book book-title "
    "来源 來源 出处 出處 报纸 報紙 刊名 期刊 书名 書名 источник",
    "rights": "rights license licence copyright 版权 版權",
    "notes": "notes note comment comments remark remarks 备注 備註 注释 примечание "
    "remarque remarques bemerkung bemerkungen anmerkungen observaciones примечания",
}
_BY_NAME = {name: target for target, names in _NAMES.items() for name in names.split()}
_SIGNS = re.compile(r"[\s._\-:/()（）\[\]【】]+")


def is_target(name: str) -> bool:
    """Whether a name is one that a mapping may give: ``date``, ``text.en``."""
    base, dot, tag = name.partition(".")
    if dot and base in BY_LANGUAGE:
        return bool(accept_language(tag))
    return name in TARGETS


@lru_cache(maxsize=65536)
def recognise_column(name: str) -> str:
    """The field a column's name says it holds; empty where it says none.

    >>> recognise_column("Title (English)"), recognise_column("text_zh"), recognise_column("colour")
    ('title.en', 'text.zh-Hans', '')
    """
    key = unicodedata.normalize("NFKC", drop_piled_marks(name)).strip().lower()
    words = [word for word in _SIGNS.split(key) if word]
    whole = "-".join(words)
    if whole in _BY_NAME:
        return _BY_NAME[whole]
    if tag := read_language(whole):
        # A column called "en" or "中文" holds the text; but "id" is an identifier, not Indonesian.
        return f"text.{tag}"
    for cut in range(1, len(words)):
        for base, language in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            target = _by_language("-".join(base))
            if target and (tag := read_language("-".join(language))):
                return f"{target}.{tag}"
    for name_of_field in _BY_NAME:  # 中文标题, written without a sign between
        if not name_of_field.isascii() and key.endswith(name_of_field):
            target = _by_language(name_of_field)
            if target and (tag := read_language(key.removesuffix(name_of_field))):
                return f"{target}.{tag}"
    return ""


def _by_language(name: str) -> str:
    """The field of a name, if it may have a value for each language."""
    target = _BY_NAME.get(name, "")
    target = "text" if target == "translation" else target
    return target if target in BY_LANGUAGE else ""
