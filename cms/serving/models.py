"""What the web workers and the database tell each other about content."""

from django.db import models


class ContentChanges(models.Model):
    """How many transactions of one database session changed content.

    A row for each session, so that no writer waits for another. The sum over the
    rows that a snapshot sees grows with each commit, and with nothing else.
    """

    session = models.IntegerField(primary_key=True)
    changes = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.changes} changes by session {self.session}"


class ServingWorker(models.Model):
    """A process that serves from memory, and the last change it has heard of."""

    name = models.CharField(max_length=100, primary_key=True)
    acknowledged = models.BigIntegerField()
    figures = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name
