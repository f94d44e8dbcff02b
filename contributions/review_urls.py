"""The addresses of the review."""

from django.urls import path

from .views import log, queue, review

urlpatterns = [
    path("", queue.queue, name="review_queue"),
    path("next/", queue.take_the_next_one, name="review_next"),
    path("log/", log.log, name="review_log"),
    path("<slug:reference>/", review.review, name="review"),
    path("<slug:reference>/take/", review.take, name="review_take"),
    path("<slug:reference>/<slug:action>/", review.decide, name="review_decide"),
]
