"""Files: who gets one, what is taken, and what reading one may cost."""

from .mutant import Mutant

_UPLOADS = ("tests/unit/files", "tests/web/test_file_upload.py", "tests/web/test_hostile_files.py")

MUTANTS = (
    Mutant(
        "any file of the storage is served to staff as a picture",
        "cms/views/downloads.py", "posixpath.normpath(path) != path or not path.startswith(PICTURE_FOLDERS)", "False",
        ("tests/web/test_files.py",),
    ),
    Mutant(
        "a path that leads out of its folder is followed",
        "cms/views/downloads.py", "posixpath.normpath(path) != path or ", "", ("tests/web/test_files.py",),
    ),
    Mutant(
        "pictures of the admin are for everybody",
        "cms/views/downloads.py", 'if not request.user.has_perm("wagtailadmin.access_admin"):', "if False:",
        ("tests/web/test_files.py", "tests/web/test_visibility_matrix.py"),
    ),
    Mutant(
        "files are kept by shared caches",
        "cms/views/streaming.py", "        patch_cache_control(response, private=True, no_cache=True)\n", "        pass\n",
        ("tests/web/test_files.py",),
    ),
    Mutant(
        "a file of any size is taken",
        "files/inspection.py", "    if size > limit:", "    if False:", _UPLOADS,
    ),
    Mutant(
        "a file may end otherwise than its content",
        "files/inspection.py", 'if PurePath(name).suffix.lower() != f".{answer.kind}":', "if False:", _UPLOADS,
    ),
    Mutant(
        "a file is stored as it was sent",
        "files/services.py", "file=ContentFile(answer.content, name=file.name)", "file=file", _UPLOADS,
    ),
    Mutant(
        "reading a file may take as long as it likes",
        "files/reader.py", "return child.wait(timeout=limits.seconds * _WAITING)", "return child.wait()", _UPLOADS,
    ),
    Mutant(
        "a child that broke off is believed",
        "files/reader.py", "            if status:\n", "            if False:\n", _UPLOADS,
    ),
)  # fmt: skip
