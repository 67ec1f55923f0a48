"""All addresses in one place; each room brings its own list."""

from django.urls import include, path

urlpatterns = [
    path("", include("mingzheng.portal.urls")),
    path("", include("mingzheng.lookup.urls")),
    path("search/", include("mingzheng.search.urls")),
    path("powers/", include("mingzheng.lookup.power_urls")),
    path("", include("mingzheng.api.urls")),
    path("sign-in/", include("mingzheng.accounts.urls")),
    path("desk/", include("mingzheng.workbench.urls")),
    path("desk/catalogue/", include("mingzheng.editions.urls")),
    path("desk/lists/", include("mingzheng.editions.list_urls")),
    path("desk/processes/", include("mingzheng.processes.urls")),
    path("desk/calendar/", include("mingzheng.deadlines.urls")),
    path("laws/", include("mingzheng.laws.urls")),
    path("desk/laws/", include("mingzheng.laws.desk_urls")),
    path("desk/standards/", include("mingzheng.standards.urls")),
    path("desk/collection/", include("mingzheng.collection.urls")),
    path("desk/search/", include("mingzheng.search.desk_urls")),
    path("desk/rounds/", include("mingzheng.rounds.urls")),
    path("desk/rounds/", include("mingzheng.merging.urls")),
    path("desk/accounts/", include("mingzheng.roster.urls")),
]
handler400 = "mingzheng.portal.pages.bad_request"
handler403 = "mingzheng.portal.pages.forbidden"
handler404 = "mingzheng.portal.pages.not_found"
handler500 = "mingzheng.portal.pages.server_error"
