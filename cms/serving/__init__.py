"""Finished public pages, kept in memory and never out of date."""
