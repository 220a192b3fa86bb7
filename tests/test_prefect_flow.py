"""The flow and its deployment: what the schedule runs is there, and the step that meets the internet is tried again."""

import yaml
from prefect.client.schemas.schedules import CronSchedule
from prefect.flows import load_flow_from_entrypoint

from flows.prefect_flow import fetch_source, publish_disclosures, read_documents
from tests.places import ROOT


def test_the_deployment_names_a_flow_that_is_there_with_parameters_that_it_has() -> None:
    (deployment,) = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    path, name = deployment["entrypoint"].split(":")
    assert (
        load_flow_from_entrypoint(f"{ROOT / path}:{name}", use_placeholder_flow=False).name == publish_disclosures.name
    )
    assert set(deployment["parameters"]) <= set(publish_disclosures.parameters.properties)


def test_the_schedule_is_yearly_in_the_time_of_shanghai() -> None:
    (deployment,) = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    for told in deployment["schedules"]:
        schedule = CronSchedule(cron=told["cron"], timezone=told["timezone"])
        assert schedule.timezone == "Asia/Shanghai"
        minute, hour, day, month, _ = schedule.cron.split()
        assert all(field.isdigit() for field in (minute, hour, day, month))


def test_fetching_is_tried_again_and_reading_is_not() -> None:
    assert (fetch_source.retries, read_documents.retries) == (3, 0)
