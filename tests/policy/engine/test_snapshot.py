"""The snapshot: encrypted parts, appended by sealed entries, swapped in whole, rebuilt from facts, extended after a kill."""

import json
import multiprocessing
import os
import signal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bihuan.crypto.keys import Purpose, create_keys, forget, rotate
from bihuan.mechanisms.cultivation.kinds import Training
from bihuan.policy.engine import snapshot
from bihuan.policy.engine.manifest import Manifest, locked, read_manifest, write_manifest
from bihuan.policy.engine.parts import PartUnreadable, current_key, read_part, write_part
from bihuan.policy.engine.rows import rows_between
from bihuan.policy.engine.snapshot import extended, rebuild, snapshot_folder
from bihuan.policy.engine.tables import kind_tables
from bihuan.policy.engine.world import _fresh
from tests.policy.small import cadre, correct, retract, state, training

pytestmark = pytest.mark.django_db


def parts(kind: str = "training") -> list[str]:
    return [part.file for part in read_manifest(snapshot_folder()).kinds[kind].parts]


def rows_of(kind: str) -> pa.Table:
    folder = snapshot_folder()
    found = read_manifest(folder).kinds[kind].parts
    return pa.concat_tables([read_part(folder / part.file, part.key) for part in found])


def test_it_holds_every_row_of_every_kind(small: Path) -> None:
    who = cadre()
    state(training(who, "2026-03-01", 4))
    manifest = extended()
    assert manifest.seal == 2
    for kind in kind_tables().values():
        rows = sum(part.rows for part in manifest.kinds[kind.name].parts)
        assert rows == rows_between(kind, 0, 2).num_rows
    assert rows_of("training")["hours"].to_pylist() == [4]


def test_an_extension_adds_a_part_and_leaves_the_others(small: Path) -> None:
    who = cadre()
    state(training(who, "2026-03-01", 4))
    extended()
    [first] = parts()
    before = (snapshot_folder() / first).read_bytes()
    state(training(who, "2026-03-02", 5))
    extended()
    assert parts() == [first, "training/0000000003-0000000003.parquet"]
    assert (snapshot_folder() / first).read_bytes() == before
    assert rows_of("training")["hours"].to_pylist() == [4, 5]


def test_nothing_new_writes_nothing(small: Path) -> None:
    cadre()
    extended()
    manifest = snapshot_folder() / "manifest.json"
    before = manifest.stat().st_mtime_ns
    extended()
    assert manifest.stat().st_mtime_ns == before


def test_corrections_and_retractions_follow_their_row(small: Path) -> None:
    who = cadre()
    state(training(who, "2026-03-01", 4), training(who, "2026-03-05", 5))
    first, second = Training.objects.order_by("pk")
    correct(first, training(who, "2026-03-01", 6))
    retract(second)
    extended()
    rows = rows_of("training")
    assert rows["supersedes"].to_pylist() == [None, None, 20 * 10**12 + first.pk, 20 * 10**12 + second.pk]
    assert rows["is_retraction"].to_pylist() == [False, False, False, True]


def test_no_name_number_or_free_text_is_in_it(small: Path) -> None:
    for kind in kind_tables().values():
        names = {column.name for column in kind.columns}
        assert names.isdisjoint({"number_text", "course", "host", "points", "content", "reason_text", "work"}), (
            kind.name
        )
    assert "name" not in {column.name for column in kind_tables()["person"].columns}
    assert "number" not in {column.name for column in kind_tables()["identity"].columns}


def test_a_part_says_nothing_without_its_key(small: Path) -> None:
    state(training(cadre(7), "2026-03-01", 4))
    extended()
    path = snapshot_folder() / parts()[0]
    assert b"training" not in path.read_bytes()
    with pytest.raises(OSError, match="encrypted"):
        pq.read_table(path)


