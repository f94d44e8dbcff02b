"""What can go wrong on the way, each said in one sentence."""


class TransferError(Exception):
    """The archive could not be made or taken in; the message says why and what to do."""


def reason(error: Exception) -> str:
    """Return what an error says, as a part of a sentence; the lines after the first may quote a row."""
    if isinstance(error, OSError) and error.strerror:
        return ": ".join(str(part) for part in (error.filename, error.strerror) if part)
    return str(error).partition("\n")[0].rstrip(".")
