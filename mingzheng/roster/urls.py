"""Addresses of the desk pages of organisations, people and roles."""

from django.urls import path

from mingzheng.roster.desk import organisations, people, roles

app_name = "roster"
urlpatterns = [
    path("", organisations.organisations, name="organisations"),
    path("organisations/new/", organisations.new_organisation, name="new_organisation"),
    path("organisations/import/", organisations.import_organisations, name="import"),
    path("organisations/export/", organisations.export_organisations, name="export"),
    path("organisation/<str:code>/", organisations.organisation, name="organisation"),
    path(
        "organisation/<str:code>/edit/",
        organisations.edit_organisation,
        name="edit_organisation",
    ),
    path(
        "organisation/<str:code>/move/",
        organisations.move_organisation,
        name="move_organisation",
    ),
    path(
        "organisation/<str:code>/close/",
        organisations.close_organisation,
        name="close_organisation",
    ),
    path(
        "organisation/<str:code>/reopen/",
        organisations.reopen_organisation,
        name="reopen_organisation",
    ),
    path(
        "organisation/<str:code>/names/<int:pk>/forget/",
        organisations.forget_alias,
        name="forget_alias",
    ),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.edit_person, name="edit_person"),
    path("people/<int:pk>/grant/", people.grant, name="grant"),
    path("people/<int:pk>/roles/<int:membership>/revoke/", people.revoke, name="revoke"),
    path("people/<int:pk>/do/<slug:deed>/", people.person_deed, name="person_deed"),
    path("roles/", roles.roles, name="roles"),
]
