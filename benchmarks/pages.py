"""The list and the dossier: milliseconds and queries."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.measuring import Figure, median_of
from bihuan.access.accounts import create_account
from bihuan.access.roles import Role

AIM = 150


def measure_pages(cadres: list[int]) -> Iterator[Figure]:
    """As the supervision office sees them, signed in."""
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(create_account("bench", "bench-page-reader-1", Role.SUPERVISION))
    middle = cadres[len(cadres) // 2]
    for name, address in (
        ("cadre list page", reverse("cadres")),
        ("cadre list page, one name", reverse("cadres") + "?q=合成1"),
        ("dossier page", reverse("cadre", args=[middle])),
    ):
        yield _page(client, name, address, len(cadres))


def _page(client: Client, name: str, address: str, size: int) -> Figure:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    counted: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        counted.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        client.get(address)
    spent = 1000 * median_of(5, lambda: client.get(address))
    return Figure(name, size, spent, "ms", f"≤ {AIM}", spent <= AIM, f"{len(counted)} queries")
