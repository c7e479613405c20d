"""Addresses of triage, matters, findings and objections. Each view has an area (access/guarding.py)."""

from django.urls import URLPattern, path

from bihuan.web.matters import deciding, finding, matter, matters, objection, papers, triage

urlpatterns: list[URLPattern] = [
    path("triage/", triage.triage, name="triage"),
    path("triage/backlog/", triage.backlog, name="backlog"),
    path("triage/backlog/open/", deciding.open_batch, name="backlog-open"),
    path("triage/<int:number>/", deciding.decide, name="triage-decide"),
    path("matters/", matters.matters, name="matters"),
    path("matters/<int:number>/", matter.matter, name="matter"),
    path("matters/<int:number>/papers/<int:paper>/", papers.paper, name="matter-paper"),
    path("findings/<int:number>/", finding.finding, name="finding"),
    path("objections/<int:reference>/", objection.objection_new, name="objection-new"),
]
