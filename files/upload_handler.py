"""Takes files that are sent while the disk is full: the file is lost, and nothing else of the form."""

import errno
import logging
from contextlib import suppress
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

logger = logging.getLogger(__name__)


class LostUpload(UploadedFile):
    """A file for which there was no room: its name and size are known, its content is not."""


class RoomAwareUploadHandler(TemporaryFileUploadHandler):
    """Django's handler of large files, which would end the whole request when the disk is full."""

    file: TemporaryUploadedFile

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        self._lost = False
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._lose(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece of it, as long as there is room."""
        if self._lost:
            return
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self._lose(error)

    def file_complete(self, file_size: int) -> UploadedFile:
        """Return the file, or what is known of it."""
        if not self._lost:
            try:
                return super().file_complete(file_size) or self.file
            except OSError as error:
                self._lose(error)
        return LostUpload(BytesIO(), self.file_name, self.content_type, file_size, self.charset)

    def _lose(self, error: OSError) -> None:
        self._lost = True
        logger.error("A file that was sent cannot be stored: %s.", errno.errorcode.get(error.errno or 0, "unknown"))
        held = getattr(self, "file", None)
        if held is not None:
            # Closing writes what is left of the piece, for which there is no room either.
            with suppress(OSError):
                held.close()
