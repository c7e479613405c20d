"""The oracle: every finding of checks.md on a county, for one day."""

from datetime import date

from . import assessment, cultivation, incentive, restraint
from .county import County, Finding, one_a_key
from .society import Society


def judge(county: County, on: date) -> list[Finding]:
    society = Society(county, on)
    mechanisms = (cultivation, assessment, incentive, restraint)
    return one_a_key(finding for mechanism in mechanisms for finding in mechanism.judge(society))
