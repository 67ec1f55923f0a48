"""Staff addresses of merging, below those of the round."""

from django.urls import path

from mingzheng.merging import desk

app_name = "merging"
urlpatterns = [
    path("<int:pk>/merge/", desk.merge, name="merge"),
    path("<int:pk>/conflicts/", desk.conflicts, name="conflicts"),
    path("<int:pk>/conflicts/<int:conflict>/", desk.decide, name="decide"),
    path("<int:pk>/checks/", desk.checks, name="checks"),
]
