"""Named questions in SPARQL with parameters, and free SPARQL: asked of a store, answered as a typed table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard

import pyoxigraph as ox

from kg import resources
from kg.errors import UsageError
from kg.search.network import refuse_network
from kg.search.parameters import KINDS, Values, values_of

if TYPE_CHECKING:
    from kg.record.store import Solutions, Store

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_PARAM = re.compile(r"#\s*param:\s*(?P<name>[a-z][a-z0-9_]*)\s+(?P<kind>\S+)\s+(?P<default>\S+)\s+(?P<text>.+)")
_VALUES = re.compile(r"VALUES\s+\?(?P<name>\w+)\s*\{[^{}]*\}")
_IF = re.compile(r"#\s*if\s+(?P<names>[\w ]+?)\s*$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question: its name, its kind (see `kg.search.parameters.KINDS`), its default ("" for none) and what it does."""

    name: str
    kind: str
    default: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A SPARQL query in a file: its name, the question in English, its parameters, a sample of its answer and its text."""

    name: str
    text: str
    parameters: tuple[Parameter, ...]
    sample: tuple[str, ...]
    sparql: str

    def bound(self, values: Mapping[str, Values]) -> str:
        """The query with its parameters bound to RDF terms; what belongs to a parameter that is not given is left out.

        Terms are written by the RDF library, so no value can end its place and become a part of the query.
        """
        lines: list[str] = []
        known = {parameter.name for parameter in self.parameters}
        for line in self.sparql.splitlines():
            if (condition := _IF.search(line)) and not any(name in values for name in condition["names"].split()):
                continue
            if (found := _VALUES.search(line)) and found["name"] in known:
                name = found["name"]
                if name not in values:
                    continue
                terms = " ".join(str(value) for value in values[name])
                line = f"{line[: found.start()]}VALUES ?{name} {{ {terms} }}{line[found.end() :]}"
            lines.append(line)
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of RDF terms below their columns' names; None where a row has no value."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Triples:
    """What a CONSTRUCT or DESCRIBE gave, sorted."""

    triples: tuple[ox.Triple, ...]


Found: TypeAlias = Table | Triples | bool


@lru_cache(maxsize=1)
def questions() -> tuple[Question, ...]:
    """The questions that travel with kg, by name.

    >>> [question.text for question in questions() if question.name == "who-pressed-whom"]
    ['Who pressed, asked or demanded something of whom, and for what?']
    """
    return tuple(read_question(path) for path in sorted(resources.path("queries").glob("*.rq")))


def question(name: str) -> Question:
    """The question with a name; raises UsageError with the nearest names where there is none."""
    from difflib import get_close_matches

    known = {one.name: one for one in questions()}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=3, cutoff=0.4)
    raise UsageError(
        f"no question {name!r}", remedy=("did you mean " + ", ".join(near) + "?") if near else "list them with `kg query` alone"
    )


def read_question(path: Path) -> Question:
    """The question in a file; raises UsageError where it cannot be read or a parameter is declared wrongly."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read ({error})", where=str(path)) from error
    return parse_question(path.stem, text, where=str(path))


def parse_question(name: str, text: str, *, where: str = "") -> Question:
    """The question in `text`: first comment line the question, `# param:` lines its parameters, `# |` lines the sample.

    >>> q = parse_question("x", '# Who?\\n# param: top number 5 How many.\\nSELECT * { ?s ?p ?o VALUES ?top { 5 } }')
    >>> q.text, q.parameters[0].default
    ('Who?', '5')
    """
    lines = text.splitlines()
    comments = [line for line in lines if line.lstrip().startswith("#")]
    parameters: list[Parameter] = []
    for line in comments:
        if "param:" not in line:
            continue
        found = _PARAM.fullmatch(line.strip())
        if found is None or found["kind"] not in KINDS:
            raise UsageError(
                f"a parameter is declared wrongly: {line.strip()}",
                where=where,
                remedy="write `# param: name kind default what it does`; kinds: " + ", ".join(KINDS),
            )
        parameters.append(Parameter(found["name"], found["kind"], found["default"].removeprefix("-"), found["text"]))
    sample = tuple(line.strip().removeprefix("#").strip() for line in comments if line.strip().removeprefix("#").strip().startswith("|"))
    first = comments[0].strip().removeprefix("#").strip() if lines and comments and lines[0] == comments[0] else ""
    return Question(name, first, tuple(parameters), sample, text)


def ask(store: Store, asked: Question, given: Mapping[str, str] | None = None) -> Table:
    """The answer to a question; `given` are parameters as text, which are read by their kind.

    Raises UsageError for a parameter that the question does not have or a value that is none of its kind.
    """
    answer = store.query(asked_with(store, asked, given))
    if isinstance(answer, bool) or not _is_table(answer):
        raise UsageError("a question is a SELECT query", where=asked.name)
    return Table(answer.variables, tuple(answer.rows))


def asked_with(store: Store, asked: Question, given: Mapping[str, str] | None = None) -> str:
    """The SPARQL text of a question with its parameters bound."""
    given = {name.replace("-", "_"): value for name, value in (given or {}).items()}
    known = {parameter.name: parameter for parameter in asked.parameters}
    for name in given:
        if name not in known:
            takes = ", ".join(known) or "none"
            raise UsageError(f"the question {asked.name} has no parameter {name!r}", remedy=f"it takes: {takes}")
    values: dict[str, Values] = {}
    for name, parameter in known.items():
        value = given.get(name, parameter.default)
        if value:
            values[name] = values_of(store, name, parameter.kind, value)
    return asked.bound(values)


def ask_sparql(store: Store, sparql: str, *, network: bool = False) -> Found:
    """The answer to a query in SPARQL. Updates are refused, and so is whatever would reach the network, unless `network` is set.

    Raises UsageError for a query that cannot be understood.
    """
    if not network:
        refuse_network(sparql, store.base)
    answer = store.query(sparql)
    if isinstance(answer, bool):
        return answer
    if _is_table(answer):
        return Table(answer.variables, tuple(answer.rows))
    triples: Any = answer
    return Triples(tuple(sorted(set(triples), key=str)))


def _is_table(answer: Solutions | Iterator[ox.Triple]) -> TypeGuard[Solutions]:
    # told by its parts: the type itself belongs to the room that records
    return hasattr(answer, "variables")


def rows(table: Table) -> Iterator[dict[str, str | None]]:
    """The rows of a table as plain values by column.

    >>> list(rows(Table(("n",), ((ox.Literal(3),),))))
    [{'n': '3'}]
    """
    for row in table.rows:
        yield {column: None if value is None else plain(value) for column, value in zip(table.columns, row, strict=True)}


def plain(value: Term) -> str:
    """The IRI or the lexical form of a term."""
    return str(value) if isinstance(value, ox.BlankNode | ox.Triple) else value.value
