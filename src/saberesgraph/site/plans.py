"""The pages of plans: each goal with the experiences that serve it, and the goals without any."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial

import pyoxigraph as ox

from saberesgraph.drawing.page import Place
from saberesgraph.drawing.paths import page_of
from saberesgraph.exchange.plans import Plan, PlanGoal
from saberesgraph.formats import csv
from saberesgraph.language import translator
from saberesgraph.namespaces import PROLOGUE, lengthen, local_name, shorten
from saberesgraph.results import Table
from saberesgraph.site.content import Content, Files, Pages
from saberesgraph.site.show import show

# the theme of the questions on plans
_TAG = "plan"


def pages(content: Content) -> Pages:
    """Yield the list of all plans with its CSV, and a page for each of our own."""
    yield "plans.html", partial(_list, content)
    yield "plans.csv", lambda place: csv(_table(content, content.plans))
    for plan in content.plans:
        if path := page_of(plan.curie):  # others are told of where they come from
            yield path, partial(_page, content, plan)


def files(content: Content) -> Files:
    """Yield all plans as JSON, which has no language."""
    yield (
        "plans.json",
        lambda: (
            json.dumps([asdict(plan) for plan in content.plans], ensure_ascii=False, indent=2)
            + "\n"
        ),
    )


def _list(content: Content, place: Place) -> str:
    return show(
        "plans.html.j2",
        content,
        place,
        styles=("exchange.css",),
        years=partial(_years, content.language),
        plans=[(plan, *map(len, _parted(plan))) for plan in content.plans],
        questions=_questions(content),
    )


def _page(content: Content, plan: Plan, place: Place) -> str:
    stated, derived, nothing = _parted(plan)
    thing = content.connections.things.get(plan.curie)
    return show(
        "plan.html.j2",
        content,
        place,
        styles=("exchange.css",),
        plan=plan,
        years=partial(_years, content.language),
        thing=thing,
        links=[
            link
            for name in ("rdfs:seeAlso", "schema:url")
            for link in (thing.said.get(name, ()) if thing else ())
            if link.startswith(("https://", "http://"))
        ],
        said=_said(content, plan),
        stated=stated,
        derived=derived,
        nothing=nothing,
        questions=_questions(content),
        raw=str(page_of(plan.curie)).removesuffix(".html"),
    )


def _years(language: str, plan: Plan) -> str:
    """The years of a plan in words, "" where none is known."""
    t = translator(language)
    first, last = plan.years
    if first and last:
        return f"{first}–{last}"
    return t(f"desde {first}", f"since {first}") if first else last and t(
        f"hasta {last}", f"until {last}"
    )  # fmt: skip


def _said(content: Content, plan: Plan) -> dict[str, dict[str, list[str]]]:
    """What else is said of a plan and of its goals, in words: publisher and notes."""
    known = " ".join(
        f"<{lengthen(curie)}>" for curie in (plan.curie, *(g.curie for g in plan.goals))
    )
    rows = content.store.select(
        PROLOGUE
        + f"""SELECT ?thing ?p ?words WHERE {{
            VALUES ?thing {{ {known} }}
            VALUES ?p {{ dcterms:publisher skos:note skos:scopeNote }}
            ?thing ?p ?words FILTER (LANG(?words) IN ("", "{content.language}"))
        }} ORDER BY ?thing ?p ?words"""
    ).records()
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        said = found.setdefault(shorten(row["thing"]), {})
        said.setdefault(local_name(row["p"]), []).append(row["words"])
    return found


def _parted(plan: Plan) -> tuple[list[PlanGoal], list[PlanGoal], list[PlanGoal]]:
    """The goals that some record says it serves, those that only a rule leads to, and the rest."""
    stated = [goal for goal in plan.goals if goal.stated]
    derived = [goal for goal in plan.goals if goal.derived and not goal.stated]
    none = [goal for goal in plan.goals if not (goal.stated or goal.derived)]
    return stated, derived, none


def _questions(content: Content) -> list[tuple[str, str]]:
    return [
        (f"queries/{query.name}.html", query.title[content.language])
        for query in content.queries
        if any(_TAG in tag for tag in query.tags) or _TAG in query.name.split("-")
    ]


def _table(content: Content, plans: Iterable[Plan]) -> Table:
    """One row a goal: how many experiences state that they serve it, and how many are derived."""
    columns = (
        "plan", "plan_title", "level", "goal", "goal_title", "stated", "derived",
        "stated_records", "derived_records", "iri",
    )  # fmt: skip

    def codes(curies: Iterable[str]) -> str:
        return " ".join(curie.partition(":")[2] for curie in curies)

    return Table(
        columns,
        tuple(
            tuple(
                ox.Literal(cell)
                for cell in (
                    plan.curie,
                    plan.label.get(content.language, plan.curie),
                    plan.level,
                    goal.notation,
                    goal.label.get(content.language, goal.notation),
                    len(goal.stated),
                    len(goal.derived),
                    codes(goal.stated),
                    codes(each.practice for each in goal.derived),
                    goal.curie,
                )
            )
            for plan in plans
            for goal in plan.goals
        ),
    )
