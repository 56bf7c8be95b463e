"""``python -m vendor_score``."""

import sys

from vendor_score.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
