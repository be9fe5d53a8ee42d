"""TEI files that are refused: broken, hostile, without what an article needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.layout_samples import blocks, refusal
from tests.helpers.tei_samples import (
    NAMESPACE,
    read_tei,
    wrap,
)

BOMB = '<!DOCTYPE TEI [\n<!ENTITY a "b">\n<!ENTITY c "&a;&a;&a;">]>\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f'<?xml version="1.0"?>\n{BOMB}{wrap("<p>&c;</p>")}', "x.txt:2: xml: found a DOCTYPE"),
        (f"\n<!ENTITY a SYSTEM 'file:///etc/passwd'>{wrap('')}", "x.txt:2: xml: found a DOCTYPE"),
        (wrap("<p>&nbsp;</p>"), "x.txt:2: xml: found XML with a fault: Entity 'nbsp'"),
        (wrap("<p>a"), "x.txt:3: xml: found XML with a fault"),
        (wrap("<div>\n" * 200 + "</div>" * 200), "xml: found elements more than 100 deep"),
        (wrap("<div>" * 5000), "x.txt:2: xml: found XML with a fault"),
        (
            f"<teiCorpus {NAMESPACE}/>",
            "x.txt:1: xml: found a document that begins",
        ),
        (wrap(""), "x.txt:0: body: found no text"),
        (wrap("<p>a</p>").replace('"en"', '"english"'), "x.txt:1: language: found 'english'"),
        (
            wrap("<p>a</p>").replace(
                "</fileDesc>",
                '<sourceDesc><bibl>\n<date when="1958-13"/></bibl></sourceDesc></fileDesc>',
            ),
            "x.txt:2: date: found '1958-13'",
        ),
        (
            wrap("<p>a</p>").replace(
                "</fileDesc>",
                "<sourceDesc><bibl>\n<date>03/04/1950</date></bibl></sourceDesc></fileDesc>",
            ),
            "may be two days, 1950-04-03 or 1950-03-04 expected a date in @when",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text: str, message: str) -> None:
    assert message in refusal(text, "tei")


def test_no_file_is_included_and_no_entity_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<p>secret</p>", "utf-8")
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}"/>'
    doctype = f'<!DOCTYPE TEI SYSTEM "{secret}">\n'
    record = read_tei(doctype + wrap(f"<p>a &unknown; b</p>{include}"))
    assert blocks(record.texts[0]) == [("paragraph", "a &unknown; b")]
