"""Run the command line with `python -m saberesgraph`."""

from saberesgraph.cli import main

main()
