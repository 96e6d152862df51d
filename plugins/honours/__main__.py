"""``python -m honours`` is the command ``honours``."""

from honours.cli.main import main

main()
