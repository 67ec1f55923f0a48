"""Staff addresses of the register."""

from django.urls import path

from mingzheng.laws import desk

app_name = "laws_desk"
urlpatterns = [
    path("", desk.laws, name="laws"),
    path("new/", desk.new, name="new"),
    path("import/", desk.import_page, name="import"),
    path("citations/", desk.citations, name="citations"),
    path("<int:pk>/", desk.law, name="law"),
]
