"""Posts (岗位): which deeds there are and which post may do them. Pure data, no database.

A permission is the name of a deed. A membership row grants a post in one organisation and below.
The three administrators (三员) follow GB/T 22239-2019 8.1.5: each on a line of its own.
Doors: `deeds`, `roles`, `actors`.
"""
