"""`policy lint`, `policy cases`, `policy show`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from bihuan.cli.answers import Fault, open_home, show_json

app = typer.Typer(help="制度库 / Policy packs.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="JSON 输出 / JSON output")]


def _files_and_library() -> tuple[dict[str, str], Any]:
    from django.conf import settings

    from bihuan.policy.packs.files import read_folders
    from bihuan.policy.packs.problems import PackFault
    from bihuan.policy.versions import current_library

    try:
        return read_folders(Path(settings.POLICIES), settings.BIHUAN_HOME / "policies"), current_library()
    except PackFault as fault:
        raise Fault(str(fault)) from fault


@app.command("lint", help="检查制度包 / Look for what is wrong in the packs.")
def lint(as_json: AsJson = False) -> None:
    """Exit 1 where something is wrong."""
    open_home()
    from bihuan.policy.lint.linting import lint as find

    problems = find(*_files_and_library())
    if as_json:
        show_json([problem.as_json() for problem in problems])
    else:
        for problem in problems:
            typer.echo(problem.text)
        typer.echo(f"共 {len(problems)} 处问题")
    if problems:
        raise typer.Exit(1)


@app.command("cases", help="运行算例 / Run the worked examples.")
def cases(as_json: AsJson = False) -> None:
    """Exit 1 where a case does not hold."""
    open_home()
    from bihuan.policy.cases.reading import read_cases
    from bihuan.policy.cases.running import run_all

    files, library = _files_and_library()
    results = list(run_all(library, read_cases(files, library)))
    broken = [result for result in results if not result.holds]
    if as_json:
        show_json([result.as_json() for result in results])
    else:
        for result in broken:
            one = result.as_json()
            typer.echo(
                f"✗ {one['check']}「{one['case']}」{one['on']}：缺 {one['missing']}，多 {one['surplus']} {one['fault']}"
            )
        typer.echo(f"算例 {len(results)} 个，不符 {len(broken)} 个")
    if broken:
        raise typer.Exit(1)


@app.command("show", help="查看一条规则 / Show one check.")
def show(check: Annotated[str, typer.Argument(metavar="CHECK")], as_json: AsJson = False) -> None:
    """Its clauses, parameters with basis, and SELECT."""
    open_home()
    _, library = _files_and_library()
    found = library.checks.get(check)
    if found is None:
        raise Fault(f"没有规则「{check}」；现有：{'、'.join(library.checks)}")
    data = described(library, found)
    if as_json:
        show_json(data)
        return
    typer.echo(f"{data['check']}  {data['title']}")
    for clause in data["clauses"]:
        typer.echo(f"依据：《{clause['document']}》{clause['article']}（{clause['basis']}）{clause['text']}")
    for parameter in data["parameters"]:
        typer.echo(f"参数：{parameter['name']}（{parameter['key']}，{parameter['unit']}）")
        for version in parameter["versions"]:
            confirmed = (
                f"{version['confirmed_by']} 于 {version['confirmed_on']} 核对" if version["confirmed_by"] else "未核对"
            )
            typer.echo(f"  自 {version['valid_from'] or '最早'} 起 {version['rows']}　{version['basis']}，{confirmed}")
    typer.echo(data["select"])


def described(library: Any, check: Any) -> dict[str, Any]:
    """A check with everything that it rests on."""
    from bihuan.policy.packs.shapes import BASES

    clauses = []
    for citation in check.clauses:
        document = library.documents.get(citation.document)
        clause = document.clauses.get(citation.article) if document else None
        clauses.append(
            citation.as_json()
            | {"text": clause.text if clause else "", "basis": BASES[clause.basis] if clause else "缺"}
        )
    parameters = [library.parameters[key] for key in check.parameters if key in library.parameters]
    return {
        "check": check.id, "title": check.title, "mechanism": check.mechanism, "severities": list(check.severities),
        "subject": check.subject, "key": list(check.key), "audience": check.audience, "triage": check.triage,
        "clauses": clauses, "select": check.select,
        "parameters": [
            {
                "key": one.key, "name": one.name, "unit": one.unit,
                "versions": [
                    {"valid_from": version.valid_from, "rows": [list(map(str, row)) for row in version.rows], "basis": BASES[version.basis],
                     "confirmed_by": version.confirmed_by, "confirmed_on": version.confirmed_on}
                    for version in one.versions
                ],
            }
            for one in parameters
        ],
    }  # fmt: skip
