"""Addresses of the exchange. Each has a name of its own and a view with an area (access/guarding.py)."""

from django.urls import URLPattern, path

from bihuan.web.exchange import batch, evaluating, feed, feeds, persons, review, review_row, uploads, words

urlpatterns: list[URLPattern] = [
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/evaluate/", evaluating.evaluate_today, name="feeds-evaluate"),
    path("feeds/uploads/", uploads.receive, name="uploads"),
    path("feeds/uploads/<slug:token>/", uploads.upload, name="upload"),
    path("feeds/batches/<int:number>/", batch.batch, name="batch"),
    path("feeds/batches/<int:number>/rejected/", batch.rejected, name="batch-rejected"),
    path("feeds/batches/<int:number>/words/", words.map_words, name="batch-words"),
    path("feeds/review/", review.review, name="review"),
    path("feeds/review/<int:number>/<int:line>/", review_row.review_row, name="review-row"),
    path("feeds/persons/", persons.persons, name="persons"),
    path("feeds/persons/<int:first>/<int:second>/", persons.pair, name="person-pair"),
    path("feeds/<slug:name>/", feed.feed, name="feed"),
    path("feeds/<slug:name>/template/", feed.template_file, name="feed-template"),
]
