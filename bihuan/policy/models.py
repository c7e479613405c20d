"""Versions of the packs, runs, and what the checks said: findings and everything that became of them."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from bihuan import appendonly

STATES = ("opened", "persists", "changed", "settled", "lapsed", "remedied", "withdrawn", "rule changed")
HOLDING = ("opened", "persists", "changed", "settled")


class PackVersion(models.Model):
    """The packs whole, as they were when a run first used them. Never changed."""

    digest = models.CharField(max_length=64, unique=True)
    files = models.JSONField()
    first_used_at = models.DateTimeField()

    objects: ClassVar["models.Manager[PackVersion]"] = models.Manager()

    def __str__(self) -> str:
        return self.digest[:12]


class Run(models.Model):
    """One stored evaluation of a day. `broad`: checks that named more than a fifth of the cadres in service."""

    on = models.DateField(db_index=True)
    seal = models.BigIntegerField()
    moment = models.DateTimeField()
    version = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    counts = models.JSONField(default=dict)
    broad = models.JSONField(default=list)

    objects: ClassVar["models.Manager[Run]"] = models.Manager()

    def __str__(self) -> str:
        return f"{self.on} #{self.pk}"


class Finding(models.Model):
    """What a check said about one subject; never a verdict. Keyed by check, subject and key across days.

    `digest`: over all that a run writes down, so that the next one sees without reading it that nothing changed.
    """

    check_id = models.CharField("规则", max_length=80)
    subject_kind = models.CharField(max_length=12)
    subject = models.CharField(max_length=200)
    key = models.JSONField(default=list)
    key_text = models.CharField(max_length=300, default="")
    severity = models.CharField("颜色", max_length=6, db_index=True)
    state = models.CharField("状态", max_length=14, default="opened", db_index=True)
    holds = models.BooleanField(default=True, db_index=True)
    observed = models.JSONField(default=dict)
    required = models.JSONField(default=dict)
    clause = models.JSONField(default=list)
    sentence = models.TextField("内容", default="")
    evidence = models.JSONField(default=list)
    cadres = models.JSONField(default=list)
    people: "models.ManyToManyField[Any, Any]" = models.ManyToManyField("dossier.Cadre", related_name="+")
    unit_code = models.CharField(max_length=64, default="", db_index=True)
    mechanism = models.CharField(max_length=12, default="", db_index=True)
    audience = models.CharField(max_length=8, default="subject")
    needs_confirmation = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.TextField("处理决定", default="")
    opened_on = models.DateField(null=True, db_index=True)
    changed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_by = models.JSONField(default=list)
    digest = models.CharField(max_length=32, default="")
    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar["models.Manager[Finding]"] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["check_id", "subject", "key_text"], condition=models.Q(run__isnull=False), name="finding_once"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["holds", "severity", "check_id"])]

    def __str__(self) -> str:
        return f"{self.check_id} {self.subject} {self.key_text}"

    @property
    def identity(self) -> tuple[str, str, tuple[str, ...]]:
        return self.check_id, self.subject, tuple(self.key)


class FindingEvent(models.Model):
    """One transition of a finding: what it was, what it became, in which run or by whose decision."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="events")
    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="+")
    moment = models.DateTimeField()
    on = models.DateField()
    state = models.CharField(max_length=14)
    severity = models.CharField(max_length=6)
    observed = models.JSONField(default=dict)
    evidence = models.JSONField(default=list)
    actor = models.CharField(max_length=80, default="")
    reason = models.TextField(default="")

    objects: ClassVar["models.Manager[FindingEvent]"] = models.Manager()

    def __str__(self) -> str:
        return f"{self.finding_id} {self.state}"


appendonly.register(PackVersion._meta.db_table)
appendonly.register(FindingEvent._meta.db_table)
