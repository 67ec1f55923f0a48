"""What programs see (接口): health, OpenAPI, and the rooms' routers in one place."""
