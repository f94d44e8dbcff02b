"""Mails to the people of an account: made from templates and sent after the answer, so that its time tells nothing."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from threading import Thread
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise

from .models import User

logger = logging.getLogger(__name__)


def make_mail(template: str, to: str, context: dict[str, Any]) -> EmailMessage:
    """Return a mail in the language of the page, from `TEMPLATE_subject.txt` and `TEMPLATE_message.txt`."""
    known = {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "contact_email": settings.CONTACT_EMAIL,
        **context,
    }
    subject = " ".join(render_to_string(f"{template}_subject.txt", known).split())
    body = render_to_string(f"{template}_message.txt", known).strip() + "\n"
    return EmailMessage(f"[{settings.SITE_NAME}] {subject}", body, settings.DEFAULT_FROM_EMAIL, [to])


_IS_SILENT = ContextVar("is_silent", default=False)


@contextmanager
def without_mail() -> Iterator[None]:
    """Tell nobody of what is done meanwhile: the demo is loaded with its history."""
    token = _IS_SILENT.set(True)
    try:
        yield
    finally:
        _IS_SILENT.reset(token)


def send_mail(template: str, to: str, context: dict[str, Any]) -> None:
    """Make a mail now and send it after the answer."""
    if _IS_SILENT.get():
        return
    after_the_answer(partial(_send, make_mail(template, to, context)))


def send_with_link(template: str, user: User, context: dict[str, Any], path: Promise) -> None:
    """Make a mail now, in the language in which a person used the site last, and send it after the answer.

    Args:
        template: the beginning of the names of its templates.
        user: who gets it.
        context: what the templates say beside the link; no text of a case.
        path: the address of the page, a lazy one: the language of the mail is in it.
    """
    with translation.override(user.language or settings.LANGUAGE_CODE):
        send_mail(template, user.email, {**context, "link": f"{settings.SITE_URL}{path}"})


def after_the_answer(work: Callable[[], None]) -> None:
    """Do this beside the answer and after the transaction, in the language of the page.

    What it does and how long that takes cannot be told from the answer.
    """
    language = translation.get_language() or settings.LANGUAGE_CODE
    transaction.on_commit(partial(_start, work, language))


def _start(work: Callable[[], None], language: str) -> None:
    if settings.MAIL_IN_BACKGROUND:
        Thread(target=_run, args=(work, language), name="mail").start()
    else:
        with translation.override(language):
            work()


def _run(work: Callable[[], None], language: str) -> None:
    try:
        with translation.override(language):
            work()
    finally:
        connection.close()


def _send(mail: EmailMessage) -> None:
    try:
        mail.send()
    except OSError as error:  # what the mail server refuses is one of them
        # Its text can hold the address.
        logger.error("A mail could not be sent (%s); EMAIL_URL says where to", type(error).__name__)
