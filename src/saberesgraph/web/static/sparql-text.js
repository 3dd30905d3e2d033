"use strict";
// Reads the text of a query without running it. What must not run is refused by the engine and by
// the page's policy anyway: this is for plain words, known prefixes and the bound on the answer.

// as in the grammar of SPARQL 1.1, section 19.8, like screening.py
const SPARQL_TOKEN = new RegExp([
  String.raw`(?<comment>#[^\r\n]*)`,
  String.raw`(?<iri><[^<>"{}|^\x60\\\x00-\x20]*>)`,
  String.raw`(?<string>"""(?:"{0,2}(?:[^"\\]|\\.))*"""|'''(?:'{0,2}(?:[^'\\]|\\.))*'''`
    + String.raw`|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')`,
  String.raw`(?<variable>[?$][\p{L}\p{N}_]+)`,
  String.raw`(?<name>(?:\p{L}[\p{L}\p{N}_.-]*)?:(?:[\p{L}\p{N}_.:-]|%[0-9A-Fa-f]{2}|\\.)*)`,
  String.raw`(?<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)`,
  String.raw`(?<word>[\p{L}_][\p{L}\p{N}_]*)`,
  String.raw`(?<other>\S)`,
].join("|"), "gu");
const SPARQL_FORMS = new Set(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]);
const SPARQL_UPDATES = new Set(
  ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"]);

// line and column of an offset, from 1
function placeOf(text, offset) {
  const before = text.slice(0, offset).split("\n");
  return [before.length, before[before.length - 1].length + 1];
}

// What a query tells: its form; where it asks for a SERVICE or an update; whether it names its
// graphs (FROM); the prefixes it uses without declaring them; whether a LIMIT may follow it; the
// variables in the order of the text, where it selects them all.
function readQuery(text) {
  const declared = new Set();
  const used = new Set();
  const variables = [];
  const read = { form: "", service: null, update: null, ownGraphs: false, star: false };
  let depth = 0;
  let closed = false;
  let previous = "";
  let bounded = false;
  for (const match of text.matchAll(SPARQL_TOKEN)) {
    const [token] = match;
    const { comment, name, variable, word } = match.groups;
    if (comment) continue;
    const upper = word ? word.toUpperCase() : "";
    if (name && !name.startsWith("_:")) {
      const prefix = name.slice(0, name.indexOf(":"));
      (previous === "PREFIX" ? declared : used).add(prefix);
    }
    if (variable && !variables.includes(variable.slice(1))) variables.push(variable.slice(1));
    if (upper === "SERVICE") read.service ??= match.index;
    if (upper === "FROM") read.ownGraphs = true;
    if (!read.form && SPARQL_UPDATES.has(upper)) read.update ??= match.index;
    if (!read.form && SPARQL_FORMS.has(upper)) read.form = upper;
    if (token === "*" && ["SELECT", "DISTINCT", "REDUCED"].includes(previous) && depth === 0) {
      read.star = true;
    }
    if ("{([".includes(token)) depth += 1;
    if ("})]".includes(token)) {
      depth -= 1;
      closed ||= depth === 0 && token === "}";
    }
    if (depth === 0 && closed && (upper === "LIMIT" || upper === "VALUES")) bounded = true;
    previous = upper || token;
  }
  read.variables = variables;
  read.undeclared = [...used].filter((prefix) => !declared.has(prefix));
  // a LIMIT counts rows; of triples, which may be fewer or more, it would cut without telling
  read.boundable = read.form === "SELECT" && closed && depth === 0 && !bounded;
  return read;
}

// The declarations of known prefixes that a query uses and does not declare, on one line so that
// the lines of its text keep their numbers.
function missingPrefixes(read, prefixes) {
  return read.undeclared
    .filter((prefix) => Object.hasOwn(prefixes, prefix))
    .map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>`);
}
