"""XML elements for exports: their text, line breaks, languages, and characters XML cannot hold."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement  # nosec B405  # it only writes

XML_NAMESPACE = "{http://www.w3.org/XML/1998/namespace}"
# XML 1.0 has no way to write these, escaped or not.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escape(text: str) -> str:
    """Text for XML: a character it cannot hold becomes U+FFFD, so that its place is seen."""
    return _UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def add_element(
    parent: Element, tag: str, text: str, language: str = "", **attributes: str
) -> Element:
    element = SubElement(parent, tag, {name: escape(value) for name, value in attributes.items()})
    if language:
        element.set(f"{XML_NAMESPACE}lang", language)
    append_text(element, text)
    return element


def append_text(element: Element, text: str) -> None:
    """Append text to an element, a line break inside a block as ``<lb/>``.

    In a paragraph, where others take ``<lb/>`` for the end of a printed line, it says what it is.
    """
    for number, line in enumerate(escape(text).split("\n")):
        if number:
            SubElement(element, "lb", {"rend": "newline"} if element.tag == "p" else {})
        if len(element):
            element[-1].tail = (element[-1].tail or "") + line
        else:
            element.text = (element.text or "") + line
