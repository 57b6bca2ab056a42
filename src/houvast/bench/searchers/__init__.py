"""Searching the same lines with other libraries; each prints its seconds as JSON."""
