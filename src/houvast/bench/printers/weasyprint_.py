"""Make a PDF of a page with WeasyPrint, photos no larger than they are printed, and print the seconds that took."""

from __future__ import annotations

import json
import sys
import time


def main(page: str, target: str) -> None:
    """Make it once; importing does not count."""
    from weasyprint import HTML  # type: ignore[import-not-found]  # lives in .venv-bench

    begin = time.perf_counter()
    HTML(page).write_pdf(target, pdf_variant="pdf/ua-1", optimize_images=True, jpeg_quality=82, dpi=200)
    print(json.dumps({"seconds": time.perf_counter() - begin}))


if __name__ == "__main__":
    main(*sys.argv[1:])
