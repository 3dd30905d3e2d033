"""Damaged copies of real files are caught, in the right file and line."""

import shutil
from pathlib import Path

import pytest

from copies import copied
from saberesgraph.errors import EmptyInputError, InputError
from saberesgraph.graph import load
from saberesgraph.project import Project
from saberesgraph.validation import Severity, validate

FICHE = "data/practices/BP1_AH.ttl"
# what it shares a figure or words with is among them
FICHES = ("BP1_AH", "BP2_AH", "LN2_GN")
# what is damaged -> (file, old text, new text, shape found, words on the line found)
DAMAGES = {
    "missing mandatory field": (
        FICHE, "    sab:finding ", "    sab:limitations ",
        "shape:ExperienceShape-finding-required", "practice:BP1_AH a ",
    ),
    "principle that its name contradicts": (
        FICHE, 'sab:asPrinted "6) Derechos humanos"', 'sab:asPrinted "6) Desarrollo sostenible"',
        "shape:AlignmentShape-principle-name", "alignment:BP1_AH-principle-f a ",
    ),
    "principle letter corrected silently": (
        FICHE, 'sab:basis sab:Normalised ; sab:asPrinted "6) Derechos humanos"',
        'sab:basis sab:Stated ; sab:asPrinted "6) Derechos humanos"',
        "shape:AlignmentShape-principle-letter", "alignment:BP1_AH-principle-f a ",
    ),
    "unknown objective": (
        FICHE, "objective:19", "objective:24",
        "shape:ExperienceShape-objective", "sab:objective ",
    ),
    "territory not in the list": (
        FICHE, "territory:0401", "territory:0499",
        "shape:ExperienceShape-territory", "sab:territory ",
    ),
    "negative population": (
        FICHE, "sab:assistedPopulation 32000", "sab:assistedPopulation -32000",
        "shape:ExperienceShape-assistedPopulation", "sab:assistedPopulation -32000",
    ),
    "population that is no integer": (
        FICHE, "sab:assistedPopulation 32000", 'sab:assistedPopulation "32.000"',
        "shape:ExperienceShape-assistedPopulation", 'sab:assistedPopulation "32.000"',
    ),
    "population of nobody": (
        FICHE, "sab:assistedPopulation 32000", "sab:assistedPopulation 0",
        "shape:ExperienceShape-assistedPopulation", "sab:assistedPopulation 0",
    ),
    "fiche that is no experience": (
        FICHE, "a sab:Experience , sab:GoodPractice", "a sab:GoodPractice",
        "shape:ExperienceShape-typed", "practice:BP1_AH a ",
    ),
    "figure with value and status": (
        FICHE, "sab:budgetUSD 1500.0",
        "sab:budgetUSD 1500.0 ; sab:budgetStatus "
        "<https://w3id.org/saberesgraph/id/figure-status/malformed>",
        "shape:ExperienceShape-budgetUSD-or-status", "sab:budgetUSD 1500.0",
    ),
    "figure with neither value nor status": (
        FICHE, "sab:assistedPopulation 32000 ; ", "",
        "shape:ExperienceShape-assistedPopulation-or-status", "practice:BP1_AH a ",
    ),
    "direct link without evidence": (
        FICHE, "sab:actor actor:oim ,", "sab:actor actor:gad , actor:oim ,",
        "shape:ExperienceShape-link-evidence", "sab:actor ",
    ),
    "evidence without direct link": (
        FICHE, " , actor:actores-locales", "",
        "shape:AlignmentShape-link-exists", "alignment:BP1_AH-actor-actores-locales a ",
    ),
    "derived statement without rule or support": (
        FICHE, "    sab:sustainability ",
        "    sab:derivedTarget <http://metadata.un.org/sdg/9.1> ;\n    sab:sustainability ",
        "shape:ExperienceShape-link-evidence", "sab:derivedTarget ",
    ),
    "derived statement among the data": (
        FICHE, "    sab:sustainability ",
        "    sab:derivedTarget <http://metadata.un.org/sdg/10.7> ;\n    sab:sustainability ",
        "checks/derived-statement-in-data", "sab:derivedTarget ",
    ),
    "property that does not exist": (
        FICHE, "    sab:limitations ", "    sab:limitation ",
        "checks/unknown-term", "sab:limitation ",
    ),
    "resource that nothing describes": (
        FICHE, "dcterms:source source:catalogue-2021", "dcterms:source source:catalogue-2012",
        "checks/unknown-resource", "source:catalogue-2012",
    ),
    "title of another fiche": (
        FICHE, '"Acuerdos locales para espacios físicos temporales de alojamiento"@es',
        '"Guías de condiciones para alojamientos temporales"@es',
        "checks/same-title", "skos:prefLabel ",
    ),
    "oddity that nothing points to": (
        FICHE, " , anomaly:BP1_AH-8 .", " .",
        "checks/idle-anomaly", "anomaly:BP1_AH-8 a ",
    ),
    "actor with the name of another": (
        "data/actors.ttl", '"COE nacional"@es', '"OIM"@es',
        "checks/ambiguous-actor-name", 'skos:altLabel "OIM"@es',
    ),
    "code of another fiche": (
        FICHE, 'skos:notation "BP1_AH"', 'skos:notation "BP2_AH"',
        "shape:ExperienceShape-code-unique", 'skos:notation "BP2_AH"',
    ),
    "missing Spanish label": (
        FICHE, "alojamiento\"@es ,", "alojamiento\"@fr ,",
        "shape:ExperienceShape-label-es", "skos:prefLabel ",
    ),
    "circular territory chain": (
        "data/territories.ttl", "territory:EC a sab:Country ;",
        "territory:EC a sab:Country ; skos:broader territory:EC ;",
        "shape:TerritoryShape-no-cycle", "skos:broader territory:EC ;",
    ),
    "broken territory chain": (
        "data/territories.ttl", "skos:broader territory:23 ;", "skos:broader territory:99 ;",
        "shape:TerritoryShape-chain", "territory:2301 a ",
    ),
}  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Project:
    return copied(tmp_path, *FICHES)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_copy_is_caught_in_file_and_line(damage: str, copy: Project) -> None:
    name, old, new, shape, words = DAMAGES[damage]
    file = copy.root / name
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new, 1), encoding="utf-8")
    report = validate(copy, [file])
    found = [f for f in report.findings if f.shape == shape and f.file == name]
    assert found, [(f.shape, f.file) for f in report.findings if f.severity > Severity.WARNING]
    written = file.read_text(encoding="utf-8").splitlines()
    assert any(words in written[f.line - 1] for f in found), [f.line for f in found]
    assert report.fails(Severity.VIOLATION)


