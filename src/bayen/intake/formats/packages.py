"""What opening a packed file (.docx, .xlsx, .ods) may raise when the file is damaged."""

import zipfile
import zlib

# Packed in a way that is not built in: NotImplementedError. Packed bytes that do not unpack:
# zlib.error, or EOFError where they end too early. A part that is not there: KeyError.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    ValueError,
)
