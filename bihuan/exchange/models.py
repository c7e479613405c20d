"""What was delivered, kept so that nothing is lost and every count can be audited."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from bihuan.crypto.fields import EncryptedTextField

OUTCOMES = ("accepted", "unchanged", "corrected", "review", "rejected")


class Batch(models.Model):
    """One delivery of one file. `state`: staged, then applied; refused where the file could not be read at all."""

    feed = models.CharField(max_length=40, db_index=True)
    file = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, db_index=True)
    received_at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    state = models.CharField(max_length=10, default="staged", db_index=True)
    columns = models.JSONField(default=list)
    rows = models.IntegerField(default=0)
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    seal = models.BigIntegerField(null=True)

    objects: ClassVar["models.Manager[Batch]"] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return self.file


class Chunk(models.Model):
    """Up to some hundred staged rows as they came, encrypted together: `[[line, {column: text}], …]`."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="chunks")
    number = models.IntegerField()
    payload = EncryptedTextField()

    objects: ClassVar["models.Manager[Chunk]"] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["batch", "number"], name="chunk_once")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.number}"


class Row(models.Model):
    """What became of one line of a batch. `reasons` is encrypted: it repeats values of the file."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="outcomes")
    line = models.IntegerField()
    outcome = models.CharField(max_length=10, choices=[(word, word) for word in OUTCOMES])
    key_index = models.CharField(max_length=64, default="", db_index=True)
    cadre = models.ForeignKey("dossier.Cadre", null=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=80, default="")
    reasons = EncryptedTextField(default="")
    data_date = models.DateField(null=True)

    objects: ClassVar["models.Manager[Row]"] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["batch", "line"], name="row_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["batch", "outcome"])]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.line} {self.outcome}"


class Delivered(models.Model):
    """The last row that a feed delivered under a key: what the next delivery is compared with."""

    feed = models.CharField(max_length=40)
    key_index = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    data_date = models.DateField()
    retracted = models.BooleanField(default=False)
    seal = models.BigIntegerField()

    objects: ClassVar["models.Manager[Delivered]"] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["feed", "key_index"], name="delivered_once")
        ]

    def __str__(self) -> str:
        return f"{self.feed} {self.seal}"


class Decision(models.Model):
    """An officer's answer to a row in review: whose it is, which value holds, or that it is to be given back.

    `row_index` finds the same row when it is delivered again (decisions.py).
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="decisions")
    line = models.IntegerField()
    column = models.CharField(max_length=40, default="")
    answer = models.CharField(
        max_length=12, choices=[("person", "认定为此人"), ("accept", "采用此行"), ("reject", "退回")]
    )
    cadre = models.ForeignKey("dossier.Cadre", null=True, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    moment = models.DateTimeField()
    row_index = models.CharField(max_length=64, default="", db_index=True)

    objects: ClassVar["models.Manager[Decision]"] = models.Manager()

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.line} {self.answer}"


class CodeWord(models.Model):
    """A word of an open list that no list knows yet; an officer maps it to one that is known."""

    list = models.CharField(max_length=40)
    word = models.CharField(max_length=200)
    means = models.CharField(max_length=200, default="")
    first_batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar["models.Manager[CodeWord]"] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["list", "word"], name="code_word_once")
        ]

    def __str__(self) -> str:
        return f"{self.list}: {self.word}"
