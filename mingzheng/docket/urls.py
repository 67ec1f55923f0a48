"""Staff addresses of dues."""

from django.urls import path

from mingzheng.docket import reading, writing

app_name = "dues"
urlpatterns = [
    path("", reading.dues, name="dues"),
    path("new/", writing.new, name="new"),
    path("prompt/", writing.prompt, name="prompt"),
    path("<int:pk>/", reading.due, name="due"),
    path("<int:pk>/excuse/", writing.excuse, name="excuse"),
    path("<int:pk>/restore/", writing.restore, name="restore"),
    path("<int:pk>/elsewhere/", writing.elsewhere, name="elsewhere"),
]
