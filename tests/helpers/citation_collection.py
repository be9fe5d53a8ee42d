"""A collection to cite from: a correction recorded on known days, and texts that break formats."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from documents.identifiers import mint
from tests.helpers.site_process import ROOT, Served, serve_seeds

PUBLIC = "https://archive.example.org"
NAAN = "99999"

CORRECTED = mint("ferry")  # two versions, recorded on the days below
HOSTILE = mint("hostile")
SIGNED = mint("signed")
RECALLED = mint("recalled")  # withdrawn
FIRST_DAY, SECOND_DAY = "2026-03-02T08:00:00Z", "2026-06-15T09:30:00Z"

HOSTILE_TITLE = (
    "A & B {C} <i>%#_$^~\\ \"q\" 'r' | `s` @t \u05e9\u05dc\u05d5\u05dd \U0001f469\u200d\U0001f467 "
    "</script><script>alert(1)</script> " + "long " * 100 + "end"
)
HOSTILE_ORIGINAL = "=1+2，“甲”＆乙{丙}<丁>"

_CHINESE = (
    "    村里的渡船在春天修好了，两岸的人都来看。\n",
    "    船上能坐二十个人，还能装粮食和种子。\n",
    "    晚上大家在河边点起了灯。\n",
)
_ENGLISH = (
    "The village ferry was mended in spring, and people of both banks came to see it.",
    "Twenty people can sit in it, with grain and seed besides.",
    "In the evening all lit lamps at the river.",
)


def write_citing(folder: Path) -> None:
    """The project's seeds, a correction, an article with odd titles, one taken back."""
    folder.mkdir(parents=True)
    for seed in (ROOT / "seeds").iterdir():
        shutil.copyfile(seed, folder / seed.name)
    second = (*_CHINESE[:1], _CHINESE[1].replace("二十", "三十"), *_CHINESE[2:], "    完。\n")
    english = (_ENGLISH[0], _ENGLISH[1].replace("Twenty", "Thirty"), _ENGLISH[2], "The end.")
    files = {
        "ferry.txt": bilingual("The Ferry", _ENGLISH, "渡船", "".join(_CHINESE), 2),
        "ferry~2.txt": bilingual("The Ferry Mended", english, "渡船", "".join(second), 3),
        "hostile.txt": bilingual(HOSTILE_TITLE, _ENGLISH, HOSTILE_ORIGINAL, "".join(_CHINESE), 4),
        "signed.txt": bilingual(
            "A Signed Report", _ENGLISH, "渡口", "".join(_CHINESE), 6, "Li Ming"
        ),
        "recalled.txt": bilingual("Recalled", _ENGLISH, "撤回", "".join(_CHINESE), 5),
        "recalled.withdrawn.toml": 'reason = "Filed <twice>."\ndate = 2026-10-05\n',
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    with (folder / "accessions.tsv").open("a", encoding="utf-8") as register:
        for name, version, moment in (("ferry", 1, FIRST_DAY), ("ferry~2", 2, SECOND_DAY)):
            digest = hashlib.sha256((folder / f"{name}.txt").read_bytes()).hexdigest()
            register.write(f"ferry\t{version}\t{digest}\t{moment}\n")


def bilingual(
    title: str, english: tuple[str, ...], original: str, body: str, page: int, author: str = ""
) -> str:
    """A file in the newspaper's layout."""
    translated = "\n\n".join(english)
    return (
        f"Title: {title}\nAuthor: {author}\nDate: 1958-03-05\nPage: {page}\n\n{translated}\n\n\n\n"
        f"<hr /> \n\nOriginal: \n\n\n### {original}\n\n1958-03-05\n第{page}版()\n专栏：\n\n{body}"
    )


@contextmanager
def serve_citing(folder: Path, **settings: str) -> Iterator[Served]:
    """The site over the collection; ARKs under the trial NAAN."""
    if not (folder / "seeds").exists():
        write_citing(folder / "seeds")
    settings = {
        "ARCHIVE_BASE_URL": PUBLIC,
        "ARCHIVE_HTTPS": "0",  # the tests ask without it
        "ARCHIVE_NAAN": NAAN,
    } | settings
    with serve_seeds(folder / "var", ARCHIVE_SEEDS=str(folder / "seeds"), **settings) as site:
        yield site
