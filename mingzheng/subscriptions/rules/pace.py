"""How often people are told, how long links live (频次、时效). Ours; no document names a number."""

from datetime import timedelta

DIGEST_HOUR = 8  # o'clock, in Shanghai: not at night
GAP = timedelta(minutes=10)  # between two letters to one who wants them at once
CONFIRM_WITHIN = timedelta(hours=24)
CODE_WITHIN = timedelta(minutes=10)
MOST_CODES = 5  # wrong codes before a request is void
MOST_ASKED = 3  # requests for one address in an hour
MOST_FROM = 10  # requests from one visitor in ten minutes
MOST_INTERESTS = 30
MOST_REFUSED = 3  # letters in a row that an address does not take, before it is forgotten
IN_A_LETTER = 30  # titles
