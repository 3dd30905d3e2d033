"use strict";
// The SPARQL editor of the server: queries in tabs, run by our endpoint and no other.
{
  const element = (id) => document.getElementById(id);
  const facts = (id) => JSON.parse(element(id).textContent);
  const words = facts("words");
  const { prefixes, pages, terms } = facts("known-names");
  const examples = new Map(facts("known-examples").map((example) => [example.name, example]));
  const page = element("editor");
  const status = element("status");
  const results = element("results");
  const about = element("about");
  const run = element("run");
  const stop = element("stop");
  const endpoint = new URL(page.dataset.endpoint, location.href).href;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const KEPT = "saberesgraph.editor";
  const MOST_TABS = 20;
  const ACCEPT = { triples: "text/turtle", rows: "application/sparql-results+json" };

  // --- the text ---

  // YASQE's own completions ask other servers; these are of this graph, and come while one types
  const typing = (yasqe) => yasqe.hasFocus();
  const known = [...terms, ...pages.map(([name]) => name)];
  const { variables } = Yasqe.Autocompleters;
  Yasqe.defaults.autocompleters = [];
  Yasqe.forkAutocompleter("variables", {
    name: "variables-here",
    isValidCompletionPosition: (yasqe) => typing(yasqe) && variables.isValidCompletionPosition(yasqe),
  });
  Yasqe.forkAutocompleter("prefixes", {
    name: "prefixes-here",
    persistenceId: null,
    get: Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`),
  });
  Yasqe.forkAutocompleter("property", {
    name: "names-here",
    autoShow: true,
    isValidCompletionPosition: (yasqe) => {
      const token = yasqe.getCompleteToken();
      const { line, ch } = yasqe.getDoc().getCursor();
      return typing(yasqe) && ch === token.end && /^[a-z-]+:/.test(token.string)
        && yasqe.getPreviousNonWsToken(line, token).string.toUpperCase() !== "PREFIX";
    },
    preProcessToken: (_, token) => token,
    postProcessSuggestion: (_, __, name) => name,
    get: (_, token) => known.filter((name) => name.startsWith(token.string) && name !== token.string),
  });

  page.hidden = false;
  const editor = new Yasqe(element("query"), {
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto",
    screenReaderLabel: words.query,
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": () => ask(), "Cmd-Enter": () => ask() },
  });
  editor.getInputField().setAttribute("aria-describedby", "hint");
  // what the parser expected stands in a tooltip with a style inside, in English
  editor.getWrapperElement().addEventListener("mouseover", (event) => {
    const icon = event.target.closest(".parseErrorIcon");
    if (!icon) return;
    event.stopPropagation();
    const line = [...icon.closest(".CodeMirror-code").children].indexOf(icon.closest(".CodeMirror-code > *"));
    const { from } = editor.getViewport();
    const { state } = editor.getTokenAt({ line: from + line, ch: editor.getDoc().getLine(from + line).length }, true);
    icon.title = filled(words.expected, { what: (state.possibleCurrent ?? []).slice(0, 12).join(" ") });
  }, true);

  // --- the tabs ---

  const tabs = new EditorTabs(element("tabs"), element("panel"), {
    left: (tab) => {
      const doc = editor.getDoc();
      Object.assign(tab, { text: doc.getValue(), history: doc.getHistory(), cursor: doc.getCursor() });
    },
    shown: (tab) => {
      const doc = editor.getDoc();
      doc.setValue(tab.text);
      if (tab.history) doc.setHistory(tab.history);
      else doc.clearHistory();
      doc.setCursor(tab.cursor);
      draw(tab);
      keep();
    },
    emptied: () => open(""),
  });
  const textOf = (tab) => (tab === tabs.current ? editor.getValue() : tab.text);

  function open(text, title) {
    const same = tabs.items.find((tab) => textOf(tab) === text);
    if (same) return tabs.select(same);
    if (tabs.items.length === MOST_TABS) {
      return say(tabs.current, filled(words.manyTabs, { n: MOST_TABS }), "error");
    }
    const titles = tabs.items.map((tab) => tab.title);
    let given = title ?? words.query;
    for (let n = 2; titles.includes(given); n += 1) given = `${title ?? words.query} ${n}`;
    return tabs.add({
      title: given, text, history: null, cursor: { line: 0, ch: 0 },
      said: ["", ""], answer: null, asking: null,
    });
  }

  const exampleOf = (text) => [...examples.values()].find((example) => example.sparql === text);

  function keep() {
    const held = tabs.items.map((tab) => ({ title: tab.title, text: textOf(tab) }));
    try {
      localStorage.setItem(KEPT, JSON.stringify({ tabs: held, shown: tabs.items.indexOf(tabs.current) }));
    } catch { /* a browser that keeps nothing: the tabs last as long as the page */ }
  }

  function kept() {
    try {
      const { tabs: held, shown } = JSON.parse(localStorage.getItem(KEPT));
      for (const { title, text } of held) if (typeof text === "string") open(text, String(title));
      if (tabs.items[shown]) tabs.select(tabs.items[shown]);
    } catch { /* nothing kept, or nothing of ours */ }
  }

  function choose(name) {
    const example = examples.get(name);
    if (example) open(example.sparql, example.title);
  }

  function readAddress() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (asked.has("query")) open(asked.get("query"));
    else if (asked.has("name")) choose(asked.get("name"));
  }

  function writeAddress() {
    const text = editor.getValue();
    const example = exampleOf(text);
    history.replaceState(null, "", example ? `#name=${example.name}` : `#query=${encodeURIComponent(text)}`);
  }

  element("new").addEventListener("click", () => {
    open("");
    editor.focus();
  });
  element("close").addEventListener("click", () => tabs.close(tabs.current));
  element("examples").addEventListener("click", (event) => {
    const name = event.target.closest("a")?.hash.slice("#name=".length);
    if (!name || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    element("examples").open = false;
    choose(name);
    writeAddress();
    tabs.current.button.focus();
  });
  window.addEventListener("hashchange", readAddress);
  let waiting = 0;
  editor.on("change", () => {
    tell(tabs.current);
    clearTimeout(waiting);
    waiting = setTimeout(keep, 400);
  });
  window.addEventListener("pagehide", keep);

  // --- asking ---

  run.addEventListener("click", () => ask());
  stop.addEventListener("click", () => tabs.current.asking?.abort());

  function declare() {
    const missing = missingPrefixes(readQuery(editor.getValue()), prefixes);
    if (missing.length) editor.getDoc().replaceRange(`${missing.join("\n")}\n`, { line: 0, ch: 0 });
  }

  async function ask() {
    const tab = tabs.current;
    if (tab.asking) return;
    tab.answer = null;
    declare();
    const text = editor.getValue();
    writeAddress();
    if (!text.trim()) {
      draw(tab);
      say(tab, words.noQuery, "error");
      return;
    }
    const kind = ["CONSTRUCT", "DESCRIBE"].includes(readQuery(text).form) ? "triples" : "rows";
    tab.asking = new AbortController();
    say(tab, words.running);
    draw(tab);
    const began = performance.now();
    try {
      const response = await fetch(endpoint, {
        method: "POST",
        headers: { "Accept": ACCEPT[kind], "Content-Type": "application/sparql-query" },
        body: text,
        signal: tab.asking.signal,
      });
      const content = await response.text();
      if (response.ok) {
        tab.answer = answerOf(kind, content, (performance.now() - began) / 1000);
      } else {
        refused(tab, response.status, content);
      }
    } catch (fault) {
      say(tab, fault.name === "AbortError" ? words.stopped
        : fault instanceof SyntaxError ? filled(words.failed, { status: 200 }) // no JSON
          : words.unreachable, "error");
    } finally {
      tab.asking = null;
      if (tab === tabs.current) {
        if (document.activeElement === stop) run.focus();
        draw(tab);
        if (tab.answer) results.scrollIntoView({ block: "nearest" });
      }
    }
  }

  function answerOf(kind, content, seconds) {
    if (kind === "triples") return { kind, content, type: ACCEPT.triples, seconds };
    const read = JSON.parse(content);
    return { kind: "boolean" in read ? "boolean" : "rows", content, type: ACCEPT.rows, document: read, seconds };
  }

  function refused(tab, code, content) {
    let told = filled(words.failed, { status: code });
    try {
      told = JSON.parse(content).detail ?? told;
    } catch { /* what stands between us and the server said it */ }
    say(tab, told, "error");
    const [, line, column] = /^(\d+):(\d+)/.exec(told) ?? [];
    const cursor = { line: Number(line) - 1, ch: Number(column) - 1 };
    if (line && tab === tabs.current) editor.getDoc().setCursor(cursor);
    else if (line) tab.cursor = cursor;
  }

  // --- what is shown of a tab ---

  function say(tab, sentence, kind = "") {
    tab.said = [sentence, kind];
    if (tab === tabs.current) {
      status.textContent = sentence;
      status.className = `status ${kind}`;
    }
  }

  function tell(tab) {
    const example = exampleOf(textOf(tab));
    about.replaceChildren();
    if (example) about.append(`${example.question} `, make("a", words.page, { href: example.page }));
  }

  function draw(tab) {
    tell(tab);
    say(tab, ...tab.said);
    run.setAttribute("aria-disabled", String(Boolean(tab.asking)));
    stop.disabled = !tab.asking;
    results.setAttribute("aria-busy", String(Boolean(tab.asking)));
    results.hidden = !tab.answer;
    if (tab.answer) drawAnswer(tab);
  }

  let answer = null;

  function drawAnswer(tab) {
    const { kind, content, document: read, seconds } = tab.answer;
    answer ??= new EditorAnswer(results, { words, prefixes, linked: new Map(pages) });
    const count = answer.show(tab.answer);
    const took = filled(words.took, { seconds: number.format(Math.max(1, Math.round(seconds * 100)) / 100) });
    const one = kind === "rows" ? words.row : words.triple;
    const many = kind === "rows" ? words.rows : words.triples;
    say(tab, kind === "boolean" ? `${read.boolean ? words.yes : words.no}. ${took}`
      : `${number.format(count)} ${count === 1 ? one : many}. ${took}`);
    results.querySelector(".saving")?.remove();
    results.prepend(saving(words.save, {
      triples: [["Turtle", "ttl", ACCEPT.triples, () => content]],
      boolean: [["JSON", "json", ACCEPT.rows, () => content]],
      rows: [
        ["CSV", "csv", "text/csv", () => csvOf({ variables: read.head.vars, rows: read.results.bindings })],
        ["JSON", "json", ACCEPT.rows, () => content],
      ],
    }[kind]));
  }

  element("address").textContent = endpoint.replace(/\?.*$/, "");
  kept();
  readAddress();
  if (!tabs.current) choose(page.dataset.first);
  if (!tabs.current) open("SELECT * { ?s ?p ?o } LIMIT 100\n"); // of data that are not ours
}
