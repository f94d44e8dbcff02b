"""How two versions of a page are compared where a field holds a list: entry by entry, each apart from the next."""

from typing import Any

from wagtail.admin.compare import M2MFieldComparison, register_comparison_class

from ..fields import CodeListField, LineListField
from ..translations_field import TranslationsField


class LineListComparison(M2MFieldComparison):
    """Compares lines of text, and translations, which are one line each."""

    def get_items(self) -> tuple[list[str], list[str]]:
        """Return the entries of both versions."""
        first, second = (self.field.to_python(value) for value in (self.val_a, self.val_b))
        return self._shown(first), self._shown(second)

    def _shown(self, entries: Any) -> list[str]:
        return [str(entry) for entry in entries]


class CodeListComparison(LineListComparison):
    """Compares codes by their labels."""

    def _shown(self, entries: Any) -> list[str]:
        return [str(label) for label in self.field.labels(entries)]


def connect() -> None:
    """Use them for every comparison; called once, when the app is ready."""
    register_comparison_class(CodeListField, comparison_class=CodeListComparison)
    register_comparison_class(LineListField, comparison_class=LineListComparison)
    register_comparison_class(TranslationsField, comparison_class=LineListComparison)
