"""Errata (我为政府网站找错): what residents find wrong on a page, and what the office answers.

Anybody reports without signing in and follows it by a code; the office whose page it is answers
within its days. Law: 国办发〔2017〕47号 (找错入口). Doors: `actions`, `queries`.
"""
