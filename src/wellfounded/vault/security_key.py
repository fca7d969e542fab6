"""Security keys that open the store: what is put to them, and which of their answers are believed.

A key answers a salt with 32 bytes that it gives to nobody else (the PRF of WebAuthn). It must have verified who holds
it, by a PIN or a finger: a key that was found or taken opens nothing by being touched. A passkey that a phone or a
browser copies to another company's computers is refused: it would let the way to the store out of the house.

The credential is made for this computer alone and the key keeps no trace of it: its name lies in the slot.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from cryptography.hazmat.primitives import constant_time
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationConveyancePreference,
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    CollectedClientData,
    PublicKeyCredentialRpEntity,
)

from wellfounded.vault.errors import KeyRefused
from wellfounded.vault.slot import SecurityKey

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = "localhost"  # the only name under which a page may ask: the store is opened at the computer on which it lies
OFFICE = "Wellfounded"
CHALLENGE_BYTES = SALT_BYTES = ANSWER_BYTES = 32
TOUCHES = 2  # a way is made only by a key that gave the same answer twice
LONGEST = 100_000  # characters that a browser tells
ALGORITHMS = (-7, -8, -257)  # ES256, EdDSA, RS256


class Reason(StrEnum):
    """Why an answer is not believed."""

    UNREADABLE = "unreadable"
    UNVERIFIED = "unverified"
    COPIED = "copied"
    CHANGING = "changing"


@dataclass(frozen=True, slots=True)
class Asked:
    """One asking: a challenge that is used once, and the address of the page that put it."""

    challenge: str
    origin: str


def by_chance() -> str:
    """A challenge, or a salt."""
    return websafe_encode(secrets.token_bytes(CHALLENGE_BYTES))


def to_make(challenge: str, salt: str, *, known: Iterable[str]) -> dict[str, Any]:
    """What the page asks a key that shall get a way; `known` are the credentials that need no second one."""
    return {
        "challenge": challenge,
        "rp": HERE,
        "office": OFFICE,
        "user": by_chance(),  # names nobody
        "algorithms": list(ALGORITHMS),
        "known": sorted(known),
        "salt": salt,
    }


def to_answer(challenge: str, salts: Mapping[str, str]) -> dict[str, Any]:
    """What the page asks a key that has a way."""
    return {"challenge": challenge, "rp": HERE, "salts": dict(salts)}


def enrolled(told: str, asked: Asked, *, salt: str) -> SecurityKey:
    """A new credential with its answer to the salt.

    Raises:
        KeyRefused: the key did not verify its holder, its credential is copied elsewhere, it answered differently the
            second time, or what the browser tells does not belong to the asking.
    """
    read = _read(told)
    try:
        credential = _made(read["created"], asked)
        answers = [_proved(one, asked, credential=credential) for one in read["answered"]]
    except KeyRefused:
        raise
    except Exception as error:  # what libraries make of bytes from outside is not ours to list
        raise KeyRefused(Reason.UNREADABLE) from error
    if len(answers) != TOUCHES or not constant_time.bytes_eq(answers[0], answers[1]):
        raise KeyRefused(Reason.CHANGING)
    return SecurityKey(websafe_encode(credential.credential_id), salt, answers[0])


def answered(told: str, asked: Asked) -> dict[str, bytes]:
    """The answer of a key, by its credential.

    No signature is looked at: whether the answer is the right one, only the slot can tell.

    Raises:
        KeyRefused: the key did not verify its holder, or what the browser tells does not belong to the asking.
    """
    try:
        read = _read(told)["answered"]
        answer = _checked(_response(read), asked)
        return {websafe_encode(answer.raw_id): _answer_in(read)}
    except KeyRefused:
        raise
    except Exception as error:  # the same
        raise KeyRefused(Reason.UNREADABLE) from error


def _read(told: str) -> dict[str, Any]:
    try:
        read = json.loads(told) if len(told) <= LONGEST else None
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise KeyRefused(Reason.UNREADABLE)
    return read


def _made(created: Mapping[str, Any], asked: Asked) -> AttestedCredentialData:
    server = Fido2Server(
        PublicKeyCredentialRpEntity(name=OFFICE, id=HERE),
        attestation=AttestationConveyancePreference.NONE,
        verify_origin=lambda origin: origin == asked.origin,
    )
    told = {"id": created["id"], "rawId": created["id"], "response": created["response"], "type": "public-key"}
    # Who was verified is looked at below, so that it can be said.
    data = server.register_complete({"challenge": asked.challenge, "user_verification": None}, told)
    _check_holder(data)
    if data.flags & AuthenticatorData.FLAG.BE:
        raise KeyRefused(Reason.COPIED)
    return cast("AttestedCredentialData", data.credential_data)  # the library has looked that it is there


def _proved(told: Mapping[str, Any], asked: Asked, *, credential: AttestedCredentialData) -> bytes:
    """The answer of the key that holds this credential, which its signature shows."""
    answer = _checked(_response(told), asked)
    if answer.raw_id != credential.credential_id:
        raise KeyRefused(Reason.UNREADABLE)
    signed = answer.response.authenticator_data + answer.response.client_data.hash
    credential.public_key.verify(signed, answer.response.signature)
    return _answer_in(told)


def _response(told: Mapping[str, Any]) -> AuthenticationResponse:
    whole = {"id": told["id"], "rawId": told["id"], "response": told["response"], "type": "public-key"}
    return AuthenticationResponse.from_dict(whole)


def _checked(answer: AuthenticationResponse, asked: Asked) -> AuthenticationResponse:
    client, data = answer.response.client_data, answer.response.authenticator_data
    belongs = (
        client.type == CollectedClientData.TYPE.GET
        and client.origin == asked.origin
        and not client.cross_origin
        and constant_time.bytes_eq(client.challenge, websafe_decode(asked.challenge))
        and constant_time.bytes_eq(data.rp_id_hash, sha256(HERE.encode()).digest())
    )
    if not belongs:
        raise KeyRefused(Reason.UNREADABLE)
    _check_holder(data)
    return answer


def _check_holder(data: AuthenticatorData) -> None:
    if not (data.is_user_present() and data.is_user_verified()):
        raise KeyRefused(Reason.UNVERIFIED)


def _answer_in(told: Mapping[str, Any]) -> bytes:
    answer = websafe_decode(told["answer"])
    if len(answer) != ANSWER_BYTES:
        raise KeyRefused(Reason.UNREADABLE)
    return answer
