"""The one API object: each room brings a router (OpenAPI at /api/openapi.json)."""

from ninja import NinjaAPI

from mingzheng.lookup.api import router as lookup
from mingzheng.search.api import router as search

api = NinjaAPI(
    title="明政开放接口",
    version="1.0",
    description="搜索和公开事项目录的查询接口。只读，不用登录，只含现行的公开内容。",
    docs_url=None,  # the bundled page wants scripts from elsewhere; openapi.json is the contract
    urls_namespace="api",
)
api.add_router("/catalogue/", lookup)
api.add_router("/search", search)
