"""Articles by the thousand, to try a large site with."""
