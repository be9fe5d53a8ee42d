"""The articles of the demo: news, letters, comments, poems, tables, lists, pictures, serials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tools.demo.grammar import (
    ANY,
    Binding,
    Pattern,
    Subject,
    capitalised,
    read_subjects,
)
from tools.demo.terms import draw_name, read_lines

CHINESE_PARTS = "一二三四五六七八九"


@dataclass(slots=True)
class Block:
    """One block of an article in both languages, of a kind that the layouts know."""

    kind: str
    chinese: str
    english: str


@dataclass(slots=True)
class Article:
    """An article in both languages, before it is written as a seed file."""

    subject: str
    section: str
    title: tuple[str, str]
    blocks: list[Block]
    author: tuple[str, str] = ("", "")
    column: tuple[str, str] = ("", "")
    translator: str = ""


class Writer:
    """A writer of articles on one subject: each sentence is used once in an article."""

    def __init__(self, rng: Random, subject: Subject, author: tuple[str, str]) -> None:
        self.rng = rng
        self.subject = subject
        self.author = author
        self.binding = Binding(rng)
        self._lead = 0
        self._used: set[Pattern] = set()
        self._any = next(one for one in read_subjects() if one.key == ANY)

    def say(self, part: str) -> tuple[str, str]:
        """A sentence that plays a part, in both languages; empty where none is left."""
        patterns = list(self.subject.patterns.get(part, ()))
        if part == "body" and self.rng.random() < 0.12:
            patterns = list(self._any.patterns["body"])
        left = [pattern for pattern in patterns if pattern not in self._used]
        if not left:
            return "", ""
        pattern = self.rng.choice(left)
        self._used.add(pattern)
        return self.binding.fill(pattern)

    def headline(self) -> tuple[str, str]:
        """A headline, and with it the lead that goes on from it."""
        parts = [part for part in self.subject.patterns if part.startswith("headline")]
        weights = [len(self.subject.patterns[part]) for part in parts]
        part = self.rng.choices(parts, weights)[0]
        self._lead = int(part.removeprefix("headline")) - 1
        chinese, english = self.say(part)
        return chinese, capitalised(english)

    def lead(self) -> tuple[str, str]:
        """The first sentence, which says what the headline is about."""
        return self.binding.fill(self.subject.patterns["lead"][self._lead])

    def paragraph(self, parts: Sequence[str]) -> Block:
        """A paragraph of one sentence for every part."""
        said = [self.lead() if part == "lead" else self.say(part) for part in parts]
        return Block(
            "paragraph",
            "".join(chinese for chinese, _ in said),
            " ".join(english for _, english in said if english),
        )

    def allow_again(self) -> None:
        """Let every sentence be used once more."""
        self._used.clear()

    def paragraphs(self, count: int) -> list[Block]:
        """Paragraphs of one to three sentences; some end with what somebody says."""
        found = []
        for _ in range(count):
            parts = ["body"] * self.rng.choice((1, 2, 2, 3))
            if self.rng.random() < 0.25:
                parts.append("speech")
            block = self.paragraph(parts)
            if block.chinese:
                found.append(block)
        return found

    def new_article(self, title: tuple[str, str], blocks: list[Block]) -> Article:
        """An article of these blocks, signed."""
        return Article(self.subject.key, self.subject.section, title, blocks, self.author)


def write_news(writer: Writer, dateline: Callable[[Writer], tuple[str, str]]) -> Article:
    """A report: dateline, what happened, how, and what comes next."""
    title = writer.headline()
    lead = writer.paragraph(["lead"] + ["body"] * writer.rng.choice((0, 1)))
    chinese, english = dateline(writer)
    lead.chinese, lead.english = chinese + lead.chinese, english + lead.english
    blocks = [lead, *writer.paragraphs(writer.rng.choice((2, 2, 3, 4, 5)))]
    if writer.rng.random() < 0.7:
        blocks.append(writer.paragraph(["close"]))
    return writer.new_article(title, blocks)


def write_feature(writer: Writer) -> Article:
    """A long report in numbered parts."""
    title = writer.headline()
    blocks = [writer.paragraph(["lead", "body"])]
    heads = [
        ("起初的困难", "Difficulties at First"),
        ("办法是怎样想出来的", "How a Way Was Found"),
        ("一天的工作", "A Day's Work"),
        ("人们怎样说", "What People Say"),
        ("以后的打算", "Plans for Later"),
    ]
    for number, (chinese, english) in enumerate(
        sorted(writer.rng.sample(heads, 3), key=heads.index)
    ):
        blocks.append(Block("subhead", f"{CHINESE_PARTS[number]}、{chinese}", english))
        blocks += writer.paragraphs(2)
    blocks.append(writer.paragraph(["close"]))
    return writer.new_article(title, blocks)


def write_letter(writer: Writer) -> Article:
    """A reader's letter, signed at its end."""
    title = writer.headline()
    blocks = [writer.paragraph(["lead", "body"]), *writer.paragraphs(1)]
    blocks.append(writer.paragraph(["body", "close"]))
    chinese, english = draw_name(writer.rng)
    blocks.append(Block("signature", f"读者　{chinese}", f"{english}, a reader"))
    article = writer.new_article(title, blocks)
    article.author = (chinese, english)
    article.column = ("读者来信", "Letters from Readers")
    return article


