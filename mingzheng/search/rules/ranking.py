"""Which of the titles that were found comes first (相关度)."""

from collections.abc import Sequence

from mingzheng.search.rules.asking import Term
from mingzheng.search.rules.text import flat


def score(title: str, words: Sequence[Term]) -> float:
    """How well a title answers: 100 is the query itself, below that how much of it was asked.

    A word found as typed counts more than its official name or its sound.
    """
    line = flat(title)
    asked = flat("".join(term.text for term in words))
    if line.strip() == asked.strip():
        return 100.0
    covered, worth = 0, 0.0
    for term in words:
        for rank, phrase in enumerate(term.alternatives):
            at = line.find(phrase)
            if at >= 0:
                covered += len(phrase.strip())
                worth += (1.0 if rank == 0 else 0.8) * (1.2 if at == 0 else 1.0)
                break
    share = min(1.0, covered / max(len(line.strip()), 1))
    return 40.0 * worth / len(words) + 40.0 * share if words else 0.0
