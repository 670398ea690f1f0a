"""Django's PostgreSQL backend, with commits that wait for the readers."""
