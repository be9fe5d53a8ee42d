"""Articles to cite: the two kinds of source, and variants. Invented, but true to the layouts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from documents.blocks import Block, Dateline
from documents.citation.record import CitedArticle, CitedText
from documents.dates import PartialDate


def newspaper_article() -> CitedArticle:
    """A front in Chinese with an English translation, unsigned."""
    return CitedArticle(
        identifier="h4x9k2m7q0b",
        version=1,
        edition="1a2b3c4d5e6f" + "0" * 52,
        recorded_at=datetime(2026, 11, 20, 8, 30, tzinfo=UTC),
        permalink="https://archive.example/articles/h4x9k2m7q0b/",
        version_address="https://archive.example/articles/h4x9k2m7q0b/v1/",
        archive_names={"en": "Parallel Archive", "zh-Hans": "对照文献"},
        source_key="peoples-daily",
        source_kind="newspaper",
        source_names={"en": "People’s Daily", "zh-Hans": "人民日报"},
        publisher={"en": "People’s Daily Press", "zh-Hans": "人民日报社"},
        place={"en": "Beijing", "zh-Hans": "北京"},
        language="zh-Hans",
        texts=(
            CitedText(
                "zh-Hans",
                ("麦收以前修好水渠", "河西各社合力兴修"),
                (
                    Block("paragraph", "新华社兰州12日电　河西走廊的水渠已经修好。"),
                    Block("paragraph", "今年麦收以前，渠水将流到三千亩田里。"),
                    Block("signature", "本报通讯员"),
                ),
                is_original=True,
                dateline=Dateline("新华社", "兰州", "12日"),
            ),
            CitedText(
                "en",
                ("Canals Mended before the Wheat Harvest: Hexi Communes Join Forces",),
                (
                    Block(
                        "paragraph",
                        "Xinhua, Lanzhou, 12th: The canals of the Hexi corridor are mended.",
                    ),
                    Block(
                        "paragraph",
                        "Before this year’s wheat harvest, water will reach three thousand mu.",
                    ),
                    Block("signature", "Our correspondent"),
                ),
                dateline=Dateline("Xinhua", "Lanzhou", "12th"),
                alignment=(((1,), (1,), 0.98), ((2,), (2,), 0.95), ((3,), (3,), 0.9)),
            ),
        ),
        date=PartialDate.parse("1959-05-13"),
        page=6,
        page_label="第6版",
        rights_uri="https://rightsstatements.org/vocab/CNE/1.0/",
        rights_line="Copyright not evaluated",
        sha256="ab" * 32,
    )


def encyclopedia_entry() -> CitedArticle:
    """An entry held only in English, of a work in Russian, unsigned."""
    return CitedArticle(
        identifier="z0c1d2f3g4h",
        version=2,
        edition="1a2b3c4d5e6f" + "0" * 52,
        recorded_at=datetime(2026, 11, 21, 9, 0, tzinfo=UTC),
        permalink="https://archive.example/articles/z0c1d2f3g4h/",
        version_address="https://archive.example/articles/z0c1d2f3g4h/v2/",
        archive_names={"en": "Parallel Archive", "zh-Hans": "对照文献"},
        source_key="great-soviet-encyclopedia",
        source_kind="encyclopedia",
        source_names={
            "en": "The Great Soviet Encyclopedia",
            "zh-Hans": "苏联大百科全书",
            "ru": "Большая советская энциклопедия",
        },
        language="ru",
        texts=(
            CitedText(
                "en",
                ("Irrigation Canals of the Socialist Countries",),
                (Block("paragraph", "hydraulic works that carry water to arid land."),),
                references=("Sotsializm i voda. Moscow, 1971.",),
            ),
        ),
        date=PartialDate.parse("1970/1979"),
        source_edition=3,
        rights_uri="https://rightsstatements.org/vocab/InC/1.0/",
        rights_line="© 2010 The Gale Group, Inc. All rights reserved.",
        sha256="cd" * 32,
    )


def signed(article: CitedArticle, *authors: str) -> CitedArticle:
    """The article with authors in its leading text."""
    return _with_lead(article, authors=authors)


def signed_in_both(
    article: CitedArticle, own: tuple[str, ...], romanised: tuple[str, ...]
) -> CitedArticle:
    """The article with authors in the original and in its translation."""
    texts = tuple(replace(t, authors=own if t.is_original else romanised) for t in article.texts)
    return replace(article, texts=texts)


def led_by(article: CitedArticle, language: str) -> CitedArticle:
    """The article as a reader of one language asks for it."""
    return replace(article, lead_language=language)


def translated_by(article: CitedArticle, *translators: str) -> CitedArticle:
    return _with_lead(article, translators=translators)


def titled(article: CitedArticle, title: str) -> CitedArticle:
    """The article with one title, in every text of it."""
    texts = tuple(replace(text, headline=(title,)) for text in article.texts)
    return replace(article, texts=texts)


def published(article: CitedArticle) -> CitedArticle:
    return replace(article, publisher={"en": "Sovetskaia entsiklopediia"}, place={"en": "Moscow"})


def with_ark(article: CitedArticle, naan: str = "12345") -> CitedArticle:
    ark = f"ark:{naan}/{article.identifier}"
    return replace(article, ark=ark, ark_address=f"https://archive.example/{ark}")


def local(article: CitedArticle) -> CitedArticle:
    """The article of an archive without a public address."""
    page = f"/articles/{article.identifier}/"
    return replace(article, permalink=page, version_address=f"{page}v{article.version}/")


def _with_lead(article: CitedArticle, **changes: tuple[str, ...]) -> CitedArticle:
    lead = article.lead
    texts = tuple(replace(t, **changes) if t is lead else t for t in article.texts)  # type: ignore[arg-type]
    return replace(article, texts=texts)


# What the samples are cited as, and the day they are read on.
READ = date(2026, 11, 22)
NEWS = newspaper_article()
ENTRY = encyclopedia_entry()
TITLE = "Canals Mended before the Wheat Harvest: Hexi Communes Join Forces"
ORIGINAL = "麦收以前修好水渠　河西各社合力兴修"
NEWS_URL = "https://archive.example/articles/h4x9k2m7q0b/v1/"
ENTRY_URL = "https://archive.example/articles/z0c1d2f3g4h/v2/"
