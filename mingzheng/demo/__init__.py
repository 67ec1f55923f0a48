"""A synthetic county (演示县 云溪县): invented offices, people, villages, catalogues, a round.

Nobody and no place here exists. Used by `load_demo`, the guides and the benchmarks.
"""
