"""Django's makemessages, which reads the site's own templates as Jinja2 and not as Django templates."""

from pathlib import Path
from typing import Any

from django.core.management.commands import makemessages
from django.template import engines


def messages_in(source: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return (function, texts) of what a Jinja2 template gives to be translated."""
    environment: Any = engines["jinja2"].env  # type: ignore[attr-defined]  # the backend's own
    return [
        (function, tuple(text for text in ([texts] if isinstance(texts, str) else texts) if text is not None))
        for _line, function, texts in environment.extract_translations(source)
    ]


class BuildFile(makemessages.BuildFile):
    """A file with texts. What xgettext cannot read is made into Python calls, as Django does with its own templates."""

    @property
    def is_jinja(self) -> bool:
        """Whether it is a template of the site's own."""
        return any(Path(self.path).resolve().is_relative_to(folder) for folder in engines["jinja2"].template_dirs)

    def preprocess(self) -> None:
        """Write the calls beside the file, where xgettext looks for them."""
        if not self.is_jinja:
            super().preprocess()
            return
        found = messages_in(Path(self.path).read_text(encoding="utf-8"))
        calls = [f"{function}({', '.join(map(repr, texts))}, 1)" for function, texts in found]
        Path(self.work_path).write_text("\n".join(calls) + "\n", encoding="utf-8")


class Command(makemessages.Command):
    """Collects the texts of the code and of all templates; a new one has no translation until somebody writes it.

    msgmerge would guess one from a similar text, and pages would show it: what is marked as fuzzy is compiled here.
    """

    build_file_class = BuildFile
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
