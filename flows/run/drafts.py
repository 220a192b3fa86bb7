"""Sources -> checked tables, where several documents may be drafts of one disclosure: each is checked for itself."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.model import Disclosure, Refusal, Source
from flows.run.batches import Claim, concatenate, in_batches, spill_to_disk, split_refusals
from flows.run.pipeline import IN_PROCESS, CheckedSources, Steps, fetched_snapshots
from flows.run.progress import SILENT, Reporter
from flows.run.quarantine import sorted_refusals
from flows.run.summary import Tables


@dataclass(slots=True)
class _Layer:
    """Documents of which no two are one disclosure."""

    batches: list[Tables] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


def check_drafts(
    located: Sequence[Source | Refusal],
    archive: Path,
    *,
    jobs: int | None = None,
    progress: Reporter = SILENT,
    steps: Steps = IN_PROCESS,
) -> tuple[CheckedSources, ...]:
    """As `check_sources`, but two documents of one disclosure refuse each other not: they stand in different answers.

    The first answer holds all refusals, and every disclosure once; the second those that came twice, and so on.
    """
    snapshots, refusals = fetched_snapshots(located, archive, progress, steps)
    refused = [*refusals]
    layers: defaultdict[int, _Layer] = defaultdict(_Layer)
    met: Counter[str] = Counter()
    for batch in in_batches(snapshots, steps.batch):
        progress.begin("reading", len(batch))
        understood, misread = split_refusals(steps.read(batch, jobs, progress))
        refused += misread
        progress.begin("checking", len(understood))
        for number, disclosures in _layered(understood, met).items():
            checked = steps.check(disclosures)
            layers[number].batches.append(spill_to_disk(checked.tables))
            layers[number].claims += map(Claim.of, disclosures)
            refused += checked.refusals
            progress.advance(len(disclosures))
    return tuple(
        CheckedSources(concatenate(layer.batches, ()), tuple(layer.claims), () if number else sorted_refusals(refused))
        for number, layer in sorted(layers.items())
    )


def _layered(understood: Iterable[Disclosure], met: Counter[str]) -> Mapping[int, list[Disclosure]]:
    """Disclosures by how many documents of the same one came before; the first layer is there even if empty."""
    layers: dict[int, list[Disclosure]] = {0: []}
    for disclosure in understood:
        name = disclosure.identity.disclosure_id
        layers.setdefault(met[name], []).append(disclosure)
        met[name] += 1
    return layers
