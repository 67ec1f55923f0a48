"""Staff addresses of lists of powers and services: their rows, and takeovers."""

from django.urls import path

from mingzheng.editions.desk import lists, profiles

app_name = "lists_desk"
urlpatterns = [
    path("takeover/", lists.takeover, name="takeover"),
    path("profiles/", profiles.profiles, name="profiles"),
    path("profiles/new/", profiles.profile, name="new_profile"),
    path("profiles/<int:pk>/", profiles.profile, name="profile"),
    path("<int:pk>/items/", lists.items, name="items"),
    path("<int:pk>/items/new/", lists.new, name="new"),
    path("<int:pk>/items/<slug:code>/", lists.item, name="item"),
    path("<int:pk>/items/<slug:code>/edit/", lists.edit, name="edit"),
    path("<int:pk>/items/<slug:code>/remove/", lists.remove, name="remove"),
]
