"""Starts the server: `python -m houvast.web DOSSIER`."""

import sys

from houvast.web.serving import main

sys.exit(main(sys.argv[1:]))
