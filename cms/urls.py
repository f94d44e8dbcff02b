"""The map of addresses. English has no prefix; the other languages have theirs."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from accounts import doors
from catalogue.kinds import KINDS, REFERENCE
from search.views import exports, feeds, organisations, results, suggest, topics

from .gallery import views as gallery
from .items import downloads, page
from .views import health, robots, site

urlpatterns = [
    path("-/live", health.live, name="live"),
    path("-/ready", health.ready, name="ready"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": robots.SITEMAPS}, name="sitemap"),
    path("leave/", site.leave, name="leave"),
    path("files/<int:file_id>/<str:name>", downloads.file_page, name="file"),
    path("media/<path:path>", downloads.admin_image, name="admin_image"),
    re_path(rf"^covers/(?P<reference>{REFERENCE})$", downloads.cover, name="cover"),
    re_path(rf"^cite/(?P<reference>{REFERENCE})\.(?P<format>ris|bib|json)$", downloads.cite, name="cite"),
    re_path(rf"^(?P<reference>{REFERENCE})/?$", page.permalink, name="permalink"),
    *doors.admin_urlpatterns,
    # Before the admin's own: what the site does not have.
    re_path(r"^admin/(?:workflows|reports/workflow|reports/workflow_tasks|pages/workflow)/", site.closed),
    re_path(r"^admin/pages/\d+/(?:workflow_history|convert_alias)/", site.closed),
    path("admin/", include(wagtailadmin_urls)),
]
urlpatterns += i18n_patterns(
    *([path("components/", gallery.components, name="components")] if settings.DEBUG else []),
    path("", site.home, name="home"),
    path("search/", results.results, name="search"),
    path("search/suggest/", suggest.search_suggest, name="search_suggest"),
    path("search/feed/", feeds.SearchFeed(), name="search_feed"),
    path("search/results.csv", exports.search_csv, name="search_csv"),
    path("search/results.ris", exports.search_ris, name="search_ris"),
    path("topics/", topics.topic_list, name="topics"),
    path("topics/<slug:slug>/", topics.topic_page, name="topic"),
    path("topics/<slug:slug>/feed/", feeds.TopicFeed(), name="topic_feed"),
    path("organisations/<slug:slug>/", organisations.organisation_page, name="organisation"),
    path("accounts/", include("accounts.urls")),
    *[path(f"{kind.folder}/<slug:slug>/", page.item_page, {"kind": kind.code}, name=kind.code) for kind in KINDS],
    path("<slug:slug>/", site.standard_page, name="page"),
    *doors.site_urlpatterns,
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler403 = "cms.views.site.forbidden"
handler404 = "cms.views.site.not_found"
handler429 = "cms.views.site.too_many"