def test_a_part_is_not_read_with_another_key(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x" / "part.parquet"
    write_part(path, pa.table({"a": [1]}), current_key())
    create_keys(tmp_path / "others")
    monkeypatch.setenv("BIHUAN_KEYS", str(tmp_path / "others"))
    forget()
    with pytest.raises(PartUnreadable, match=r"part\.parquet"):
        read_part(path, 1)


def test_a_new_key_is_used_for_new_parts_and_the_old_one_reads_the_old(small: Path) -> None:
    who = cadre()
    state(training(who, "2026-03-01", 4))
    extended()
    rotate(Purpose.SNAPSHOTS)
    state(training(who, "2026-03-02", 5))
    extended()
    assert [part.key for part in read_manifest(snapshot_folder()).kinds["training"].parts] == [1, 2]
    assert rows_of("training")["hours"].to_pylist() == [4, 5]


def test_folder_and_parts_are_for_their_owner_alone(small: Path) -> None:
    cadre()
    extended()
    assert snapshot_folder().stat().st_mode & 0o077 == 0


def test_what_no_manifest_names_is_swept_away(small: Path) -> None:
    who = cadre()
    state(training(who, "2026-03-01", 4))
    extended()
    orphan = snapshot_folder() / "training" / "0000000099-0000000099.parquet"
    orphan.write_bytes(b"half a part")
    (snapshot_folder() / "training" / "0000000098-0000000098.1.tmp").write_bytes(b"less")
    state(training(who, "2026-03-02", 5))
    extended()
    assert not orphan.exists()
    assert list((snapshot_folder() / "training").glob("*.tmp")) == []


def test_a_broken_manifest_is_made_again(small: Path) -> None:
    state(training(cadre(), "2026-03-01", 4))
    extended()
    (snapshot_folder() / "manifest.json").write_text('{"format": 1, "seal"', "utf-8")
    extended()
    assert rows_of("training")["hours"].to_pylist() == [4]


def test_a_damaged_part_is_made_again_from_the_facts(small: Path) -> None:
    state(training(cadre(), "2026-03-01", 4))
    extended()
    path = snapshot_folder() / parts()[0]
    path.write_bytes(path.read_bytes()[:-20] + b"x" * 20)
    engine = _fresh(snapshot.silent)
    assert engine.base.database.execute('SELECT hours FROM fact."training"').fetchall()[0][0] == 4


def test_the_snapshot_of_another_home_is_not_taken_for_ours(small: Path) -> None:
    state(training(cadre(), "2026-03-01", 4))
    manifest = extended()
    write_manifest(snapshot_folder(), Manifest(manifest.seal, "another", manifest.kinds))
    before = snapshot_folder().joinpath("manifest.json").read_text("utf-8")
    extended()
    after = json.loads(snapshot_folder().joinpath("manifest.json").read_text("utf-8"))
    assert after["stamp"] == manifest.stamp != json.loads(before)["stamp"]


def test_a_kind_that_got_a_column_is_written_anew(small: Path) -> None:
    state(training(cadre(), "2026-03-01", 4))
    manifest = extended()
    kinds = dict(manifest.kinds)
    kinds["training"] = type(kinds["training"])("ref BIGINT", kinds["training"].parts)
    write_manifest(snapshot_folder(), Manifest(manifest.seal, manifest.stamp, kinds))
    extended()
    assert read_manifest(snapshot_folder()).kinds["training"].signature == kind_tables()["training"].signature
    assert rows_of("training")["hours"].to_pylist() == [4]


def test_many_parts_become_one(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "MOST_PARTS", 3)
    who = cadre()
    for number in range(6):
        state(training(who, f"2026-03-0{number + 1}", number))
        extended()
    assert len(parts()) <= 4
    assert rows_of("training")["hours"].to_pylist() == [0, 1, 2, 3, 4, 5]
    assert len(list((snapshot_folder() / "training").glob("*.parquet"))) == len(parts())


def test_rebuilt_it_is_the_same(small: Path) -> None:
    who = cadre()
    for number in range(3):
        state(training(who, f"2026-03-0{number + 1}", number))
        extended()
    before = rows_of("training").to_pylist()
    assert len(parts()) == 3
    rebuild()
    assert len(parts()) == 1
    assert rows_of("training").to_pylist() == before


def _die_between_parts(folder: Path) -> None:
    """A process that writes a part under the lock and is killed before the manifest names it."""
    with locked(folder):
        write_part(folder / "training" / "0000000003-0000000003.parquet", pa.table({"a": [1]}), current_key())
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_kill_between_part_and_manifest_loses_and_doubles_nothing(small: Path) -> None:
    who = cadre()
    state(training(who, "2026-03-01", 4))
    extended()
    process = multiprocessing.get_context("fork").Process(target=_die_between_parts, args=(snapshot_folder(),))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    state(training(who, "2026-03-02", 5))
    extended()
    assert rows_of("training")["hours"].to_pylist() == [4, 5]


def test_a_column_that_is_empty_for_its_first_thousands_keeps_its_type(small: Path) -> None:
    who = cadre()
    kind = kind_tables()["training"]
    state(*(Training(cadre=who, begun_on=training(who, "2026-03-01", 1).begun_on) for _ in range(6000)))
    state(training(who, "2026-03-02", 5))
    table = rows_between(kind, 0, 10)
    assert table["hours"].null_count == 6000
    assert table["hours"][-1].as_py() == 5
    assert table["category"].null_count == 6001
    assert table.schema == kind.schema(kind.stored)


def test_dates_keep_their_precision(small: Path) -> None:
    who = cadre()
    rows = [training(who, text, 1) for text in ("2026-03-01", "2026-03", "2026")]
    state(*rows)
    table = rows_between(kind_tables()["training"], 0, 10)
    assert [str(day) for day in table["begun_on"].to_pylist()] == ["2026-03-01", "2026-03-01", "2026-01-01"]
    assert table["begun_on_precision"].to_pylist() == ["day", "month", "year"]
    assert table["ended_on_precision"].to_pylist() == [None, None, None]
