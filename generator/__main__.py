"""`python -m generator` is `iscn`."""

from generator.cli import main

main()
