"""What a form of a page would send: read from its HTML, as a browser does."""

from html.parser import HTMLParser

Fields = list[tuple[str, str]]


def form_with(page: str, name: str) -> Fields:
    """Return what the form that has a field of this name would send, without its buttons."""
    reader = _Forms()
    reader.feed(page)
    return next(form for form in reader.forms if any(there == name for there, _value in form))


def changed(fields: Fields, **changes: str) -> Fields:
    """Return the fields with other values."""
    return [pair for pair in fields if pair[0] not in changes] + list(changes.items())


class _Forms(HTMLParser):
    """Collects the fields of each form of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Fields] = []
        self._inside = False
        self._select = ""
        self._textarea: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field."""
        values = dict(attrs)
        name, value = values.get("name") or "", values.get("value") or ""
        if tag == "form":
            self.forms.append([])
            self._inside = True
        elif not self._inside or "disabled" in values:
            return
        elif tag == "input" and name and values.get("type") not in {"submit", "button", "file", "range", "image"}:
            if values.get("type") not in {"checkbox", "radio"} or "checked" in values:
                self.forms[-1].append((name, value))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in values:
            self.forms[-1].append((self._select, value))
        elif tag == "textarea":
            self._textarea, self._text = name, ""

    def handle_data(self, data: str) -> None:
        """Note the text of a large field."""
        if self._textarea is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a field or form."""
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._textarea is not None:
            # The line break right after the tag is not part of the text.
            self.forms[-1].append((self._textarea, self._text.removeprefix("\n")))
            self._textarea = None
