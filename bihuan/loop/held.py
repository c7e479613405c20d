"""Findings that open nothing by themselves: the backlog (存量) of the first run, and what a too broad check says."""

from typing import ClassVar

from django.db import models


class Held(models.Model):
    """A finding that waits for an officer to open its matter in a batch; the clock runs from then."""

    WHY: ClassVar[list[tuple[str, str]]] = [("backlog", "首次研判的存量"), ("broad", "规则涉及面过大，待核对规则")]

    finding = models.OneToOneField("policy.Finding", primary_key=True, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=10, choices=WHY)
    since = models.DateField()

    objects: ClassVar["models.Manager[Held]"] = models.Manager()

    def __str__(self) -> str:
        return f"{self.finding_id} {self.why}"


class Followed(models.Model):
    """The runs of policy whose changes the loop has followed; the first of them found the backlog."""

    run = models.CharField(max_length=40, primary_key=True)
    moment = models.DateTimeField()

    objects: ClassVar["models.Manager[Followed]"] = models.Manager()

    def __str__(self) -> str:
        return self.run
