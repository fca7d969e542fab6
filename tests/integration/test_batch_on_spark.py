"""The batch on Spark, in a cluster on this machine: two workers, each a process of its own, find what DuckDB finds."""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.integration.cli.door import wellfounded
from tests.unit.identity.batch_register import REGISTER
from wellfounded.identity.batch.engines import EngineName, engine
from wellfounded.identity.batch.rows import table_of

CLUSTER = "local-cluster[2,1,512]"
# A register of ten needs no compiled plans, and a worker no more memory than this.
DEFAULTS = """
spark.driver.memory 512m
spark.executor.memory 512m
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
spark.sql.adaptive.enabled false
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.executor.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
"""


def _home() -> Path | None:
    """Where Spark is; a folder that an older one left behind is not Spark."""
    found = find_spec("pyspark")
    return Path(found.origin).parent if found is not None and found.origin is not None else None


pytestmark = [
    pytest.mark.skipif(_home() is None, reason="the extra `spark` is not installed: make spark"),
    pytest.mark.skipif(
        shutil.which("java") is None and "JAVA_HOME" not in os.environ, reason="there is no Java: make spark"
    ),
    # What py4j leaves open when the session stops is closed with the process.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings of Spark for a small register; its own scratch goes with the test."""
    (tmp_path / "spark-defaults.conf").write_text(DEFAULTS, encoding="utf-8")
    monkeypatch.setenv("SPARK_CONF_DIR", str(tmp_path))
    monkeypatch.setenv("SPARK_LOCAL_DIRS", str(tmp_path / "scratch"))
    home = _home()
    assert home is not None
    work = home / "work"  # where workers of a local cluster keep what they are sent
    before = set(work.glob("*"))
    yield
    for left in set(work.glob("*")) - before:
        shutil.rmtree(left, ignore_errors=True)


@pytest.mark.usefixtures("small")
def test_two_workers_find_what_duckdb_finds() -> None:
    rows = table_of(REGISTER)
    with engine(EngineName.DUCKDB, rows) as held:
        expected = held.found(1, of=1).to_pylist()
    with engine(EngineName.SPARK, rows, master=CLUSTER) as held:
        found = held.found(1, of=1).to_pylist()
        workers = _worker_processes()
    assert len(workers) == 2
    assert os.getpid() not in workers
    assert len(expected) > 4
    assert [(one["left"], one["right"]) for one in found] == [(one["left"], one["right"]) for one in expected]
    assert [one["rarity"] for one in found] == [one["rarity"] for one in expected]
    assert [one["bits"] for one in found] == pytest.approx([one["bits"] for one in expected], abs=1e-9)


@pytest.mark.usefixtures("small")
def test_the_command_asks_spark(tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_text(
        "number,names,born\n1,김은희,1984-03-05\n2,Kim Eun-hee,1984-03-05\n3,류하늘,1990\n", encoding="utf-8"
    )
    options = ("identity", "dedupe", register, "-o", tmp_path / "pairs.csv")
    said = wellfounded(*options, "--engine", "spark", "--master", "local[1]")
    assert (said.code, "1 pair among 3 records" in said.out) == (0, True)
    by_spark = (tmp_path / "pairs.csv").read_bytes()
    assert wellfounded(*options).code == 0
    assert (tmp_path / "pairs.csv").read_bytes() == by_spark


def _worker_processes() -> set[int]:
    """The processes that do the work of this cluster, by their command lines."""
    kept = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes()
        except OSError:
            continue
        if b"CoarseGrainedExecutorBackend" in line and b"-XX:TieredStopAtLevel=1" in line:
            kept.add(int(path.parent.name))
    return kept
