"""Runs the verification from a clone: ``.venv/bin/python analysis/verification/run.py [--long] [names]``."""

import sys
from pathlib import Path

if __name__ == "__main__":
    # Behind the installed packages: analysis/berdaya is the source of the installed one, without its extension module.
    sys.path.append(str(Path(__file__).resolve().parents[1]))
    from verification.program import main

    sys.exit(main())
