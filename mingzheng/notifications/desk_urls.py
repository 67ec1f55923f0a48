"""Staff addresses of notifications."""

from django.urls import path

from mingzheng.notifications import desk

app_name = "notifications"
urlpatterns = [
    path("", desk.deliveries, name="deliveries"),
    path("required/", desk.required, name="required"),
    path("<int:pk>/", desk.delivery, name="delivery"),
    path("<int:pk>/<slug:name>/", desk.step, name="step"),
    path("articles/<slug:code>/", desk.article, name="article"),
    path("articles/<slug:code>/poster.pdf", desk.poster_pdf, name="poster"),
    path("proofs/<int:pk>/photo/", desk.photo, name="photo"),
    path("proofs/<int:pk>/withdraw/", desk.withdraw_proof, name="withdraw_proof"),
]
