"""User and password, or a token, for a service: from the environment, sent as it asks for them."""

import base64
import hashlib
import os
import re
import secrets
from collections.abc import Iterable
from typing import Final

USER: Final = "SABERESGRAPH_ENDPOINT_USER"
PASSWORD: Final = "SABERESGRAPH_ENDPOINT_PASSWORD"  # noqa: S105 (the name of a variable)
TOKEN: Final = "SABERESGRAPH_ENDPOINT_TOKEN"  # noqa: S105

_HASHES: Final = {"md5": hashlib.md5, "sha-256": hashlib.sha256}
_FIELD = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))')
_UNAUTHORIZED, _FORBIDDEN = 401, 403


class Credentials:
    """What proves to a service who asks: nothing, Basic, or Digest once the service offers it.

    Where the environment has a token, it goes as Bearer in place of all these.

    Args:
        unasked: secrets may go before the service asks, because nobody else can read them.
    """

    def __init__(self, *, unasked: bool) -> None:
        user, password = os.environ.get(USER), os.environ.get(PASSWORD)
        self._given = (user, password) if user is not None and password is not None else None
        self._token = os.environ.get(TOKEN)
        self._plain = "bearer" if self._token else "basic" if self._given else "none"
        self._challenge: dict[str, str] = {}
        self._count = 0
        self.scheme = self._plain if unasked else "none"

    def header(self, method: str, target: str) -> bytes | None:
        """Return the Authorization header of a request, None for none."""
        if self.scheme == "bearer" and self._token:
            return b"Bearer " + os.fsencode(self._token)
        if not self._given or self.scheme == "none":
            return None
        if self.scheme == "basic":
            return b"Basic " + base64.b64encode(os.fsencode(":".join(self._given)))
        self._count += 1
        nonce_of_ours = secrets.token_hex(16)
        return digest(self._given, self._challenge, (method, target), (self._count, nonce_of_ours))

    def another(self, status: int, challenges: Iterable[str], tried: set[str]) -> bool:
        """Return whether the same request may now be let in, having chosen another scheme.

        `tried` holds the schemes of this request so far; what is chosen is added to it.
        """
        if self._plain == "none" or status not in {_UNAUTHORIZED, _FORBIDDEN}:
            return False
        offered = " , ".join(challenges)
        challenge = _challenge(offered)
        if self._plain == "basic" and challenge and "digest" not in tried:
            self._challenge, self._count = challenge, 0
            return self._choose("digest", tried)
        # Virtuoso says no to Basic without a word on what it would take: ask again with nothing
        if status == _UNAUTHORIZED and not offered and "none" not in tried:
            return self._choose("none", tried)
        wanted = not offered or re.search(rf"\b{self._plain}\b", offered, re.I)
        if wanted and self._plain not in tried:
            return self._choose(self._plain, tried)
        return False

    def _choose(self, scheme: str, tried: set[str]) -> bool:
        self.scheme = scheme
        tried.add(scheme)
        return True


def _challenge(offered: str) -> dict[str, str]:
    """Return the fields of a Digest challenge that we can answer, {} for none."""
    found = re.search(r"\bdigest\s+(.*)", offered, re.I | re.S)
    fields: dict[str, str] = {}
    for name, quoted, bare in _FIELD.findall(found[1] if found else ""):
        fields.setdefault(name.lower(), quoted or bare)
    known = fields.get("algorithm", "MD5").lower() in _HASHES
    simple = "qop" not in fields or "auth" in re.split(r"[\s,]+", fields["qop"])
    return fields if known and simple and "nonce" in fields else {}


def digest(
    given: tuple[str, str],
    challenge: dict[str, str],
    request: tuple[str, str],
    sent: tuple[int, str],
) -> bytes:
    """Return an answer to a Digest challenge (RFC 7616).

    Args:
        given: user and password.
        challenge: the fields of the challenge.
        request: method and target.
        sent: how many answers this challenge has had, this one too, and a nonce of ours.

    >>> challenge = {"realm": "http-auth@example.org", "qop": "auth, auth-int", "algorithm": "MD5",
    ...     "nonce": "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
    ...     "opaque": "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"}
    >>> header = digest(("Mufasa", "Circle of Life"), challenge, ("GET", "/dir/index.html"),
    ...     (1, "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"))
    >>> b'response="8ca523f5e9506fed4657c9700eebdbec"' in header
    True
    """
    user, password = given
    method, target = request
    realm, nonce = challenge.get("realm", ""), challenge["nonce"]
    algorithm = challenge.get("algorithm", "MD5")
    hashed = _HASHES[algorithm.lower()]

    def of(words: str) -> str:
        return hashed(os.fsencode(words)).hexdigest()

    who, what = of(f"{user}:{realm}:{password}"), of(f"{method}:{target}")
    fields = {"username": user, "realm": realm, "nonce": nonce, "uri": target}
    bare = f"algorithm={algorithm}"
    if "qop" in challenge:
        count, ours = f"{sent[0]:08x}", sent[1]
        fields |= {"cnonce": ours, "response": of(f"{who}:{nonce}:{count}:{ours}:auth:{what}")}
        bare += f", qop=auth, nc={count}"
    else:
        fields["response"] = of(f"{who}:{nonce}:{what}")
    if "opaque" in challenge:
        fields["opaque"] = challenge["opaque"]
    quoted = ", ".join(f'{name}="{value}"' for name, value in fields.items())
    return os.fsencode(f"Digest {quoted}, {bare}")
