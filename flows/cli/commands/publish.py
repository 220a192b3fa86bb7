"""`gongkai publish`: everything, from documents to packages and catalog, in this process."""

import argparse
import dataclasses

from flows.cli.exit_status import exit_status
from flows.cli.run_report import print_run
from flows.run import pipeline
from flows.run.console import console
from flows.run.progress import progress_on


def run(arguments: argparse.Namespace) -> int:
    """Publish, tell, and answer with the exit status."""
    messages = console(stderr=True)
    with progress_on(messages) as progress:
        outcome = pipeline.publish_sources(
            pipeline.locate_sources(arguments.paths),
            arguments.output,
            archive=arguments.archive,
            jobs=arguments.jobs,
            progress=progress,
            steps=dataclasses.replace(pipeline.IN_PROCESS, replaces=arguments.replace),
        )
    print_run(outcome, console(), messages)
    return exit_status(outcome.refusals, faults=outcome.not_understood)
