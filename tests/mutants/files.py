"""Files: who gets one, what is taken, and what reading one may cost."""

from .mutant import Mutant

_UPLOADS = ("tests/unit/files", "tests/web/test_file_upload.py", "tests/web/test_hostile_files.py")

MUTANTS = (
    Mutant(
        "any file of the storage is served to staff as a picture",
        "cms/items/downloads.py", " or not path.startswith(PICTURE_FOLDERS)", "",
        ("tests/web/test_downloads.py",),
    ),
    Mutant(
        "pictures of the admin are for everybody",
        "cms/items/downloads.py", 'if not request.user.has_perm("wagtailadmin.access_admin"):', "if False:",
        ("tests/web/test_files.py", "tests/web/test_visibility_matrix.py"),
    ),
    Mutant(
        "files are kept by shared caches",
        "cms/items/streaming.py", "patch_cache_control(response, private=True, no_cache=True)", "pass", ("tests/web/test_files.py",),
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
        "files/services.py", "file=ContentFile(answer.content, name=file.name)", "file=file",
        ("tests/web/test_files.py",),
    ),
    Mutant(
        "reading a file may take as long as it likes",
        "files/reader.py", "return child.wait(timeout=limits.seconds * _WAITING)", "return child.wait()",
        ("tests/integration/test_reading_process.py",),
    ),
    Mutant(
        "a child that broke off is believed",
        "files/reader.py", "            if status:\n", "            if False:\n",
        ("tests/integration/test_reading_process.py",),
    ),
    Mutant(
        "the folder of pictures has a way out",
        "cms/items/downloads.py", "posixpath.normpath(path) != path or ", "", ("tests/web/test_downloads.py",),
    ),
    Mutant(
        "a range of another version is sent",
        "cms/items/streaming.py", "return parse_http_date_safe(condition) == modified", "return True", ("tests/web/test_downloads.py",),
    ),
    Mutant(
        "files are packed a second time",
        "cms/compression.py", "isinstance(response, FileResponse)", "False", ("tests/web/test_downloads.py",),
    ),
    Mutant(
        "the words of a replaced file stay",
        "files/receivers.py", "    if not created:\n", "    if False:\n", ("tests/web/test_file_changes.py",),
    ),
    Mutant(
        "the words of a deleted file stay",
        "files/receivers.py", "    PageText.objects.filter(file=instance).delete()\n    file_changed", "    file_changed",
        ("tests/web/test_file_changes.py",),
    ),
    Mutant(
        "a file is read by the rules of its item's language",
        "search/engines/tokens.py", "tokens_of(page.text, page.language)", "tokens_of(page.text, document.language)",
        ("tests/web/test_file_changes.py",),
    ),
    Mutant(
        "PDF files keep their scripts",
        "files/reading/pdf_cleaning.py", "    for held in pdf.objects:\n        _sweep_all(held)\n", "", _UPLOADS,
    ),
    Mutant(
        "PDF files keep who made them",
        "files/reading/pdf_cleaning.py", "        del pdf.trailer[Name.Info]", "        pass", _UPLOADS,
    ),
    Mutant(
        "tracked changes are taken",
        "files/reading/word_cleaning.py", "        if tag in REFUSED_ELEMENTS:", "        if False:", _UPLOADS,
    ),
    Mutant(
        "Word files load what they like",
        "files/reading/word_cleaning.py", "    if ACTING_FIELDS.match(code):", "    if False:", _UPLOADS,
    ),
    Mutant(
        "pictures may have any number of pixels",
        "files/reading/pictures.py", "    if pixels > limits.pixels:", "    if False:",
        ("tests/web/test_picture_upload.py",),
    ),
    Mutant(
        "a reading process outlives the web process",
        "files/reading/confinement.py", "        control(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)\n", "",
        ("tests/integration/test_reading_process.py",),
    ),
    Mutant(
        "a reading process takes the processor from those who serve visitors",
        "files/reading/confinement.py", "    _give_way()\n", "", ("tests/integration/test_reading_process.py",),
    ),
    Mutant(
        "a reading process sees the secrets of the site",
        "files/reader.py", '        env={"LC_ALL": "C.UTF-8"},\n', "", ("tests/integration/test_reading_process.py",),
    ),
)  # fmt: skip
