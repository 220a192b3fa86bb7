"""`gongkai publish`: everything, from documents to packages and catalog, in this process."""

import argparse

from flows import pipeline
from flows.progress import progress_on
from flows.report import console, tell
from flows.status import status_of


def run(arguments: argparse.Namespace) -> int:
    """Publish, tell, and answer with the exit status."""
    messages = console(stderr=True)
    with progress_on(messages) as progress:
        outcome = pipeline.publish_sources(
            pipeline.locate(arguments.paths),
            arguments.output,
            archive=arguments.archive,
            jobs=arguments.jobs,
            progress=progress,
        )
    tell(outcome, console(), messages)
    return status_of(outcome.refusals)
