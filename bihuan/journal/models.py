"""One record a write, or a read of something sensitive."""

from django.db import models


class JournalRecord(models.Model):
    """Who did what, when, to what and what for. Never a 身份证号, a name, or free text about people.

    `number` runs without a gap and is known time's order; `moment` is what the clock said.
    """

    number = models.BigIntegerField(primary_key=True)
    moment = models.DateTimeField()
    actor = models.CharField(max_length=64)
    act = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=32, blank=True)
    subject_ref = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)
    key_number = models.PositiveIntegerField()
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        indexes = (
            models.Index(fields=["subject_kind", "subject_ref"], name="journal_by_subject"),
            models.Index(fields=["actor"], name="journal_by_actor"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.act}"
