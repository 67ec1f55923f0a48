"""Page mechanics that no business owns (页面语法): lists, forms, refusals, steps as views.

Rooms below the faces use them; a page names its columns, filters or steps, nothing more.
"""
