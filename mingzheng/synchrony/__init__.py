"""Policies and their interpretations (三同步): organised, reviewed and released together.

What stands between a policy and its release without one, and how long an interpretation waits
for its policy. Law: 国办发〔2016〕80号. Pure, no database. Door: `rules`.
"""
