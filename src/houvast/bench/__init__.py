"""Speed beside other programs: the rows of the performance table, each measured in one run with its peers. Not a test."""
