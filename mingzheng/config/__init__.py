"""Settings, addresses and the WSGI entry point: how the rooms are put together."""
