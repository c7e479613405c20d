"""The list and the dossier: milliseconds and queries."""

from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from benchmarks.measuring import best_of, show
from bihuan.access.accounts import create_account


def measure_pages(database: str, cadres: list[int]) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(create_account("bench", "bench-page-reader-1", "supervision"))
    for name, address in (("list page", "/cadres/"), ("dossier page", f"/cadres/{cadres[0]}/")):
        _measure_page(database, len(cadres), client, name, address)


def _measure_page(database: str, size: int, client: Client, name: str, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    counted: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        counted.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        client.get(address)
    spent = best_of(3, lambda: client.get(address))
    show(database, name, size, f"{1000 * spent:.0f} ms", f"{len(counted)} queries")
