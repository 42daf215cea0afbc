"""`python -m mmltui.tui`: one sitting, wherever its keys come from; what `mmltui serve` starts for each browser tab."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mmltui.tui import run

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="mmltui.tui")
    parser.add_argument("--lessons", type=Path)
    parser.add_argument("--section")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--charset", choices=("plain", "unicode", "ascii"))
    sys.exit(run(**vars(parser.parse_args())))
