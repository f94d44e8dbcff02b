"""The templates: short lines, texts that translators are given, and names and texts that are taken for what they are."""

import ast
import re
from pathlib import Path

from django.conf import settings
from django.template import engines
from django.utils import translation
from django.utils.translation.template import templatize

import pytest
from babel.messages.pofile import read_po
from jinja2 import UndefinedError, nodes

from cms.management.commands.makemessages import messages_in

ROOT = Path(settings.BASE_DIR)
OURS = sorted((ROOT / "templates").rglob("*.html"))
DJANGOS = sorted(path for path in (ROOT / "templates_django").rglob("*") if path.suffix in {".html", ".txt"})
TRANSLATE = {"_", "gettext"}
CALL = re.compile(r"""(?:n?gettext|_)\(u?(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')""")


def texts_of(path: Path) -> set[str]:
    """Return the texts of a template that are translated."""
    source = path.read_text(encoding="utf-8")
    if path in OURS:
        return {texts[0] for _function, texts in messages_in(source)}
    return {ast.literal_eval(found) for found in CALL.findall(templatize(source))}


def made(source: str, **given: object) -> str:
    """Return what a template of the site's own makes of some values."""
    return engines["jinja2"].from_string(source).render(given)


def test_no_line_is_longer_than_a_screen():
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (*OURS, *DJANGOS)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > 140
    ]
    assert long == []


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES if code != "en"])
def test_translators_are_given_every_text(language):
    with (ROOT / f"locale/{language}/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = {message.id if isinstance(message.id, str) else message.id[0] for message in read_po(file)}
    missing = {text for path in (*OURS, *DJANGOS) for text in texts_of(path)} - catalogue
    assert missing == set(), "make messages collects them"


def test_the_texts_of_both_kinds_of_templates_are_found():
    assert "Skip to the content" in texts_of(ROOT / "templates/layouts/site.html")
    assert "%(n)s passage marked for “%(words)s”" in texts_of(ROOT / "templates/components/mentions.html")
    assert "Set up an app" in texts_of(ROOT / "templates_django/mfa/index.html")


def test_a_template_speaks_the_language_of_the_page():
    with translation.override("nl"):
        assert made('{{ _("Search") }}') == translation.gettext("Search") != "Search"


def test_what_is_given_is_escaped_and_translations_are_not():
    assert made("{{ text }}", text="<b>") == "&lt;b&gt;"
    assert made("{% trans text=text %}<i>{{ text }}</i>{% endtrans %}", text="<b>") == "<i>&lt;b&gt;</i>"
    assert made('{{ _("<i>%(text)s</i>", text=text) }}', text="<b>") == "<i>&lt;b&gt;</i>"


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_only_texts_that_stand_in_a_template_are_translated(path):
    """A translation is not escaped and is kept for ever: a value in its place would be shown as code, to everybody."""
    environment = engines["jinja2"].env
    calls = [
        call
        for call in environment.parse(path.read_text(encoding="utf-8")).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in TRANSLATE
    ]
    assert all(isinstance(words, nodes.Const) for call in calls for words in call.args[:1])


def test_words_on_lines_of_their_own_stay_apart_and_their_indentation_goes():
    assert made("<p>\n    {% trans %}one{% endtrans %}\n    two\n</p>") == "<p>\none two\n</p>"


def test_a_name_that_nobody_gave_is_an_error():
    with pytest.raises(UndefinedError):
        made("{% if nobody_gave_this %}a warning{% endif %}")


def test_both_kinds_of_templates_have_every_name_once():
    assert {path.relative_to(ROOT / "templates") for path in OURS} & {
        path.relative_to(ROOT / "templates_django") for path in DJANGOS
    } == set()
