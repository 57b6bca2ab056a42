"""Files that arrive: refused where no page asks for one, so that none ever lies in a temporary file."""

from __future__ import annotations

from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class Refused(FileUploadHandler):
    """A form that asks for no file gets none: the connection is closed."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Refuse it. Raises: StopUpload."""
        del raw_data, start
        raise StopUpload(connection_reset=True)

    def file_complete(self, file_size: int) -> None:
        """Nothing was taken."""
        del file_size
