"""The dossier in a browser: a thin Django shell over the core. It is the only package that knows Django, and holds no domain.

`houvast serve DOSSIER` starts it as a process of its own (`houvast.web.serving`): one person, one machine, no database, no account.
"""
