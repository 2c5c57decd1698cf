"""The rota report's file, written whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from planner.agreement.exporting import reason
from planner.agreement.report.content import RotaReport
from planner.agreement.report.document import report_pdf
from planner.errors import LeadtimeError


def save_report(report: RotaReport, path: Path) -> Path:
    """Writes the report as a PDF to ``path``, in place of a file that is there.

    Raises LeadtimeError where it cannot be written; a file of that name is then as it was.
    """
    data = report_pdf(report)
    stage: Path | None = None
    try:
        # In the same folder, so that moving it into place is one step on the same disk.
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=".leadtime-", suffix=".pdf", delete=False
        ) as file:
            stage = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        stage.replace(path)
    except OSError as error:
        if stage is not None:
            with suppress(OSError):  # the first failure is the one to tell
                stage.unlink()
        raise LeadtimeError(
            f"The rota report could not be saved as “{path}”: {reason(error)}. Nothing was "
            "written. If the file is open in another program, close it there; else choose another "
            "name.",
            str(error),
        ) from error
    return path
