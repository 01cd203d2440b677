"""What commands say where they have nothing to tell figures of."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from personnel.models import Unit


@pytest.mark.parametrize("command", ["assess", "export_report"])
def test_without_units_the_command_says_what_to_load(command, province, tmp_path):
    Unit.objects.filter(level="province").update(valid_from=date(2026, 1, 1))
    arguments = ["--as-of", "2025-12-31"]
    arguments += ["--out", str(tmp_path / "report.json")] if command == "export_report" else []
    with pytest.raises(CommandError, match="load_reference"):
        call_command(command, *arguments)
