"""What templates may say without asking anew for each page."""

from __future__ import annotations

from django.utils.translation import override
from jinja2 import DictLoader

from archive.templating import environment

env = environment(
    autoescape=True,
    auto_reload=False,
    loader=DictLoader(
        {
            "page": "{% include 'part' %} {{ url('documents:help') }} {{ interface_tag() }}",
            "part": "{{ _('Search') }} {% trans name=name %}Copy: {{ name }}{% endtrans %}",
        }
    ),
)


def test_a_template_speaks_the_language_in_force_though_it_is_kept() -> None:
    chinese = "检索 复制：x /zh-hans/help/ zh-Hans"
    for _ in range(2):
        assert env.get_template("page").render(name="x") == "Search Copy: x /help/ en"
        with override("zh-hans"):
            assert env.get_template("page").render(name="x") == chinese


def test_values_in_a_message_are_escaped_and_what_is_html_is_not() -> None:
    page = env.get_template("part").render(name="<&%(x)s")
    assert page == "Search Copy: &lt;&amp;%(x)s"


def test_a_global_of_a_template_s_own_is_no_other_template_s() -> None:
    own = env.from_string("{{ interface_tag() }} {{ edition }}", globals={"edition": "1958"})
    assert own.render() == "en 1958"
    assert "edition" not in env.globals
    assert "edition" not in env.get_template("page").globals
