"""The door of a dossier: open it, begin one, lock it, leave. What it shows is the same for signed out, idle and wrong."""
