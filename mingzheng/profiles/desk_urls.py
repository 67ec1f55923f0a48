"""Staff addresses of offices' profiles."""

from django.urls import path

from mingzheng.profiles import desk

app_name = "profiles_desk"
urlpatterns = [
    path("", desk.offices, name="offices"),
    path("<str:code>/", desk.office, name="office"),
    path("<str:code>/duties/", desk.profile, name="profile"),
    path("<str:code>/guide/", desk.guide, name="guide"),
    path("<str:code>/units/new/", desk.unit, name="new_unit"),
    path("<str:code>/units/<int:pk>/", desk.unit, name="unit"),
    path("<str:code>/people/new/", desk.officer, name="new_officer"),
    path("<str:code>/people/<int:pk>/", desk.officer, name="officer"),
    path("<str:code>/people/<int:pk>/photo/", desk.photo, name="photo"),
    path("<str:code>/people/<int:pk>/presence/", desk.presence, name="presence"),
    path("<str:code>/remove/<slug:what>/<int:pk>/", desk.remove, name="remove"),
    path("<str:code>/upload/", desk.upload, name="upload"),
    path("<str:code>/undo/", desk.undo, name="undo"),
    path("<str:code>/roster.csv", desk.table, name="table"),
]
