"""Languages, dates, numbers and the sentence of an error, for people; the language is always an argument."""
