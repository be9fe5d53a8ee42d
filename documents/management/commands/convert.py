"""The command ``convert``: writes seeds of the layout ``document`` from a collection."""

from __future__ import annotations

import codecs
import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from documents.conversion.convert import ConversionOptions, convert
from documents.conversion.field_mapping import parse_rule, read_mapping_file
from documents.conversion.language_tags import accept_language
from documents.conversion.make_document import DocumentOptions
from documents.conversion.open_readers import ReadingOptions
from documents.conversion.records import BadInput
from documents.management.commands.ingest import Progress
from documents.management.faults import ArchiveCommand
from documents.seed_store.sources import KINDS, is_source_key


class Command(ArchiveCommand):
    help = (
        "Write seeds from a collection: CSV, TSV, XLSX, JSON, JSONL, pairs of text files, HTML, "
        "EPUB, DOCX, bilara JSON, Zotero RDF, RIS, BibTeX, CSL-JSON, TEI. A second run "
        "adds what is new, and a further version of what changed. Exit status 0, 1 if a record "
        "was refused, 2 for bad use."
    )
    requires_system_checks = []  # they read every page's code

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("input", type=Path, metavar="INPUT", help="a file, or a folder of them")
        parser.add_argument("folder", type=Path, metavar="DIR", help="the folder for the seeds")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="OLD=NEW",
            help="a column (or a path in JSON) and the field it is: Headline=title.en, "
            "'contents[type=en].text=text.en'; nothing behind the sign leaves it out",
        )
        parser.add_argument(
            "--mapping", type=Path, metavar="FILE.toml", help='lines of "OLD" = "NEW"'
        )
        parser.add_argument(
            "--language", type=_tag, help="of the original, where no record says it"
        )
        parser.add_argument("--source", type=_key, metavar="KEY", help="the source of every record")
        parser.add_argument(
            "--kind",
            choices=KINDS,
            default="",
            help="of a new source (default: by its records' type, or its name; else documents)",
        )
        parser.add_argument(
            "--rights", default="", help="address of a new source's rights statement"
        )
        parser.add_argument(
            "--markdown", action="store_true", help="texts are Markdown: signs are not escaped"
        )
        parser.add_argument(
            "--incipit", action="store_true", help="what has no title goes by its first words"
        )
        parser.add_argument(
            "--day-order", choices=("dmy", "mdy"), default="", help="how 3/4/1958 is meant"
        )
        parser.add_argument(
            "--century",
            type=_century,
            metavar="19",
            help="the first two digits of years that are written with two: 3/4/58 is of 1958",
        )
        parser.add_argument("--encoding", type=_encoding, help="of text files")
        parser.add_argument("--delimiter", type=_delimiter, help="of a CSV file")
        parser.add_argument(
            "--split",
            type=_tags,
            default=(),
            metavar="ZH,EN",
            help="the languages within one Word, EPUB or HTML file, told apart by their scripts",
        )
        parser.add_argument(
            "--records",
            default="",
            metavar="KEY",
            help="the list in a JSON object whose objects are the records (letters, data.letters), "
            "or the type of the divisions in TEI that are articles (letter)",
        )
        parser.add_argument("--sheet", default="", help="of a spreadsheet (default: the first)")
        parser.add_argument(
            "--json", action="store_true", help="the report as JSON: a line for each record"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        with Progress(" records") as progress:
            try:
                rules = read_mapping_file(options["mapping"]) if options["mapping"] else []
                rules = [*map(parse_rule, options["map"]), *rules]
                report = convert(
                    options["input"],
                    options["folder"],
                    ConversionOptions(
                        ReadingOptions(
                            options["encoding"] or "",
                            options["delimiter"] or "",
                            options["sheet"],
                            options["records"],
                            options["split"],
                        ),
                        DocumentOptions(
                            options["language"] or "",
                            options["source"] or "",
                            options["day_order"],
                            options["markdown"],
                            options["incipit"],
                            options["century"] or "",
                        ),
                        tuple(rules),
                        options["kind"],
                        options["rights"],
                    ),
                    progress.show,
                )
            except BadInput as error:
                raise CommandError(str(error), returncode=2) from error
            except KeyboardInterrupt as error:
                said = "stopped: what was written stands, and the same command goes on from there"
                raise CommandError(said, returncode=130) from error
        if options["json"]:
            for row in report.as_json():
                self.stdout.write(json.dumps(row, ensure_ascii=False))
        else:
            for line in report.lines():
                self.stdout.write(line)
        if not report.is_whole:
            sys.exit(1)


def _tag(text: str) -> str:
    tag = accept_language(text)
    if not tag:
        raise ArgumentTypeError(f"{text!r} is no language tag such as en or zh-Hans")
    return tag


def _tags(text: str) -> tuple[str, ...]:
    return tuple(_tag(one) for one in text.split(","))


def _century(text: str) -> str:
    if len(text) != 2 or not text.isdecimal() or not text.isascii():
        raise ArgumentTypeError(f"{text!r} is not two digits such as 19, for 1900 to 1999")
    return text


def _key(text: str) -> str:
    if not is_source_key(text):
        raise ArgumentTypeError(f"{text!r} is no key: lower-case words joined by hyphens")
    return text


def _encoding(text: str) -> str:
    try:
        info = codecs.lookup(text)
        codecs.getincrementaldecoder(text)
        "a".encode(text)
    except (LookupError, UnicodeError, TypeError) as error:
        raise ArgumentTypeError(f"{text!r} is no encoding such as cp1252 or big5") from error
    return info.name


def _delimiter(text: str) -> str:
    sign = {"tab": "\t", "\\t": "\t"}.get(text, text)
    if len(sign) != 1 or sign in '"\r\n':
        raise ArgumentTypeError(f"{text!r} is no delimiter: one sign, or tab")
    return sign
