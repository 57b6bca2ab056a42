"""Takes an original in: keeps it, lets a format read it, records what is new and gives a receipt."""
