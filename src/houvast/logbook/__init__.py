"""What was recorded: entries, moments, readings, headers and trees. Pure: it knows no key, no disk and no clock."""
