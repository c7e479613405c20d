"""Addresses of the policy library."""

from django.urls import URLPattern, path

from bihuan.web.policy import check, document, library

urlpatterns: list[URLPattern] = [
    path("policies/", library.policies, name="policies"),
    path("policies/documents/<slug:number>/", document.policy_document, name="policy-document"),
    path("policies/checks/<str:name>/", check.policy_check, name="policy-check"),
]
