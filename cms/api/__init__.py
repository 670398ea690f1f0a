"""The content API: the same pages as typed JSON."""
