"""The flow and its deployment: what the schedule runs is there, and the step that meets the internet is tried again."""

from pathlib import Path

import pytest
import yaml
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.schedules import CronSchedule
from prefect.flows import load_flow_from_entrypoint

from flows.model import Refusal
from flows.prefect_flow import fetch_source, publish_disclosures, read_documents, state_of
from flows.run.summary import RunResult
from tests.places import ROOT


def test_the_deployment_names_a_flow_that_is_there_with_parameters_that_it_has() -> None:
    (deployment,) = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    flow: object = load_flow_from_entrypoint(deployment["entrypoint"], use_placeholder_flow=False)
    assert flow is publish_disclosures
    assert set(deployment["parameters"]) <= set(publish_disclosures.parameters.properties)


def test_the_schedule_is_yearly_in_the_time_of_shanghai() -> None:
    (deployment,) = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    for told in deployment["schedules"]:
        schedule = CronSchedule(cron=told["cron"], timezone=told["timezone"])
        assert schedule.timezone == "Asia/Shanghai"
        minute, hour, day, month, _ = schedule.cron.split()
        assert all(field.isdigit() for field in (minute, hour, day, month))


@pytest.mark.parametrize(
    ("errors", "name", "kind"),
    [
        ((), "Completed", StateType.COMPLETED),
        (("SourceError",), "Refused", StateType.FAILED),
        (("UnreadableError", "InternalError"), "Failed", StateType.FAILED),
    ],
)
def test_a_run_that_refused_something_is_not_green(errors: tuple[str, ...], name: str, kind: StateType) -> None:
    refusals = tuple(Refusal(f"{error}.pdf", None, error, "it is empty", "a.pdf", "Give another") for error in errors)
    state = state_of(RunResult((), (), refusals, Path("catalog.duckdb"), Path("quarantine.json")))
    assert (state.name, state.type) == (name, kind)
    assert all(f"{error}.pdf: it is empty" in str(state.message) for error in errors)


def test_fetching_is_tried_again_and_reading_is_not() -> None:
    assert (fetch_source.retries, read_documents.retries) == (3, 0)
