"""The evaluation of calls as JSON, for programs: keys and notations are never translated."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from saberesgraph.exchange.evaluation import CallEvaluation

# JSON escapes the C0 controls alone; a terminal obeys these too
_CONTROL: Final = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def write(evaluations: Sequence[CallEvaluation], _language: str) -> str:
    """Return everything, with texts in every language."""
    written = json.dumps(
        {"calls": [asdict(each) for each in evaluations]}, ensure_ascii=False, indent=2
    )
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", written) + "\n"
