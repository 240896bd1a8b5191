"""What a disagreement between the model and the verifier leaves for a bug report."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.plan import Plan
from okoce_opt.scenario import Scenario


def saved(scenario: Scenario, plan: Plan, violations: list[Violation]) -> Path:
    """Both artefacts of a disagreement, for a bug report: ids only, nothing of a person."""
    folder = Path(tempfile.mkdtemp(prefix="okoce_beda_"))
    (folder / "plan.json").write_text(
        json.dumps({"seats": sorted(plan.seats), "held": sorted(plan.held)}), encoding="utf-8"
    )
    lines = [f"{v.rule}: {v.subject}: {v.found} / {v.allowed}" for v in violations]
    (folder / "violations.txt").write_text(
        "\n".join([f"problem {scenario.digest}", *lines]), encoding="utf-8"
    )
    return folder
