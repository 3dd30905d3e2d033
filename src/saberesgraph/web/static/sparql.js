"use strict";
// The page of free SPARQL: writes, runs, stops, shows and saves.
{
  const element = (id) => document.getElementById(id);
  const facts = (id) => JSON.parse(element(id).textContent);
  const words = facts("words");
  const { prefixes, pages, folders = {} } = facts("names");
  const large = element("large") && facts("large"); // a graph that is not loaded until it is asked
  const examples = new Map(facts("examples").map((example) => [example.name, example]));
  const linked = new Map(pages);
  const text = element("query");
  const choice = element("example");
  const about = element("about");
  const run = element("run");
  const stop = element("stop");
  const status = element("status");
  const results = element("results");
  const form = element("ask");
  const assets = new URL(".", document.currentScript.src);
  const MOST = 10000;
  const SHOWN = 100;
  const LONG = 40;
  const CUT = 5000; // characters of a cell that are shown; the files have them all
  const LONGEST = 50000; // of a query
  const number = new Intl.NumberFormat(document.documentElement.lang);
  let own = "";
  let running = false;

  const engine = new SparqlEngine((name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(name, assets);
    script.onload = resolve;
    script.onerror = () => reject(new Error(name));
    document.head.append(script);
  }), large?.parts, (done, of) => large && running && say(filled(large.progress, { done, of })));

  function say(sentence, kind = "") {
    status.textContent = sentence;
    status.className = `status ${kind}`;
  }

  // --- the query ---

  function choose(name) {
    const example = examples.get(name);
    choice.value = example ? name : "";
    text.value = example ? example.sparql : own;
    about.replaceChildren();
    if (example) about.append(`${example.question} `, make("a", words.page, { href: example.page }));
  }

  function readAddress() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (asked.has("query")) {
      own = asked.get("query");
      choose("");
    } else if (asked.has("name")) {
      choose(asked.get("name"));
    }
  }

  function writeAddress() {
    const name = choice.value;
    const asked = name ? `name=${name}` : `query=${encodeURIComponent(text.value)}`;
    history.replaceState(null, "", `#${asked}`);
  }

  choice.addEventListener("change", () => {
    choose(choice.value);
    writeAddress();
  });
  text.addEventListener("input", () => {
    own = text.value;
    choice.value = "";
    about.replaceChildren();
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  window.addEventListener("hashchange", readAddress);
  element("prefixes").addEventListener("click", () => {
    const missing = missingPrefixes(readQuery(text.value), prefixes);
    if (missing.length) {
      text.value = `${missing.join("\n")}\n\n${text.value.trimStart()}`;
      text.dispatchEvent(new Event("input"));
    }
    say(missing.length ? filled(words.declared, { n: missing.length }) : words.nothingToDeclare);
  });

  // --- asking ---

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!running) ask();
  });
  stop.addEventListener("click", () => engine.stop());

  function setRunning(now) {
    running = now;
    run.setAttribute("aria-disabled", String(now));
    if (!now && document.activeElement === stop) run.focus();
    stop.disabled = !now;
    results.setAttribute("aria-busy", String(now));
  }

  async function ask() {
    const written = text.value;
    if (written.length > LONGEST) {
      results.replaceChildren();
      return say(filled(words.long, { n: number.format(LONGEST) }), "error");
    }
    const read = readQuery(written);
    results.replaceChildren();
    writeAddress();
    const refused = refusal(written, read);
    if (refused) return say(refused, "error");
    // on the first line, so that places in what was written stay right
    const declared = missingPrefixes(read, prefixes).map((line) => `${line} `).join("");
    const texts = [declared + written];
    if (read.boundable) texts.unshift(`${declared}${written}\nLIMIT ${MOST + 1}`);
    const triples = ["CONSTRUCT", "DESCRIBE"].includes(read.form);
    const seconds = Number(form.dataset.seconds);
    setRunning(true);
    try {
      say(words.loading);
      await engine.start();
      say(words.running);
      const began = performance.now();
      const answer =
        await engine.ask({ texts, triples, union: !read.ownGraphs, most: MOST }, seconds);
      show(answer, read, (performance.now() - began) / 1000);
      results.firstElementChild.scrollIntoView({ block: "nearest" });
    } catch (fault) {
      say(explained(fault, written, declared.length, seconds), "error");
    } finally {
      setRunning(false);
    }
  }

  function refusal(written, read) {
    const [reason, offset] = read.service !== null ? [words.service, read.service]
      : read.update !== null ? [words.update, read.update]
        : [written.trim() ? "" : words.empty, null];
    return offset === null ? reason : `${placeOf(written, offset).join(":")}: ${reason}`;
  }

  function explained(fault, written, shift, seconds) {
    if (fault.stopped) return fault.late ? filled(words.late, { seconds }) : words.stopped;
    if (fault.broken) return words.broken;
    if (fault.large) return words.large;
    if (fault instanceof Error) return filled(words.noEngine, { why: fault.message });
    const found = /^error at (\d+):(\d+): expected (?:one of )?(.*)$/s.exec(fault.error);
    if (!found) return filled(words.failed, { why: fault.error });
    const line = Number(found[1]);
    const column = Number(found[2]) - (line === 1 ? shift : 0);
    // where it fails on a fact and not on a letter, the parser says so in a sentence
    const sentence = /(?:^|, )([A-Z][a-z]*(?: [A-Za-z]+)+)(?:,|$)/.exec(found[3]);
    const rest = written.split("\n").slice(line - 1).join("\n").slice(column - 1).trim();
    const why = sentence ? sentence[1] : rest ? filled(words.near, { rest: rest.slice(0, 30) })
      : words.toItsEnd;
    return `${line}:${column}: ${filled(words.syntax, { why })}`;
  }

  // --- the answer ---

  function show(answer, read, seconds) {
    const took = filled(words.took, { seconds: number.format(Math.max(1, Math.round(seconds * 100)) / 100) });
    if ("boolean" in answer) {
      results.append(make("p", answer.boolean ? words.yes : words.no, { class: "verdict" }));
      results.append(saving(words.save, [["JSON", "json", "application/sparql-results+json",
        () => jsonOf(answer)]]));
      return say(`${answer.boolean ? words.yes : words.no}. ${took}`);
    }
    const count = (answer.rows ?? answer.triples).length;
    const one = answer.rows ? words.row : words.triple;
    const many = answer.rows ? words.rows : words.triples;
    const counted = answer.more ? filled(words.more, { n: number.format(count), what: many })
      : `${number.format(count)} ${count === 1 ? one : many}.`;
    if (answer.rows) {
      if (read.star) {
        const place = (name) => read.variables.indexOf(name);
        answer.variables.sort((a, b) => place(a) - place(b));
      }
      results.append(saving(words.save, [
        ["CSV", "csv", "text/csv", () => csvOf(answer)],
        ["JSON", "json", "application/sparql-results+json", () => jsonOf(answer)],
      ]));
      if (count) showTable(answer, counted);
    } else {
      const turtle = turtleOf(answer.triples, prefixes);
      results.append(saving(words.save, [["Turtle", "ttl", "text/turtle", () => turtle]]));
      results.append(make("pre", make("code", turtle.length > CUT * SHOWN ? `${turtle.slice(0, CUT * SHOWN)}…` : turtle), {
        tabindex: "0", role: "region", "aria-label": "Turtle", class: "turtle",
      }));
    }
    return say(`${counted} ${took}`);
  }

  function showTable({ variables, rows }, counted) {
    const caption = make("caption");
    const body = make("tbody");
    const head = make("tr", variables.map((name) => make("th", name, { scope: "col" })));
    const table = make("table", [caption, make("thead", head), body]);
    const label = { class: "scroll", tabindex: "0", role: "region", "aria-label": words.answer };
    const before = make("button", words.before, { type: "button" });
    const after = make("button", words.after, { type: "button" });
    let first = 0;
    const turn = (to) => {
      first = to;
      const last = Math.min(first + SHOWN, rows.length);
      caption.textContent = rows.length <= SHOWN ? counted
        : filled(words.part, { from: first + 1, to: last, of: number.format(rows.length) });
      body.replaceChildren(...rows.slice(first, last).map(
        (row) => make("tr", variables.map((name) => cell(row[name])))));
      before.disabled = first === 0;
      after.disabled = last === rows.length;
    };
    before.addEventListener("click", () => turn(first - SHOWN));
    after.addEventListener("click", () => turn(first + SHOWN));
    turn(0);
    results.append(make("div", table, label));
    if (rows.length > SHOWN) results.append(make("p", [before, " ", after], { class: "turning" }));
  }

  // of very many pages only their folder is known
  function pageOf(name) {
    const at = name.indexOf(":");
    const kind = name.slice(0, at);
    return linked.get(name) ?? (at > 0 && Object.hasOwn(folders, kind)
      ? `${folders[kind]}/${encodeURIComponent(name.slice(at + 1))}.html` : undefined);
  }

  function cell(term) {
    if (!term) return make("td");
    if (term.type === "uri") {
      const name = shortened(term.value, prefixes);
      const page = pageOf(name);
      const shown = page ? make("a", name, { href: page }) : make("span", name);
      if (name !== term.value) shown.title = term.value;
      return make("td", shown);
    }
    const kind = (term.datatype ?? "").replace("http://www.w3.org/2001/XMLSchema#", "");
    if (kind === "boolean") {
      return make("td", (term.value === "true" ? words.yes : words.no).toLowerCase());
    }
    const numeric = ["integer", "decimal", "double", "float"].includes(kind);
    const whole = termText(term);
    const shown = whole.length > CUT ? `${whole.slice(0, CUT)}…` : whole;
    const look = numeric ? "number" : shown.length > LONG ? "long" : "";
    return make("td", shown, look ? { class: look } : {});
  }

  form.hidden = false;
  stop.disabled = true;
  choose(choice.value);
  readAddress();
  if (!large) {
    say(words.loading);
    engine.start().then(
      (size) => running || say(filled(words.ready, { n: number.format(size) })),
      (fault) => running || say(explained(fault, "", 0, 0), "error"));
  }
}
