"""`python -m mmltui` and the `mmltui` command."""

from __future__ import annotations

import sys

from mmltui.cli import main

if __name__ == "__main__":
    sys.exit(main())
