"""Staff addresses of the words that help to find."""

from django.urls import path

from mingzheng.search import desk

app_name = "search_desk"
urlpatterns = [
    path("", desk.in_vain, name="in_vain"),
    path("synonyms/", desk.synonyms, name="synonyms"),
    path("synonyms/new/", desk.new_synonym, name="new_synonym"),
    path("synonyms/<int:pk>/", desk.synonym, name="synonym"),
    path("synonyms/<int:pk>/remove/", desk.remove_synonym, name="remove_synonym"),
    path("best-bets/", desk.best_bets, name="best_bets"),
    path("best-bets/new/", desk.new_best_bet, name="new_best_bet"),
    path("best-bets/<int:pk>/", desk.best_bet, name="best_bet"),
    path("best-bets/<int:pk>/remove/", desk.remove_best_bet, name="remove_best_bet"),
    path("hot/", desk.hot, name="hot"),
    path("hot/<int:pk>/", desk.hide, name="hide"),
]
