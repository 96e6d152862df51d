"""Personal numbers at rest: encrypted with AES-GCM, found by a keyed hash, shown by their last four characters.

The key lies outside the database, in one file that only its owner can read.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from honours.domain.errors import EnvironmentFault

_KEY_BYTES = 32
_NONCE_BYTES = 12


class DataKeyMissing(EnvironmentFault):
    """There is no usable data key; carries the path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"没有可用的数据密钥：{path}。"
            "单机使用请先运行 honours db start；服务器上请用 HONOURS_DATA_KEY_FILE 指明密钥文件。"
        )


class SealBroken(EnvironmentFault):
    """A ciphertext that this key does not open: the wrong key or changed bytes."""

    def __init__(self) -> None:
        super().__init__("密文无法解开：数据密钥不对，或者密文已被改动。请核对密钥文件。")


@dataclass(frozen=True, slots=True)
class SealedNumber:
    """A personal number as the database keeps it."""

    cipher: bytes
    hmac: bytes
    last4: str


class Vault:
    """Seals and opens personal numbers and archived bytes with one data key."""

    def __init__(self, key: bytes) -> None:
        """Take the 32-byte master key; separate keys are derived for encryption and for hashing."""
        self._aead = AESGCM(hmac.digest(key, b"honours/encrypt", "sha256"))
        self._index_key = hmac.digest(key, b"honours/index", "sha256")

    @classmethod
    def from_file(cls, path: Path) -> Vault:
        """Return the vault whose key is in ``path`` (64 hexadecimal digits); raise :class:`DataKeyMissing`."""
        try:
            key = bytes.fromhex(path.read_text(encoding="ascii").strip())
        except (OSError, ValueError) as error:
            raise DataKeyMissing(path) from error
        if len(key) != _KEY_BYTES:
            raise DataKeyMissing(path)
        return cls(key)

    @staticmethod
    def create_key(path: Path) -> None:
        """Write a new random key to ``path`` (mode 0600) unless a file is already there."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(os.urandom(_KEY_BYTES).hex() + "\n")

    def seal(self, number: str) -> SealedNumber:
        """Return ``number`` encrypted, hashed and shortened; the same number always has the same hash."""
        return SealedNumber(self.encrypt(number.encode()), self.index(number), number[-4:])

    def open(self, cipher: bytes) -> str:
        """Return the number that :meth:`seal` encrypted; raise :class:`SealBroken`."""
        return self.decrypt(cipher).decode()

    def index(self, number: str) -> bytes:
        """Return the keyed hash by which an equal number is found."""
        return hmac.digest(self._index_key, number.strip().upper().encode(), hashlib.sha256)

    def encrypt(self, content: bytes) -> bytes:
        """Return ``content`` encrypted under a fresh nonce, which stands in front."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, content, None)

    def decrypt(self, sealed: bytes) -> bytes:
        """Return what :meth:`encrypt` encrypted; raise :class:`SealBroken`."""
        try:
            return self._aead.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        except (InvalidTag, ValueError) as error:
            raise SealBroken from error


def masked(last4: str) -> str:
    """Return a number as screens, logs and documents show it."""
    return f"****{last4}"
