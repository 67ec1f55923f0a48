"""Publishing (信息发布): what is made public, reviewed first, released exactly as approved.

An article is the public thing; a manuscript is one way out of it, through two to four reviews; a
revision is what was written, and never changes. Law: 《政府信息公开条例》 arts 17, 19-21, 26.
Doors: `actions` and `queries`; how the checks and the dues hang on: `actions.checking`,
`actions.fulfilling`.
"""
