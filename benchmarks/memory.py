"""Memory of runs over more and more documents: `python -m benchmarks.memory [N ...]`.

The documents are set from the facts of a bundled disclosure, each under the name of another office of one of nine
cities. Each run is a process of its own with its workers, and is looked at while it works.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.typeset.bundled import BUNDLED, HERE
from tests.typeset.facts import read_facts
from tests.typeset.pdf import pdf

COUNTS = (100, 250, 500, 1000)
CITIES = ("厦门市", "福州市", "泉州市", "漳州市", "南平市", "龙岩市", "三明市", "莆田市", "宁德市")
DIGITS = str.maketrans("0123456789", "甲乙丙丁戊己庚辛壬癸")
PROCESSES = Path("/proc")
SAMPLED_EVERY = 0.1
"""Seconds between two looks; a shorter peak may be missed."""
KINDS: Mapping[str, str] = {"own": "Anonymous:", "all": "Rss:"}
"""What a process holds of its own, and with what it shares and files that the system may take back."""


def main() -> None:
    """Print a line for each count of documents."""
    counts = [int(count) for count in sys.argv[1:]] or COUNTS
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder)
        _set_documents(max(counts), documents)
        columns = ("documents", "seconds", "parent", "(with files)", "worker", "(with files)")
        print(*(f"{column:>12}" for column in columns), " MiB")
        for count in counts:
            seconds, peaks = _published(sorted(documents.iterdir())[:count])
            told = " ".join(f"{peaks[who, 'own']:12.0f} {peaks[who, 'all']:12.0f}" for who in ("parent", "worker"))
            print(f"{count:12} {seconds:12.0f} {told}", flush=True)


def _set_documents(count: int, folder: Path) -> None:
    facts = (HERE / f"{BUNDLED[0].name}.json").read_text(encoding="utf-8")
    told = folder.with_suffix(".json")
    for number in range(count):
        office = f"{CITIES[number % len(CITIES)]}{f'{number:04}'.translate(DIGITS)}事务办公室"
        told.write_text(facts.replace("厦门市人民政府外事办公室", office), encoding="utf-8")
        (folder / f"{number:04}.pdf").write_bytes(pdf(read_facts(told)))
    told.unlink()


def _published(documents: list[Path]) -> tuple[float, dict[tuple[str, str], float]]:
    """Seconds, and the most MiB that the parent and any worker held at a time."""
    peaks = {(who, kind): 0.0 for who in ("parent", "worker") for kind in KINDS}
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, "-m", "flows.cli", "publish", *map(str, documents), "--output", output]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as process:
            while process.poll() is None:
                for who, kind, held in _held(process.pid):
                    peaks[who, kind] = max(peaks[who, kind], held)
                time.sleep(SAMPLED_EVERY)
        refused = json.loads((Path(output) / "quarantine.json").read_text(encoding="utf-8"))
        if refused:
            raise RuntimeError(f"{len(refused)} documents were refused: {refused[0]}")
    return time.perf_counter() - start, peaks


def _held(session: int) -> Iterator[tuple[str, str, float]]:
    """Who holds how much of what kind, in MiB, of the processes of a session."""
    for process in PROCESSES.glob("[0-9]*"):
        try:
            if int((process / "stat").read_text().rpartition(")")[2].split()[3]) != session:
                continue
            rollup = (process / "smaps_rollup").read_text()
        except OSError:  # it ended while we looked
            continue
        for kind, label in KINDS.items():
            who = "parent" if process.name == str(session) else "worker"
            yield who, kind, int(rollup.partition(label)[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
