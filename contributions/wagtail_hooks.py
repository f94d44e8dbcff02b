"""What contributions change in Wagtail's admin."""

from django.http import HttpRequest

from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from .admin_notices import may_copy_in_admin, may_publish_in_admin, notice_for

hooks.register("item_may_be_published", may_publish_in_admin)
hooks.register("item_may_be_copied", may_copy_in_admin)


@hooks.register("before_edit_page")
def say_who_publishes(request: HttpRequest, page: Page) -> None:
    """Say above the form where the item is published; who presses "publish" by an old form is told that it was only saved."""
    pressed = request.method == "POST" and "action-publish" in request.POST
    if request.method != "GET" and not pressed:
        return
    if notice := notice_for(page, request.user):
        (messages.error if pressed else messages.warning)(request, notice)
