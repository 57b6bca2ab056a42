"""Pages for everybody: no account, no cookie, nothing kept of what is answered. All they say comes from `guidance`."""
