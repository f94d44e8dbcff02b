"""The addresses of contributors' pages."""

from django.urls import path, re_path

from .views import check, files, imports, mine, start, steps

urlpatterns = [
    path("share/", start.start, name="share"),
    path("share/import/", imports.imports, name="imports"),
    re_path(
        r"^share/import/template\.(?P<kind>[a-z_]+)\.(?P<ending>xlsx|csv)$", imports.template, name="import_template"
    ),
    path("share/import/<uuid:key>/", imports.one_import, name="import"),
    path("share/import/<uuid:key>/continue/", imports.go_on, name="import_continue"),
    path("share/import/<uuid:key>/delete/", imports.delete, name="import_delete"),
    path("share/<uuid:key>/", steps.task_list, name="draft"),
    path("share/<uuid:key>/files/", files.files, name="draft_files"),
    path("share/<uuid:key>/files/<int:file_id>/remove/", files.remove, name="draft_file_remove"),
    path("share/<uuid:key>/check/", check.check, name="draft_check"),
    path("share/<uuid:key>/delete/", steps.delete, name="draft_delete"),
    path("share/<uuid:key>/<slug:name>/", steps.step, name="draft_step"),
    path("share/<uuid:key>/<slug:name>/autosave/", steps.autosave, name="draft_autosave"),
    path("my-contributions/", mine.mine, name="my_contributions"),
    path("my-contributions/<str:reference>/", mine.contribution, name="contribution"),
    path("my-contributions/<str:reference>/copy/", mine.copy, name="contribution_copy"),
    path("my-contributions/<str:reference>/<slug:action>/", mine.act, name="contribution_action"),
]
