"""The page of each submission: what was handed in, and how it was evaluated."""

from functools import partial
from typing import Final

from saberesgraph.dates import date
from saberesgraph.drawing.page import Place
from saberesgraph.drawing.paths import page_of
from saberesgraph.exchange.evaluation import Finding
from saberesgraph.exchange.reports.words import OUTCOMES
from saberesgraph.site.content import Content, Pages
from saberesgraph.site.show import show
from saberesgraph.site.standing import Standing, standings

# the links of a submission in the order of the form
_ORDER: Final = (
    "applicant", "applicantKind", "territory", "axis", "objective", "planGoal", "receiver",
)  # fmt: skip
# the marks of what the evaluation of a criterion can find
_MARKS: Final = {
    "met": "✓",
    "partly": "◐",
    "not-met": "✗",
    "disputed": "≠",
    "supported": "○",
    "unsupported": "–",
}


def pages(content: Content) -> Pages:
    """Yield a page for each submission."""
    for curie, submission in content.evaluations.submissions.items():
        if path := page_of(curie):
            yield path, partial(_page, content, submission.call, curie)


def _page(content: Content, call: str, curie: str, place: Place) -> str:
    standing = next(each for each in standings(content, call) if each.submission.curie == curie)
    links = standing.submission.links
    evaluation = content.evaluations.found.get(call)
    names = [*(name for name in _ORDER if name in links), *(n for n in links if n not in _ORDER)]
    return show(
        "submission.html.j2",
        content,
        place,
        styles=("calls.css",),
        standing=standing,
        submission=standing.submission,
        found=standing.found,
        links=[(name, links[name]) for name in names],
        moment=date(standing.submission.submitted_at, content.language),
        reviews=[(each, date(each.at, content.language)) for each in standing.submission.reviews],
        decided=date(standing.found.decision.decided_on, content.language)
        if standing.found and standing.found.decision
        else "",
        findings=_by_outcome(standing),
        marks=_MARKS,
        members={m.curie: m for m in evaluation.committee} if evaluation else {},
    )


def _by_outcome(standing: Standing) -> dict[str, tuple[Finding, ...]]:
    findings = standing.found.findings if standing.found else ()
    return {
        outcome: tuple(each for each in findings if each.outcome == outcome) for outcome in OUTCOMES
    }
