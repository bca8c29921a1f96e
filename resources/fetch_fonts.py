"""Fetch the Vazirmatn font (SIL Open Font License) into ``resources/fonts``, where npm is at hand.

Run as ``python -m resources.fetch_fonts``. The program also runs without it, in the first font
of ``resources.tokens.FONT_FAMILIES`` that is installed.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
PACKAGE = "vazirmatn@33.0.3"
FACES = ("Vazirmatn-Regular.ttf", "Vazirmatn-Medium.ttf", "Vazirmatn-Bold.ttf")


def main() -> int:
    """Fetch what is missing; never fails, since the fonts are optional."""
    if all((FONTS / face).exists() for face in FACES):
        return 0
    npm = shutil.which("npm")
    if npm is None:
        print("Vazirmatn is not fetched (npm is not installed); a system font is used.")
        return 0
    try:
        _unpack(_download(npm))
    except (OSError, subprocess.SubprocessError, tarfile.TarError, KeyError) as error:
        print(f"Vazirmatn could not be fetched ({type(error).__name__}); a system font is used.")
    return 0


def _download(npm: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [npm, "pack", PACKAGE, "--silent"],
            cwd=folder,
            check=True,
            timeout=60,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return next(Path(folder).glob("*.tgz")).read_bytes()


def _unpack(package: bytes) -> None:
    FONTS.mkdir(exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        for face in FACES:
            member = archive.extractfile(f"package/fonts/ttf/{face}")
            if member is None:
                raise KeyError(face)
            (FONTS / face).write_bytes(member.read())


if __name__ == "__main__":
    sys.exit(main())
