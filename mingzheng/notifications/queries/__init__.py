"""The questions of notifications: what is owed, what is missing, what screens and apps read."""

from mingzheng.notifications.queries import carrying
from mingzheng.notifications.queries.carrying import (
    LOOK_BACK,
    confirming,
    due_keys,
    lost,
    standing_deliveries,
    standing_deliveries_at,
    unannounced,
)
from mingzheng.notifications.queries.desk import (
    Task,
    article_for,
    deliveries_for,
    requirements_for,
    requirements_of,
    tasks_for,
)
from mingzheng.notifications.queries.open import changes_after, latest_of, notes_of

__all__ = [
    "LOOK_BACK",
    "Task",
    "article_for",
    "carrying",
    "changes_after",
    "confirming",
    "deliveries_for",
    "due_keys",
    "latest_of",
    "lost",
    "notes_of",
    "requirements_for",
    "requirements_of",
    "standing_deliveries",
    "standing_deliveries_at",
    "tasks_for",
    "unannounced",
]
