"use strict";
// Terms and answers as people and files read them.

const RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";

// The short name of an IRI, or the IRI itself where no prefix fits.
function shortened(iri, prefixes) {
  let best = "";
  for (const [prefix, base] of Object.entries(prefixes)) {
    if (iri.startsWith(base) && base.length > (prefixes[best] ?? "").length) best = prefix;
  }
  return best ? `${best}:${iri.slice(prefixes[best].length)}` : iri;
}

// A term of the SPARQL results in JSON as text.
function termText(term) {
  if (!term) return "";
  if (term.type === "triple") {
    const { subject, predicate, object } = term.value;
    return `<<( ${[subject, predicate, object].map(termText).join(" ")} )>>`;
  }
  return term.type === "bnode" ? `_:${term.value}` : term.value;
}

// As formats.py writes it: a text that a spreadsheet would take for a formula gets an apostrophe.
function csvOf({ variables, rows }) {
  const cell = (text) => {
    const number = /^[+-]?[0-9]+(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?$/.test(text);
    const inert = !number && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
  };
  const lines = [variables, ...rows.map((row) => variables.map((name) => termText(row[name])))];
  return lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

// The W3C's own results format.
function jsonOf({ variables, rows, boolean }) {
  const document = rows ? { head: { vars: variables }, results: { bindings: rows } }
    : { head: {}, boolean };
  return `${JSON.stringify(document, null, 2)}\n`;
}

// Triples in N-Triples terms as Turtle: sorted, subjects together, only the prefixes in use.
function turtleOf(triples, prefixes) {
  const used = new Set();
  const term = (text) => {
    const [, before, iri] = /^(.*?)<([^<>]*)>$/s.exec(text) ?? [];
    if (iri === undefined || (before && !before.endsWith("^^"))) return text;
    const short = shortened(iri, prefixes);
    const name = /^([^:]+):(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?)?$/u.exec(short);
    if (short === iri || !name) return text;
    used.add(name[1]);
    return before + short;
  };
  const sorted = [...triples].sort((a, b) => (a.join(" ") < b.join(" ") ? -1 : 1));
  let body = "";
  let last = [];
  for (const triple of sorted) {
    const [subject, object] = [term(triple[0]), term(triple[2])];
    const predicate = triple[1] === RDF_TYPE ? "a" : term(triple[1]);
    if (subject !== last[0]) body += `${body && " .\n\n"}${subject}\n    ${predicate} ${object}`;
    else if (predicate !== last[1]) body += ` ;\n    ${predicate} ${object}`;
    else body += ` ,\n        ${object}`;
    last = [subject, predicate];
  }
  const head = [...used].sort().map((prefix) => `@prefix ${prefix}: <${prefixes[prefix]}> .\n`);
  return body ? `${head.join("")}\n${body} .\n` : "";
}
