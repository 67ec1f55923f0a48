"""Subscriptions (订阅、精准推送): a resident says what interests them and is told, until they stop.

Double opt-in by a one-time link or code; addresses sealed; one click to stop, without an account.
Law: 《个人信息保护法》第十四条、第十五条、第四十七条. Doors: `actions`, `queries`.
"""
