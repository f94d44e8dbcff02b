"""The map of addresses. English has no prefix; the other languages have theirs.

What is only read answers GET and HEAD: a form that is sent there would pass by what is counted and kept of reading.
"""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.decorators.http import require_safe

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from accounts import doors
from catalogue.kinds import KINDS, REFERENCE
from search.views import exports, feeds, organisations, results, suggest, topics
from usage.views import dashboards, explanation, reports

from .gallery import views as gallery
from .items import downloads, page
from .views import health, robots, site

urlpatterns = [
    path("-/live", require_safe(health.live), name="live"),
    path("-/ready", require_safe(health.ready), name="ready"),
    path("robots.txt", require_safe(robots.robots), name="robots"),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": robots.SITEMAPS}, name="sitemap"),
    path("leave/", site.leave, name="leave"),
    path("files/<int:file_id>/<str:name>", downloads.file_page, name="file"),
    path("media/<path:path>", downloads.admin_image, name="admin_image"),
    re_path(rf"^covers/(?P<reference>{REFERENCE})$", downloads.cover, name="cover"),
    re_path(rf"^cite/(?P<reference>{REFERENCE})\.(?P<format>ris|bib|json)$", require_safe(downloads.cite), name="cite"),
    re_path(rf"^(?P<reference>{REFERENCE})/?$", require_safe(page.permalink), name="permalink"),
    *doors.admin_urlpatterns,
    # Before the admin's own: what the site does not have.
    re_path(r"^admin/(?:workflows|reports/workflow|reports/workflow_tasks|pages/workflow)/", site.closed),
    re_path(r"^admin/pages/\d+/(?:workflow_history|convert_alias)/", site.closed),
    path("admin/", include(wagtailadmin_urls)),
]
urlpatterns += i18n_patterns(
    *([path("components/", gallery.components, name="components")] if settings.DEBUG else []),
    path("", require_safe(site.home), name="home"),
    path("search/", require_safe(results.results), name="search"),
    path("search/suggest/", require_safe(suggest.search_suggest), name="search_suggest"),
    path("search/feed/", require_safe(feeds.SearchFeed()), name="search_feed"),
    path("search/results.csv", require_safe(exports.search_csv), name="search_csv"),
    path("search/results.ris", require_safe(exports.search_ris), name="search_ris"),
    path("topics/", require_safe(topics.topic_list), name="topics"),
    path("topics/<slug:slug>/", require_safe(topics.topic_page), name="topic"),
    path("topics/<slug:slug>/feed/", require_safe(feeds.TopicFeed()), name="topic_feed"),
    path("organisations/<slug:slug>/", require_safe(organisations.organisation_page), name="organisation"),
    path("how-we-count/", explanation.how_we_count, name="how_we_count"),
    path("", include("usage.use_urls")),
    path("", include("contributions.urls")),
    path("usage/report/", reports.new_report, name="new_usage_report"),
    path("usage/report/<int:number>/", require_safe(reports.report_page), name="usage_report"),
    path("usage/report/<int:number>/<str:ending>", require_safe(reports.report_file), name="usage_report_file"),
    path("usage/", require_safe(dashboards.usage_of_all), name="usage"),
    path(
        "usage/organisation/<slug:slug>/", require_safe(dashboards.usage_of_organisation), name="usage_of_organisation"
    ),
    path("accounts/", include("accounts.urls")),
    path("review/", include("contributions.review_urls")),
    *[
        path(f"{kind.folder}/<slug:slug>/", require_safe(page.item_page), {"kind": kind.code}, name=kind.code)
        for kind in KINDS
    ],
    path("<slug:slug>/", require_safe(site.standard_page), name="page"),
    *doors.site_urlpatterns,
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler403 = "cms.views.site.forbidden"
handler404 = "cms.views.site.not_found"
handler429 = "cms.views.site.too_many"
