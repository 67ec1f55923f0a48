"""When to try again (重发), and when a person has to look. Pure."""

from datetime import timedelta

# Minutes until the next try: a hiccup is over in one, an outage mostly within the working day.
PAUSES = (1, 5, 15, 60, 240)
MOST_TRIES = len(PAUSES) + 1
# Whoever took a message to send and said nothing for so long was killed on the way.
LOST_AFTER = timedelta(minutes=10)
# A platform that took a message in must say within a day what became of it.
ASK_EVERY, ASK_FOR = timedelta(minutes=2), timedelta(days=1)


def pause(tries: int, wanted: int = 0) -> timedelta | None:
    """How long to wait after so many tries; None when it is enough.

    `wanted` are the seconds that the platform asked for; never less than that.
    """
    if tries < 1 or tries >= MOST_TRIES:
        return None
    return max(timedelta(minutes=PAUSES[tries - 1]), timedelta(seconds=wanted))
