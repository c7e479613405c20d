"""The record of a matter (办理记录): rows are added, never altered; each carries the digest of the one before."""

import hashlib
import json
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from bihuan import appendonly
from bihuan.loop.matter import Matter

BEGINNING = "0" * 64


class MatterRecord(models.Model):
    """Who did what in a matter, when. `text` is shown; it never repeats what a sealed form asked."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="records")
    place = models.IntegerField()
    moment = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=20)
    step = models.CharField(max_length=40, default="")
    text = models.TextField()
    detail = models.JSONField(default=dict)
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects: ClassVar["models.Manager[MatterRecord]"] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["matter_id", "place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "place"], name="record_place_once")
        ]

    def __str__(self) -> str:
        return f"{self.moment:%m-%d %H:%M} {self.text}"

    def expected_digest(self) -> str:
        parts: list[Any] = [self.matter_id, self.place, self.moment.timestamp(), self.actor_id, self.act, self.step]
        parts += [self.text, self.detail, self.previous_digest]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


appendonly.register(MatterRecord._meta.db_table, unique=[["matter_id", "place"]])


class Paper(models.Model):
    """A paper that was issued: number, day and what it says. The file is drawn anew from that, always the same."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="papers")
    run = models.ForeignKey("loop.StepRun", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("文书", max_length=60)
    title = models.CharField("标题", max_length=120)
    number = models.CharField("文号", max_length=60, default="")
    issued_at = models.DateTimeField("签发时间")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar["models.Manager[Paper]"] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.title


appendonly.register(Paper._meta.db_table)
