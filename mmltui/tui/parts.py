"""What a session makes once the first page is painted, for importing it takes as long as painting."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmltui.tui.record import Record
    from mmltui.tui.session import Judge

LOG_NAME = "grading.log"


class LazyParts:
    """The real ones: a grading process, and the store of a folder."""

    def judge(self, folder: Path) -> Judge:
        """The grading process, not yet started; its errors go to a log in the folder."""
        from mmltui.tui.judge import ProcessJudge

        return ProcessJudge(log=folder / LOG_NAME)

    def record(self, folder: Path) -> Record:
        """What has been done, in the store of a folder."""
        from mmltui.tui.record import Record

        return Record.open(folder)
