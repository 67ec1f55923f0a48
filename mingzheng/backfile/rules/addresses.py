"""Addresses of old sites (旧网址) in one form, so that http and https, www and none, are one."""

from urllib.parse import unquote, urlsplit

LONGEST = 500


def plain(address: str) -> tuple[str, str]:
    """Host and path with query of an address, and the path with query alone; "" for none such.

    Scheme, www, port, case of the host, fragment and a last slash do not matter; escapes are read.
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", ""
    path = place(parts.path, parts.query)
    whole = host + path
    if not host or path == "/" or len(whole) > LONGEST:
        return "", ""
    return whole, path


def place(path: str, query: str) -> str:
    """Path and query as they are compared."""
    path = unquote(path).rstrip("/") or "/"
    return f"{path}?{unquote(query)}" if query else path