def test_a_file_alone_has_the_findings_that_the_whole_has_in_it(copy: Project) -> None:
    """The tests of single damages look at one file; here many damages are found in the whole."""
    broken = set()
    for damage, (name, old, new, shape, _) in DAMAGES.items():
        file = copy.root / name
        text = file.read_text(encoding="utf-8")
        if old in text and damage != "fiche that is no experience":  # it would hide the others
            file.write_text(text.replace(old, new, 1), encoding="utf-8")
            broken.add((name, shape))
    graph = load(copy)
    whole = validate(copy, graph=graph).findings
    assert broken - {(f.file, f.shape) for f in whole} == set()
    assert len(broken) > 15
    for name in (FICHE, "data/actors.ttl", "data/territories.ttl", "data/practices/LN2_GN.ttl"):
        alone = validate(copy, [copy.root / name], graph=graph).findings
        assert alone == tuple(finding for finding in whole if finding.file == name)
        assert alone


def test_a_figure_repeated_without_a_word_is_noted(copy: Project) -> None:
    file = copy.root / FICHE
    text = file.read_text(encoding="utf-8")
    said = "sab:field sab:assistedPopulation ; sab:kind anomaly-kind:repeated-figure"
    assert said in text
    file.write_text(text.replace(said, said.replace("repeated-figure", "misprint")), "utf-8")
    found = [(f.shape, f.focus, f.severity) for f in validate(copy, [file]).findings]
    assert found == [("checks/repeated-figure-unsaid", "practice:BP1_AH", Severity.INFO)]


def test_every_check_is_broken_by_some_damage(project: Project) -> None:
    broken = {shape for *_, shape, _ in DAMAGES.values() if shape.startswith("checks/")}
    checks = {f"checks/{file.stem}" for file in project.check_files}
    assert checks - broken == {"checks/repeated-figure-unsaid"}  # a note, tested by itself


def test_a_fiche_in_two_files_is_caught(copy: Project) -> None:
    again = copy.root / "data" / "practices" / "COPY.ttl"
    shutil.copy(copy.root / FICHE, again)
    found = [f for f in validate(copy).findings if f.shape == "one-file-per-subject"]
    assert {f.file for f in found} == {"data/practices/COPY.ttl"}
    first = next(f for f in found if f.focus == "practice:BP1_AH")
    assert "practice:BP1_AH a " in again.read_text(encoding="utf-8").splitlines()[first.line - 1]
    assert "data/practices/BP1_AH.ttl" in first.message("en")


def test_a_file_outside_stands_in_for_the_projects_own(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "borrador.ttl"
    clean = (project.root / FICHE).read_text(encoding="utf-8")
    file.write_text(clean, encoding="utf-8")
    report = validate(project, [file])
    assert (report.findings, report.files) == ((), 1)
    file.write_text(clean.replace("objective:19", "objective:24"), encoding="utf-8")
    findings = validate(project, [file]).findings
    assert {finding.shape for finding in findings} == {
        "shape:ExperienceShape-objective",
        "checks/unknown-resource",
    }
    assert {Path(finding.file).name for finding in findings} == {"borrador.ttl"}


def test_a_file_that_adds_to_an_actor_does_not_drop_the_others(
    project: Project, tmp_path: Path
) -> None:
    file = tmp_path / "fiche.ttl"
    file.write_text(
        (project.root / FICHE).read_text(encoding="utf-8")
        + '\nactor:oim <http://www.w3.org/2004/02/skos/core#altLabel> "La OIM"@es .\n',
        encoding="utf-8",
    )
    assert validate(project, [file]).findings == ()


def test_a_folder_is_read_whole(project: Project) -> None:
    report = validate(project, [project.root / "data" / "practices"])
    assert report.files == 34
    assert report.count(Severity.WARNING) == 17


def test_nothing_to_check_is_never_a_pass(project: Project, tmp_path: Path) -> None:
    with pytest.raises(EmptyInputError, match=r"it holds no \.ttl or \.nt file"):
        validate(project, [tmp_path])
    (tmp_path / "x.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    with pytest.raises(EmptyInputError, match="nothing that a shape looks at"):
        validate(project, [tmp_path])
    with pytest.raises(InputError, match="there is no such file"):
        validate(project, [tmp_path / "nada.ttl"])


def test_no_shapes_is_never_a_pass(copy: Project) -> None:
    shutil.rmtree(copy.root / "ontology" / "shapes")
    with pytest.raises(EmptyInputError, match="there are no shapes"):
        validate(copy)
