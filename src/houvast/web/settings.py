"""Settings for one person on her own machine: no database, no account, nothing of a request on disk.

The key that signs is made anew at every start, and ends with the process, as the sessions do.
"""

from __future__ import annotations

import secrets
from pathlib import Path

HERE = Path(__file__).parent

SECRET_KEY = secrets.token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ROOT_URLCONF = "houvast.web.urls"
INSTALLED_APPS: list[str] = []
DATABASES: dict[str, dict[str, str]] = {}
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = False  # every text goes through `houvast.words`, with the language as an argument
APPEND_SLASH = False

MIDDLEWARE = [
    "houvast.web.middleware.journal",
    "houvast.web.packing.middleware",
    "houvast.web.middleware.quiet_headers",
    "houvast.web.middleware.closed_door",
    "houvast.web.middleware.in_trial",
    "houvast.web.middleware.after_leaving",
    "houvast.web.session.middleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "context_processors": ["houvast.web.page.context"],
            "builtins": ["houvast.web.parts", "houvast.web.drawn_fields", "houvast.web.drawn"],
            "string_if_invalid": "",
        },
    }
]

SESSION_ENGINE = "houvast.web.session"
SESSION_COOKIE_NAME = "n"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "houvast.web.failures.forged"

# Nothing that is sent may reach a temporary file: uploads are sealed while they are received, fields stay in memory.
FILE_UPLOAD_HANDLERS = ["houvast.web.uploads.Refused"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100_000  # one for each entry of a long log, when she chooses what goes along
DATA_UPLOAD_MAX_NUMBER_FILES = 400  # each is a sealed file that stays open until the form is read

# A log line holds a time, the name of a route, a status and a duration, never a path or a name.
LOGGING_CONFIG = None
SLIDING_MINUTES = 30  # without a request, a byte of a file or something being made; a page locks itself much sooner
LONGEST_HOURS = 8  # of one opening, however busy: the longest that files may come in, too
WORKS_AHEAD = True  # what the next pages will need is begun before it is asked for
PATIENCE = 0.3  # seconds that a page of a dossier may take before a calm page stands in for it
