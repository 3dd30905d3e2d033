"""Takes from a process what a stranger's query could abuse: files, connections, memory, time."""

import faulthandler
import math
import os
import platform
import signal
from pathlib import Path
from typing import Final

from saberesgraph.sandbox.limits import Limits

SYSTEM: Final = platform.system()
FORKS: Final = SYSTEM not in {"Windows", "Darwin"}


def confine(limits: Limits) -> None:
    """Give up this process's rights to open anything, and limit what it takes, for good."""
    faulthandler.disable()  # whoever embeds us may report crashes; here they are outcomes
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # the engine's last words when it aborts
        os.dup2(nowhere, stream)
    if SYSTEM == "Windows":
        return
    import resource

    def limit(what: int, most: int) -> None:
        # a limit already set from outside may be lower
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))

    # who waits uses no processor time: the clock ends what its parent can no longer end
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(math.ceil(limits.seconds) + 1)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_FSIZE, 0)
    limit(resource.RLIMIT_CPU, math.ceil(limits.seconds) + 1)
    held = Path("/proc/self/statm")
    if held.exists():
        pages = int(held.read_text(encoding="ascii").split()[0])
        limit(resource.RLIMIT_AS, pages * resource.getpagesize() + limits.memory_mib * 2**20)
    # nothing more can be opened: no file, no connection
    limit(resource.RLIMIT_NOFILE, 0)
