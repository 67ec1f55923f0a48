"""Major administrative decisions (重大行政决策): the year's catalogue, each matter's legal course.

What a government, department or town will decide this year, published with the Party committee's
consent; then each matter step by step from the suggestion to the evaluation, with what each step
must leave on file and what of it the public sees. Law: 《重大行政决策程序暂行条例》 (2019).
Doors: `actions`, `queries`.
"""
