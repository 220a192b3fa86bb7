"""Draws many more disclosures than a test run does, sets each in one format after the other, and reads it back.

`python -m tests.torture 10000` tells how far it is, and ends with what could not be read back. It does not stop at
the first: every fault is told with its format, its layout and its quirks.
"""

import sys
from collections import Counter
from time import monotonic

from hypothesis import HealthCheck, Phase, given, settings

from tests.test_typeset import FORMATS, assert_reads_back
from tests.typeset import strategies
from tests.typeset.facts import Facts

_EXAMPLES = 10_000
_EVERY = 100
_LONGEST = 1200


def main(examples: int) -> int:
    """Run so many examples over all formats; the exit code."""
    faults: Counter[str] = Counter()
    for number, name in enumerate(FORMATS):
        share = examples // len(FORMATS) + (number < examples % len(FORMATS))
        if share:
            faults += _tortured(name, share)
    for fault, count in faults.most_common():
        print(f"{count} times {fault}")
    print(f"{examples} examples, {faults.total()} not read back")
    return 1 if faults else 0


def _tortured(name: str, examples: int) -> Counter[str]:
    """What went wrong in some examples of one format, and how often."""
    write, _ = FORMATS[name]
    faults: Counter[str] = Counter()
    run = 0
    began = monotonic()

    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        phases=[Phase.generate],
    )
    @given(facts=strategies.facts())
    def torture(facts: Facts) -> None:
        nonlocal run
        run += 1
        if run % _EVERY == 0 or run == examples:
            seconds = monotonic() - began
            print(f"\r{name}: {run} of {examples}, {faults.total()} faults, {seconds:.0f} s", end="", file=sys.stderr)
        try:
            assert_reads_back(facts, write(facts))
        except Exception as error:  # noqa: BLE001 whatever goes wrong is counted, and the next is drawn
            faults[f"{name}, {facts.layout}, {facts.quirks}: {type(error).__name__} {error}"[:_LONGEST]] += 1

    torture()
    print(file=sys.stderr)
    return faults


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else _EXAMPLES))
