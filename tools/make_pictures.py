"""Makes the pictures of the site with Chromium: ``python -m tools.make_pictures``.

``static/masthead.png`` is what link previews show; ``docs/pictures/`` has the README's. Both are
taken of the site itself, served from the seeds and the demo's newspapers, so they are as it is.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests.helpers.site_process import ROOT, Served, serve_seeds
from tools.demo.corpus import generate
from tools.palette_png import write_palette_png
from tools.seed_archive import write_archive

MASTHEAD = ROOT / "static" / "masthead.png"
PICTURES = ROOT / "docs" / "pictures"
ARTICLE = "/articles/xt66nzthbgz/"
_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

# The front page's masthead alone, in the middle of a picture; its ears say what never changes.
_ALONE = """
:root { color-scheme: light; }
main, .colophon, .nav, .skip, dialog { display: none !important; }
body { display: grid; place-content: center; width: 1200px; height: 630px; overflow: hidden; }
.front-masthead { width: 1040px; padding: 0; }
.front-strip { justify-content: center; margin-bottom: 34px; }
.front-strip .seal { width: 84px; height: 84px; }
.front-masthead h1 { font-size: 108px; }
.front-masthead .front-other { font-size: 40px; margin-block: 18px 34px; }
.ears { display: flex; justify-content: space-between; font-size: 22px; padding-block: 12px; }
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page for the README."""

    name: str
    path: str
    width: int
    height: int
    scale: float = 1


# Of the README. The phone's has half as many pixels again, to stand sharp at its small size.
README = (
    Picture("front", "/", 1280, 860),
    Picture("reading", ARTICLE, 1280, 860),
    Picture("search", "/articles/?q=canal", 1280, 860),
    Picture("phone", ARTICLE, 390, 780, 1.5),
)


def take_masthead(browser: Browser, site: Served) -> bytes:
    """The masthead at 1200 × 630 pixels, with the site's sentence in both languages."""
    page = browser.new_page(viewport={"width": 1200, "height": 630}, bypass_csp=True)
    page.goto(f"{site.url}/zh-hans/")
    chinese = page.locator(".ears p").first.inner_text()
    page.goto(f"{site.url}/")
    page.add_style_tag(content=_ALONE)
    page.evaluate(
        """(chinese) => {
          const [first, ...others] = document.querySelectorAll(".ears p");
          for (const other of others) other.remove();
          const second = first.cloneNode();
          second.lang = "zh-Hans";
          second.textContent = chinese;
          first.after(second);
        }""",
        chinese,
    )
    taken = page.screenshot()
    page.close()
    return taken


def take_pictures(browser: Browser, site: Served, wanted: Iterable[Picture]) -> None:
    """Each page in light and in dark, as files of ``docs/pictures/``."""
    PICTURES.mkdir(exist_ok=True)
    for picture in wanted:
        for scheme in _SCHEMES:
            page = browser.new_page(
                viewport={"width": picture.width, "height": picture.height},
                color_scheme=scheme,
                device_scale_factor=picture.scale,
            )
            page.goto(site.url + picture.path)
            file = PICTURES / f"{picture.name}-{scheme}.png"
            file.write_bytes(write_palette_png(page.screenshot(), 192))
            page.close()
            sys.stdout.write(f"{file.relative_to(ROOT)} {file.stat().st_size / 1024:.0f} KB\n")


def main() -> None:
    """Serve an archive for the moment, and take all pictures, or the masthead alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--masthead", action="store_true", help="only static/masthead.png")
    parser.add_argument("--articles", type=int, default=2000, help="of the demo's newspapers")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with serve_seeds(Path(scratch)) as site:
            MASTHEAD.write_bytes(write_palette_png(take_masthead(browser, site), 64))
            if not options.masthead:
                corpus = Path(scratch) / "newspapers.tar.zst"
                write_archive(corpus, generate(options.articles, seed=1958))
                site.manage("ingest", str(corpus)).check_returncode()
                take_pictures(browser, site, README)
        browser.close()


if __name__ == "__main__":
    main()
