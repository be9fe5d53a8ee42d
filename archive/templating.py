"""The Jinja2 environment: templates compiled once for each language of the interface.

It knows addresses, static files and messages. A template is compiled once for each language of the
interface, and what depends on nothing else (a message, a page's address, a static file's) is worked
out then and stands in it as text.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

import jinja2
from django.templatetags.static import static
from django.utils import translation
from jinja2 import StrictUndefined, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from archive.addresses import address
from archive.languages import interface_tag, is_right_to_left, language_code
from archive.safe_html import fill_message

# Functions that always say the same in one language, if what they are given stands in the template.
_CONSTANT = frozenset(
    {"_", "gettext", "interface_tag", "is_right_to_left", "pgettext", "static", "url"}
)


class LanguageEnvironment(jinja2.Environment):
    """A Jinja2 environment with one set of compiled templates for each language.

    Templates made from strings are of no language.
    """

    language = ""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._by_language: dict[str, LanguageEnvironment] = {}

    def get_template(self, *args: Any, **kwargs: Any) -> jinja2.Template:
        """A template compiled for the active language."""
        if self.language:
            return super().get_template(*args, **kwargs)
        return self._in(language_code()).get_template(*args, **kwargs)

    def make_globals(self, given: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template: the environment's own, where none are given it.

        Jinja2 chains both, and copies the chain name by name for each page.
        """
        return super().make_globals(given) if given else self.globals

    def _in(self, language: str) -> LanguageEnvironment:
        found = self._by_language.get(language)
        if found is None:
            found = self._by_language[language] = self.overlay()
            found.language = language
        return found

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        if self.language:
            source = _Constants(self).visit(source)
        return super()._generate(source, *args, **kwargs)


class _Constants(NodeTransformer):
    """A Jinja2 optimiser that replaces calls with a constant result by that result.

    A partial is read into the page that includes it, unless its file may change meanwhile. A fault
    in it is then told with the line of the page that includes it.
    """

    def __init__(self, env: LanguageEnvironment) -> None:
        self._env = env

    def visit_Include(self, node: nodes.Include) -> nodes.Stmt:  # named by Jinja2
        name, loader = node.template, self._env.loader
        if self._env.auto_reload or not isinstance(name, nodes.Const) or loader is None:
            return node
        source, filename, _ = loader.get_source(self._env, name.value)
        partial = self._env.parse(source, name.value, filename)
        partial.set_lineno(node.lineno, override=True)
        return nodes.Scope(self.visit(partial).body, lineno=node.lineno)

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # named by Jinja2
        self.generic_visit(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        given = [one.value for one in node.args if isinstance(one, nodes.Const)]
        if name not in _CONSTANT or len(given) < len(node.args) or node.dyn_args:
            return node
        if not node.kwargs:
            said: Any = self._env.globals[name]
            return nodes.Const(said(*given), lineno=node.lineno)
        if name == "gettext":  # its values are the page's
            node.node = nodes.Name("fill_translation", "load", lineno=node.lineno)
            node.args = [nodes.Const(translation.gettext(*given), lineno=node.lineno)]
        return node


def environment(**options: Any) -> LanguageEnvironment:
    """The environment Django's Jinja2 backend asks for, with what any page of any site may use."""
    env = LanguageEnvironment(
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
        "fill_translation": fill_translation,
        "gettext": say,
        "ngettext": say_number,
        "pgettext": say_in_context,
        "interface_tag": interface_tag,
        "is_right_to_left": is_right_to_left,
        "static": static,
        "url": address,
    }
    return env


def say(message: str, /, **values: object) -> Markup:
    """A translated message, safe as HTML.

    It is ours and may hold elements; values may not.
    """
    return fill_translation(translation.gettext(message), **values)


def fill_translation(message: str, /, **values: object) -> Markup:
    """A translated message with its values filled in, escaped."""
    return fill_message(message, values)


def say_number(one: str, many: str, number: int, /, **values: object) -> Markup:
    """A translated message in singular or plural (``ngettext``)."""
    return fill_translation(translation.ngettext(one, many, number), **values)


def say_in_context(context: str, message: str, /, **values: object) -> Markup:
    """A translated message with a context (``pgettext``).

    For one English word with two translations.
    """
    return fill_translation(translation.pgettext(context, message), **values)
