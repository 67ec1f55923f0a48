"""Channels (发布渠道): accounts at WeChat, Weibo, the app, mail and SMS; how each is spoken to.

Knows messages, not articles: who is owed a message is decided above. Secrets are sealed and
never shown again; nothing is sent before a system administrator has set a channel up.
Doors: `adapters.adapter_of`, `actions`, `queries`.
"""
