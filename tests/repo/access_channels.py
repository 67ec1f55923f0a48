"""The rows of the access table about channels: accounts, deliveries, proofs, subscriptions."""

from typing import Any

from mingzheng.subscriptions.links import asked_token, confirm_token, token_of
from tests.repo.access_rows import EDITORS, EVERYBODY, INSIDE, NOBODY, OFFICE, STAFF, SYSTEM, Access
from tests.repo.access_world import World


def channel(world: World) -> dict[str, Any]:
    """Return the arguments of an address about the county's app account."""
    return {"pk": world.channel.pk}


def article(world: World) -> dict[str, Any]:
    """Return the arguments of an address about what the first office released."""
    return {"code": world.article.code}


def delivery(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a delivery of the first office."""
    return {"pk": world.delivery.pk}


def abandoned(world: World) -> dict[str, Any]:
    """Return the arguments of a step of that delivery."""
    return {**delivery(world), "name": "abandon"}


def proof(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a proof of the first office."""
    return {"pk": world.proof.pk}


def office(world: World) -> dict[str, Any]:
    """Return the arguments of an address about the first office's screen."""
    return {"code": world.first.code}


def code(world: World) -> dict[str, Any]:
    """Return the arguments of the page for a code that was sent."""
    return {"token": asked_token(world.asked_for)}


def confirming(world: World) -> dict[str, Any]:
    """Return the arguments of the link that was sent."""
    return {"token": confirm_token(world.asked_for, "nonce")}


def mine(world: World) -> dict[str, Any]:
    """Return the arguments of the link that only its subscriber has."""
    return {"token": token_of(world.subscriber)}


# Whoever sees what the first office publishes.
CHANNELS = {
    "notifications:deliveries": Access(STAFF, NOBODY),
    "notifications:required": Access(STAFF, NOBODY),
    "notifications:delivery": Access(INSIDE, NOBODY, args=delivery),
    "notifications:step": Access(NOBODY, EDITORS, args=abandoned),
    "notifications:article": Access(INSIDE, args=article),
    "notifications:poster": Access(INSIDE, NOBODY, args=article),
    "notifications:photo": Access(INSIDE, NOBODY, args=proof),
    "notifications:withdraw_proof": Access(NOBODY, EDITORS, args=proof),
    "carried:screen": Access(EVERYBODY, args=office),
    "carried:changes": Access(EVERYBODY),
    "subscriptions_desk:following": Access(OFFICE, NOBODY),
    "subscriptions:new": Access(EVERYBODY),
    "subscriptions:sent": Access(EVERYBODY),
    "subscriptions:stopped": Access(EVERYBODY),
    "subscriptions:code": Access(EVERYBODY, args=code),
    "subscriptions:confirm": Access(EVERYBODY, args=confirming),
    "subscriptions:mine": Access(EVERYBODY, args=mine),
    "subscriptions:stop": Access(EVERYBODY, args=mine),
    "channels:channels": Access(SYSTEM, NOBODY),
    "channels:new": Access(SYSTEM),
    "channels:channel": Access(SYSTEM, args=channel),
    "channels:switch_off": Access(NOBODY, SYSTEM, args=channel),
}
