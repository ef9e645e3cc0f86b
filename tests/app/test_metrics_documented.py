"""docs/runbook.md against the metrics that the service keeps."""

import re
from pathlib import Path

from prometheus_client import REGISTRY

from app import application

RUNBOOK = Path(application.__file__).parents[2] / "docs" / "runbook.md"


def exposed() -> set[str]:
    """Names as a scrape shows them; a counter's ends in `_total`."""
    suffixes = {"counter": "_total"}
    metrics = [metric for metric in REGISTRY.collect() if metric.name.startswith("tetrad_")]
    return {metric.name + suffixes.get(metric.type, "") for metric in metrics}


def test_the_runbook_names_every_metric_and_no_other() -> None:
    documented = re.findall(r"^\| `(tetrad_\w+)` \|", RUNBOOK.read_text(), re.MULTILINE)
    assert sorted(documented) == sorted(exposed())
