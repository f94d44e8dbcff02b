"""The sentences that tell why a file is not taken, and what to do."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .reading.answers import Refused


class UnusableFile(ValidationError):
    """The file cannot be taken; the message says why and what to do."""


_SENTENCES = {
    "neither": _("Only PDF and Word (.docx) files can be stored. Save the text as one of these."),
    "begins_otherwise": _("Something else stands before the PDF in this file. Print it to a new PDF and choose that."),
    "two_kinds": _("This file is of two kinds at once. Print it to a new PDF and choose that."),
    "old_word": _("This is an old Word file or one with a password. Save it as .docx without a password, or as PDF."),
    "pdf_password": _("This PDF file has a password. Save it without one and choose it again."),
    "pdf_broken": _("This PDF file is broken and cannot be opened. Save it again from the program it was made with."),
    "no_pages": _("This PDF file has no pages. Choose another one."),
    "too_many_pages": _("This PDF file has %(pages)s pages; %(most)s is the most. Split it."),
    "too_much_text": _("This file holds more text than can be searched. Split it."),
    "pdf_attachments": _(
        "This PDF file has other files, sound or moving pictures inside. Print it to a new PDF and choose that."
    ),
    "pdf_xfa": _(
        "This PDF file is a form of a kind (XFA) that few programs show. Print it to a new PDF and choose that."
    ),
    "pdf_comments": _(
        "This PDF file has comments, which may name people. Delete them, or print it to a new PDF without them, and choose that."
    ),
    "word_broken": _("This Word file is broken and cannot be opened. Save it again as .docx."),
    "word_macros": _("This Word file contains macros. Save it as .docx without macros."),
    "word_template": _("This is a Word template or a Word file with macros. Save it as .docx without macros."),
    "word_unpacks": _("This Word file unpacks to far more than its size. Save it as PDF and choose that."),
    "word_entities": _("This Word file was not made by a word processor. Open it in one and save it again as .docx."),
    "word_embedded": _(
        "This Word file has other files, controls or moving pictures inside. Save it as PDF and choose that."
    ),
    "word_loads": _("This Word file loads something from elsewhere when it is opened. Save it as PDF and choose that."),
    "word_changes": _(
        "This Word file has tracked changes, which name people and keep what was deleted. Accept or reject them all,"
        " save the file and choose it again."
    ),
    "word_hidden": _(
        "This Word file has hidden text, which everybody who opens it can make visible. Show it in Word (the ¶ button),"
        " delete it or make it visible, save the file and choose it again."
    ),
    "word_comments": _(
        "This Word file has comments, which may name people. Delete them, save the file and choose it again."
    ),
    "odt_stored": _("OpenDocument files (.odt) are read but not stored. Save this one as PDF and choose that."),
    "odt_broken": _("This OpenDocument file is broken and cannot be opened. Save it again, or paste the text."),
    "odt_password": _("This OpenDocument file has a password. Save it without one and choose it again."),
    "odt_unpacks": _("This OpenDocument file unpacks to far more than its size. Save it as PDF and choose that."),
    "odt_entities": _("This OpenDocument file was not made by a word processor. Open it in one and save it again."),
    "picture_too_large": _("This picture is larger than %(limit)s. Make it smaller."),
    "no_picture": _("This is no picture that can be shown. Save it as JPEG, PNG or WebP and choose that."),
    "picture_broken": _("This picture is broken and cannot be opened. Save it again and choose that."),
    "picture_moves": _("This picture moves. Choose one that stands still."),
    "too_many_pixels": _(
        "This picture has %(millions)s million pixels; %(most)s million is the most. Make it smaller."
    ),
    "too_long": _(
        "Reading this file takes too long. Print it to a new PDF or save the picture again; split the file if it is large."
    ),
    "broke_off": _(
        "This file cannot be read: it is damaged, or needs too much memory. Print it to a new PDF or save the picture again;"
        " split the file if it is large."
    ),
    "not_started": _(
        "Files cannot be read right now. Tell the people who run this site, and send the file again later."
    ),
    "no_room": _(
        "There is no room for files right now. Everything else is kept. Tell the people who run this site, and send the file"
        " again later."
    ),
    "busy": _("Other files are being read right now. Wait a minute and send this one again."),
}


def refusal(code: str, **params: Any) -> UnusableFile:
    """Return the error for a reason."""
    return UnusableFile(_SENTENCES[code], code=code, params=params)


def refusal_of(refused: Refused) -> UnusableFile:
    """Return the error for what the reading process refused."""
    return refusal(refused.code, **refused.params)
