"""The addresses of the admin's pages about topics."""

from django.urls import path

from . import views

app_name = "cases_topics"
urlpatterns = [
    path("", views.TopicListView.as_view(), name="list"),
    path("add/", views.AddTopicView.as_view(), name="add"),
    path("suggestions/", views.suggestions, name="suggestions"),
    path("<int:pk>/", views.EditTopicView.as_view(), name="edit"),
    path("<int:pk>/move/", views.MoveTopicView.as_view(), name="move"),
    path("<int:pk>/merge/", views.MergeTopicView.as_view(), name="merge"),
    path("<int:pk>/retire/", views.RetireTopicView.as_view(), name="retire"),
    path("<int:pk>/reinstate/", views.ReinstateTopicView.as_view(), name="reinstate"),
]
