"""Addresses of the desk. Each has a name of its own and a view with an area (access/guarding.py)."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path
from django.views.i18n import set_language

from bihuan.web.desk import cadres, dossier, signing, workbench

urlpatterns: list[URLPattern] = [
    path("sign-in/", signing.SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("language/", login_not_required(set_language), name="language"),
    path("", workbench.workbench, name="workbench"),
    path("cadres/", cadres.cadres, name="cadres"),
    path("my-dossier/", dossier.my_dossier, name="my-dossier"),
    path("cadres/<int:cadre>/", dossier.dossier, name="cadre"),
    path("cadres/<int:cadre>/lrmx/", dossier.form_file, name="cadre-lrmx"),
]
