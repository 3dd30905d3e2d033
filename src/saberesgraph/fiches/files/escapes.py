"""Undoes how spreadsheets write characters that their XML cannot hold."""

import re
from typing import Final

# ISO/IEC 29500-1, 22.9.2.19, ST_Xstring
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(words: str) -> str:
    r"""Return words with `_x000D_` as the character it stands for.

    >>> unescaped("uno_x000A_dos _x005F_x000A_ a_x_b")
    'uno\ndos _x000A_ a_x_b'
    """
    if "_x" not in words:
        return words
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), words)
