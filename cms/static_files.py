"""How static files are named in production: by what is in them, so that browsers keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's, for scripts too that import another: the name of that one is hashed as well."""

    support_js_module_import_aggregation = True
