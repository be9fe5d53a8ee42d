"""The environment templates are read in: addresses, static files, the interface's languages."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.utils import translation
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from archive.addresses import address


def environment(**options: Any) -> Environment:
    """What Django's backend asks for, with what any page of any site may use."""
    env = Environment(  # noqa: S701  # Django's backend has autoescape on
        **options
        | {
            "extensions": ["jinja2.ext.i18n"],
            "trim_blocks": True,
            "lstrip_blocks": True,
            "undefined": StrictUndefined,  # a name nobody gave is a fault, not an empty text
        }
    )
    env.policies["ext.i18n.trimmed"] = True
    env.newstyle_gettext = True  # type: ignore[attr-defined]  # values stand in the call
    env.globals |= {
        "_": say,
        "gettext": say,
        "ngettext": say_number,
        "pgettext": say_in_context,
        "interface_tag": interface_tag,
        "static": static,
        "url": address,
    }
    return env


def say(message: str, /, **values: object) -> Markup:
    """A message in the interface's language. It is ours and may hold elements; values may not."""
    return Markup(translation.gettext(message)) % values  # noqa: S704


def say_number(one: str, many: str, number: int, /, **values: object) -> Markup:
    """A message that depends on a number."""
    return Markup(translation.ngettext(one, many, number)) % values  # noqa: S704


def say_in_context(context: str, message: str, /, **values: object) -> Markup:
    """A message that one English word would not tell from another."""
    return Markup(translation.pgettext(context, message)) % values  # noqa: S704


def interface_tag() -> str:
    """The interface's language as a BCP 47 tag."""
    return bcp47(translation.get_language() or "en")


def bcp47(code: str) -> str:
    """Django's language code as a BCP 47 tag: ``zh-hans`` is ``zh-Hans``."""
    language, _, rest = code.partition("-")
    return f"{language}-{rest.title()}" if len(rest) == 4 else f"{language}-{rest}".rstrip("-")
