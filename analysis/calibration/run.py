"""Calibrates from a clone: ``.venv/bin/python analysis/calibration/run.py [--runs N] [--seed S] [--out FOLDER]``."""

import sys
from pathlib import Path

if __name__ == "__main__":
    # Behind the installed packages: analysis/berdaya is the source of the installed one, without its extension module.
    sys.path.append(str(Path(__file__).resolve().parents[1]))
    from berdaya import InputError
    from calibration.program import main

    try:
        sys.exit(main())
    except InputError as error:
        print(f"run.py: error: {error}", file=sys.stderr)
        sys.exit(2)  # as `berdaya` for a wrong input
