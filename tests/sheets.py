"""Drafts as a filled workbook gives them, made from records."""

from saberesgraph.fiches.draft import Draft, Evidence, Oddity, Place, Text
from saberesgraph.fiches.form.items import joined
from saberesgraph.fiches.record import Figure, Record
from saberesgraph.fiches.values.known import Known
from saberesgraph.namespaces import local_name


def place(name: str) -> Place:
    return Place("fichas.xlsx", sheet="Prácticas", cell=name)


def draft(record: Record, known: Known) -> Draft:
    """What a workbook says that states all of a record."""
    cells = {f"label-{language}": label for language, label in record.labels.items()}
    cells |= {"source": "; ".join(record.sources), "section": record.section or "", **record.prose}
    figures = {"assistedPopulation": record.population, "budgetUSD": record.budget}
    cells |= {name: _cell(figure) for name, figure in figures.items()}
    for link in dict.fromkeys(each.link for each in record.links):
        things = [known.things[link].of(e.item) for e in record.links if e.link == link]
        cells[link] = "; ".join(map(str, things))
    cells |= {"keyword": joined(record.keywords), "references": "; ".join(record.references)}
    for each in record.assessments:
        cells[f"verdict:{each.criterion}"] = each.verdict
        cells[f"criterion:{each.criterion}"] = each.rationale or ""
    return Draft(
        record.kind,
        record.code,
        place("A4"),
        {name: Text(cell, place(name)) for name, cell in cells.items() if cell},
        oddities=tuple(
            Oddity(
                local_name(each.field).split(":")[-1],
                each.kind,
                each.printed or "",
                each.resolution["es"],
                place("anomaly"),
                each.resolution.get("en", ""),
                each.absence,
                each.name,
            )
            for each in record.anomalies
        ),
        evidence=(*_of_links(record, known), *_of_figures(record)),
    )


def _cell(figure: Figure) -> str:
    return str(figure.value) if figure.value is not None else figure.printed or ""


def _of_links(record: Record, known: Known) -> list[Evidence]:
    return [
        Evidence(
            each.link,
            str(known.things[each.link].of(each.item)),
            each.printed,
            each.basis.lower(),
            each.field.split(":")[-1],
            place("evidence"),
            each.name,
        )
        for each in record.links
    ]


def _of_figures(record: Record) -> list[Evidence]:
    printed = {
        "assistedPopulation": record.population.printed,
        "budgetUSD": record.budget.printed,
        "keyword": record.keywords_printed,
    }
    rows = [
        Evidence(name, "", said, "", "", place("evidence"))
        for name, said in printed.items()
        if said is not None
    ]
    return rows + [
        Evidence("assessment", e.criterion, e.printed or "", e.basis.lower(), "", place("evidence"))
        for e in record.assessments
    ]
