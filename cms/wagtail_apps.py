"""Wagtail's apps without its API for other programs, which no address of Casebook leads to.

Each app registers its part of that API when it gets ready, and loads two frameworks for it: a quarter of the time that a process
needs to start, and of the memory that it begins with.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig
from wagtail.documents.apps import WagtailDocsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig
from wagtail.snippets.apps import WagtailSnippetsAppConfig

API = "wagtail.api.v3.api"


class _Nothing:
    """Takes every call and has every attribute."""

    def __getattr__(self, name: str) -> "_Nothing":
        return self

    def __call__(self, *_args: Any, **_named: Any) -> None:
        return None


class _Absent(ModuleType):
    """Stands in the place of a module of which nothing is wanted."""

    def __getattr__(self, name: str) -> _Nothing:
        return _Nothing()


@contextmanager
def without_api(app: str) -> Iterator[None]:
    """Let an app get ready without its part of the API.

    Args:
        app: the name of its package. What it takes from the API meanwhile does nothing.
    """
    names = [API, f"{app}.api.v3", *(f"{app}.api.v3.{part}" for part in ("registry", "router"))]
    before = {name: sys.modules.get(name) for name in names}
    sys.modules.update({name: _Absent(name) for name in names})
    try:
        yield
    finally:
        # Who imports the API later gets the real one, without the parts of these apps.
        for name, module in before.items():
            del sys.modules[name]
            if module is not None:
                sys.modules[name] = module


class _WithoutApi:
    """Has an app of Wagtail's get ready without its API."""

    name: str

    def ready(self) -> None:
        """Register all but the API."""
        with without_api(self.name):
            super().ready()  # type: ignore[misc]


class RedirectsConfig(_WithoutApi, WagtailRedirectsAppConfig):
    """Stands in INSTALLED_APPS where `wagtail.contrib.redirects` would."""


class SnippetsConfig(_WithoutApi, WagtailSnippetsAppConfig):
    """Stands in INSTALLED_APPS where `wagtail.snippets` would."""


class DocumentsConfig(_WithoutApi, WagtailDocsAppConfig):
    """Stands in INSTALLED_APPS where `wagtail.documents` would."""


class ImagesConfig(_WithoutApi, WagtailImagesAppConfig):
    """Stands in INSTALLED_APPS where `wagtail.images` would."""
