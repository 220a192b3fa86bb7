"""`gongkai publish --flow`: the same, as a run of the Prefect flow."""

import argparse
import atexit
import os

from flows.cli.exit_status import exit_status
from flows.cli.run_report import print_run
from flows.prefect_flow import publish_disclosures
from flows.run.console import console


def run(arguments: argparse.Namespace) -> int:
    """Run the flow, tell, and answer with the exit status."""
    atexit.register(_hush)
    outcome = publish_disclosures(
        arguments.paths,
        str(arguments.output),
        archive=str(arguments.archive) if arguments.archive else None,
        jobs=arguments.jobs,
    )
    print_run(outcome, console(), console(stderr=True))
    return exit_status(outcome.refusals)


def _hush() -> None:
    """Close standard error, last of all: Prefect's threads outlive us, and DuckDB would tell that as leaks."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
