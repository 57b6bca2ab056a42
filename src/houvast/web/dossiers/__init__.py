"""Pages of an open dossier. Every view begins with `access.dossier_of`."""