def write_comment(writer: Writer) -> Article:
    """A short comment in the paper's own name."""
    chinese, english = writer.headline()
    blocks = [writer.paragraph(["body", "body"]), *writer.paragraphs(2)]
    quality = writer.binding.fill(Pattern("我们需要的是{quality}。", "What we need is {quality}."))
    blocks.append(Block("paragraph", *quality))
    article = writer.new_article((f"谈“{chinese}”", f"On “{english}”"), blocks)
    article.author = ("本报评论员", "Our Commentator")
    article.column = ("今日谈", "Today's Talk")
    return article


def write_poem(writer: Writer) -> Article:
    """A poem of two-line stanzas."""
    stanzas = [Pattern(*line.split(" | ")) for line in read_lines("verse.txt")]
    chosen = [writer.binding.fill(one) for one in writer.rng.sample(stanzas, 4)]
    blocks = [
        Block("verse", chinese.replace("/ ", "\n"), english.replace(" / ", "\n"))
        for chinese, english in chosen
    ]
    titles = [
        ("晨歌", "Morning Song"),
        ("路上", "On the Road"),
        ("给母亲", "To My Mother"),
        ("河边", "By the River"),
        ("雪夜", "A Night of Snow"),
        ("春天的信", "A Letter in Spring"),
        ("窗", "The Window"),
    ]
    article = writer.new_article(writer.rng.choice(titles), blocks)
    article.section = "副刊"
    return article


def write_table(writer: Writer) -> Article:
    """Figures of several places, as a table."""
    chinese, english = writer.binding.fill(
        Pattern("各地{crop}产量公布", "Output of {crop.title} Announced")
    )
    rows = [("地区", "亩产（斤）", "增产（%）")]
    rows_english = [("Place", "Jin per mu", "Increase (%)")]
    from_counties = Binding(writer.rng)
    for place in range(writer.rng.randint(4, 6)):
        name = from_counties.fill(Pattern(f"{{county{place}}}", f"{{county{place}}}"))
        figures = (str(writer.rng.randrange(200, 900, 5)), str(writer.rng.randint(3, 30)))
        rows.append((name[0], *figures))
        rows_english.append((name[1], *figures))
    table = Block(
        "table",
        "\n".join("    ".join(row) for row in rows),
        "\n".join(f"| {' | '.join(row)} |" for row in rows_english),
    )
    return writer.new_article(
        (chinese, english), [writer.paragraph(["lead"]), table, writer.paragraph(["body"])]
    )


def write_names(writer: Writer) -> Article:
    """Those who were chosen or won, name by name."""
    title = writer.binding.fill(Pattern("{city}评选先进工作者", "{city} Honours Its Best Workers"))
    lead = writer.binding.fill(
        Pattern(
            "{city}{factory}最近评选出{k 6-9}名先进工作者，名单如下。",
            "The {factory} in {city} has chosen {k 6-9} of its best workers. Their names follow.",
        )
    )
    names = [draw_name(writer.rng) for _ in range(8)]
    blocks = [
        Block("paragraph", *lead),
        Block(
            "list",
            "\n".join(f"{number}．{one[0]}" for number, one in enumerate(names, 1)),
            "\n".join(f"{number}. {one[1]}" for number, one in enumerate(names, 1)),
        ),
    ]
    return writer.new_article(title, blocks)


def write_picture(writer: Writer) -> Article:
    """A photograph's caption."""
    chinese, english = writer.headline()
    body = writer.say("body")
    photographer = draw_name(writer.rng)
    caption = Block(
        "caption",
        f"图为{chinese}。　新华社记者　{photographer[0]}摄",
        f"{english}. (Photo by {photographer[1]})",
    )
    return writer.new_article(
        (f"{chinese}（图片）", f"{english} (Picture)"), [Block("paragraph", *body), caption]
    )


def write_serial(writer: Writer, parts: int) -> list[Article]:
    """An account in several instalments: one title, numbered, to be continued."""
    chinese, english = writer.headline()
    found = []
    for number in range(parts):
        blocks = writer.paragraphs(writer.rng.choice((3, 4)))
        last = number == parts - 1
        blocks.append(
            Block("note", "（续完）", "(Concluded)")
            if last
            else Block("note", "（未完待续）", "(To be continued)")
        )
        article = writer.new_article(
            (
                f"{chinese}（{CHINESE_PARTS[number]}）",
                f"{english} ({('I', 'II', 'III', 'IV')[number]})",
            ),
            blocks,
        )
        article.section = "副刊"
        article.column = ("连载", "Serial")
        found.append(article)
        writer.allow_again()
    return found
