"""A security key in software, and the browser around it: it answers as the page would send it, rightly or wrongly."""

from __future__ import annotations

import hmac
import json
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

ORIGIN = "http://localhost:8000"
FLAG = AuthenticatorData.FLAG


@dataclass
class SoftKey:
    """What a page gets from it. `flags` and `here` are what an honest key would say of itself and of the page."""

    flags: int = FLAG.UP | FLAG.UV
    here: str = "localhost"
    origin: str = ORIGIN
    crossing: bool = False
    name: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    signing: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def credential(self) -> str:
        return websafe_encode(self.name)

    def answer(self, salt: str) -> bytes:
        return hmac.digest(self.secret, b"WebAuthn PRF\0" + websafe_decode(salt), "sha256")

    def made(self, challenge: str) -> dict[str, Any]:
        public = ES256.from_cryptography_key(self.signing.public_key())  # type: ignore[no-untyped-call] # fido2's
        attested = AttestedCredentialData.create(Aaguid.NONE, self.name, public)
        data = AuthenticatorData.create(self._here(), FLAG(self.flags | FLAG.AT), 0, attested)
        response = {
            "clientDataJSON": websafe_encode(self._client("webauthn.create", challenge)),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        }
        return {"id": self.credential, "rawId": self.credential, "response": response}

    def answered(self, challenge: str, salt: str) -> dict[str, Any]:
        data = AuthenticatorData.create(self._here(), FLAG(self.flags), 1)
        client = self._client("webauthn.get", challenge)
        signature = self.signing.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        response = {
            "clientDataJSON": websafe_encode(client),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
        }
        whole = {"id": self.credential, "rawId": self.credential, "response": response}
        return whole | {"answer": websafe_encode(self.answer(salt))}

    def enrolled(self, challenge: str, salt: str) -> dict[str, Any]:
        twice = [self.answered(challenge, salt), self.answered(challenge, salt)]
        return {"created": self.made(challenge), "answered": twice}

    def _here(self) -> bytes:
        return sha256(self.here.encode()).digest()

    def _client(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": self.crossing}
        return json.dumps(told).encode()
