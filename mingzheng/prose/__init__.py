"""Prose (正文与附件): bodies of articles as clean accessible pages, attachments and their text.

Law: 《政府信息公开条例》第二十四条 (what is published can be searched, read and downloaded).
"""
