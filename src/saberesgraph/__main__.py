"""Where every process of the command line begins: `python -m saberesgraph`, or `saberesgraph`."""

import _signal as signal  # type: ignore[import-not-found]  # as `signal`, sooner imported


def main() -> None:
    """Run the command line; an interrupt before it can be heard ends the process at once."""
    heard = signal.getsignal(signal.SIGINT)
    if heard is signal.default_int_handler:  # else who started us had it ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from saberesgraph.cli import main as run

    signal.signal(signal.SIGINT, heard)
    run()


if __name__ == "__main__":
    main()
