"""The accounts app, and Wagtail's app for users with our pages in it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from wagtail.users import apps as wagtail_users


class AccountsConfig(AppConfig):
    """People and organisations."""

    name = "accounts"
    verbose_name = _("People and organisations")
    default = True

    def ready(self) -> None:
        """Connect what follows when an account changes, and have the table of the shared cache made by every migrate."""
        from . import receivers

        post_migrate.connect(receivers.make_cache_table, sender=self)


class PeopleAdminConfig(wagtail_users.WagtailUsersAppConfig):
    """Stands in INSTALLED_APPS where `wagtail.users` would: only administrators make administrators."""

    default = False
    user_viewset = "accounts.admin_views.PeopleViewSet"
