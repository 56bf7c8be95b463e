"""``python -m vendor_score``."""

from vendor_score.cli.main import main

if __name__ == "__main__":
    main()
