"""What a pasted text already answers, as proposals: a contributor confirms each before it counts."""

from django.utils.translation import get_language

from .questions import main_text_of
from .services.drafts import Begun


def begun_with(kind: str, text: str) -> Begun:
    """Return what a draft begins with that is made of a text: the text, its language, and what was found in it."""
    language = get_language() or "en"
    text = text.replace("\r\n", "\n").strip()
    return Begun(kind=kind, language=language, answers={main_text_of(kind): text} if text else {})
