"""Staff addresses of fields and starter rows."""

from django.urls import path

from mingzheng.standards import desk

app_name = "standards"
urlpatterns = [
    path("", desk.fields, name="fields"),
    path("new/", desk.new_field, name="new_field"),
    path("suggestions/", desk.suggestions, name="suggestions"),
    path("<slug:slug>/", desk.field, name="field"),
]
