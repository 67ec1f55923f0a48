"""All addresses in one place; each room brings its own list."""

from django.urls import include, path

urlpatterns = [
    path("", include("mingzheng.portal.urls")),
    path("", include("mingzheng.lookup.urls")),
    path("", include("mingzheng.noticeboard.urls")),
    path("offices/", include("mingzheng.profiles.urls")),
    path("", include("mingzheng.reading.urls")),
    path("topics/", include("mingzheng.topics.urls")),
    path("desk/topics/", include("mingzheng.topics.desk_urls")),
    path("meetings/", include("mingzheng.handover.urls")),
    path("errors/", include("mingzheng.errata.urls")),
    path("desk/errors/", include("mingzheng.errata.desk_urls")),
    path("search/", include("mingzheng.search.urls")),
    path("powers/", include("mingzheng.lookup.power_urls")),
    path("decisions/", include("mingzheng.deciding.urls")),
    path("", include("mingzheng.api.urls")),
    path("sign-in/", include("mingzheng.accounts.urls")),
    path("desk/", include("mingzheng.workbench.urls")),
    path("desk/catalogue/", include("mingzheng.editions.urls")),
    path("desk/lists/", include("mingzheng.editions.list_urls")),
    path("desk/processes/", include("mingzheng.processes.urls")),
    path("desk/newsroom/", include("mingzheng.newsroom.urls")),
    path("desk/newsroom/old/", include("mingzheng.backfile.urls")),
    path("desk/dues/", include("mingzheng.docket.urls")),
    path("desk/handovers/", include("mingzheng.handover.desk_urls")),
    path("desk/workrules/", include("mingzheng.workrules.urls")),
    path("desk/publicity/", include("mingzheng.publicity.urls")),
    path("desk/publicity/imports/", include("mingzheng.intake.urls")),
    path("desk/decisions/", include("mingzheng.deciding.desk_urls")),
    path("desk/profiles/", include("mingzheng.profiles.desk_urls")),
    path("", include("mingzheng.notifications.urls")),
    path("subscriptions/", include("mingzheng.subscriptions.urls")),
    path("desk/subscriptions/", include("mingzheng.subscriptions.desk_urls")),
    path("desk/channels/", include("mingzheng.notifications.desk_urls")),
    path("desk/channels/settings/", include("mingzheng.channels.urls")),
    path("desk/calendar/", include("mingzheng.deadlines.urls")),
    path("laws/", include("mingzheng.laws.urls")),
    path("desk/laws/", include("mingzheng.laws.desk_urls")),
    path("desk/standards/", include("mingzheng.standards.urls")),
    path("desk/collection/", include("mingzheng.collection.urls")),
    path("desk/search/", include("mingzheng.search.desk_urls")),
    path("desk/checks/", include("mingzheng.checklists.urls")),
    path("desk/rounds/", include("mingzheng.rounds.urls")),
    path("desk/rounds/", include("mingzheng.merging.urls")),
    path("desk/accounts/", include("mingzheng.roster.urls")),
]
handler400 = "mingzheng.portal.pages.bad_request"
handler403 = "mingzheng.portal.pages.forbidden"
handler404 = "mingzheng.portal.pages.not_found"
handler500 = "mingzheng.portal.pages.server_error"
