"use strict";
// The answer: YASR, whose views here speak the page's language and take data for text alone.

const LONGEST_SHOWN = 500000; // characters of an answer as it came; the files have them all
const LONG = 40; // characters of a cell that must not become narrow

// a text as HTML writes it
const markup = (text) => make("p", text).innerHTML;

class EditorAnswer {
  constructor(parent, { words, prefixes, linked }) {
    const { plugins } = Yasr;
    delete Yasr.defaults.plugins.error; // the page tells faults itself
    Yasr.registerPlugin("table", tableIn(plugins.table, words, (term, whole) => cell(term, whole, prefixes, linked)));
    Yasr.registerPlugin("response", rawIn(words));
    Yasr.registerPlugin("boolean", verdictIn(plugins.boolean, words));
    this.yasr = new Yasr(parent, { persistenceId: null, prefixes });
    // its count, its download and its manual are in English; the page has its own
    const header = this.yasr.headerEl;
    for (const part of header.querySelectorAll(":scope > .yasr_btn, :scope > .yasr_response_chip")) part.remove();
    this.buttons = [...header.querySelectorAll("ul button")];
    for (const button of this.buttons) {
      button.removeAttribute("aria-label");
      button.removeAttribute("title");
    }
    this.yasr.on("drawn", () => queueMicrotask(() => this.mark())); // it marks its own after
    this.kind = "";
  }

  // answer: { content, type, kind }, kind being rows, triples or boolean
  show({ content, type, kind, document: read }) {
    const { yasr } = this;
    if (kind !== this.kind) yasr.selectedPlugin = kind === "triples" ? "response" : "table";
    this.kind = kind;
    yasr.draw = () => {}; // not before its reading is mended
    yasr.setResponse({ content, ok: true, status: 200, headers: new Headers({ "content-type": type }) });
    delete yasr.draw;
    // its own reading replaces {{words}} inside literals
    if (read) Object.assign(yasr.results, { json: read, type: "json" });
    yasr.draw();
    const found = yasr.results.getBindings();
    return found ? found.length : 0;
  }

  mark() {
    const name = this.yasr.drawnPlugin;
    for (const button of this.buttons) {
      button.setAttribute("aria-pressed", String(button.classList.contains(`select_${name}`)));
      button.hidden = button.classList.contains("disabled"); // it has nothing to show of this
    }
  }
}

// A term: what has a page here is a link to it, another http address is one that leaves, and
// everything else is text.
function cell(term, whole, prefixes, linked) {
  if (term.type === "uri") {
    const name = shortened(term.value, prefixes);
    const page = linked.get(name);
    const shown = page ? make("a", name, { href: page })
      : /^https?:\/\//i.test(term.value) ? make("a", name, { href: term.value, rel: "noreferrer" })
        : make("span", name);
    if (name !== term.value) shown.title = term.value;
    return shown;
  }
  const shown = make("span", termText(term));
  if (!whole || term.type !== "literal") return shown;
  const tag = term["xml:lang"] ? `@${term["xml:lang"]}`
    : term.datatype ? `^^${shortened(term.datatype, prefixes)}` : "";
  return tag ? make("span", [`"`, shown, `"`, make("sup", tag)]) : shown;
}

function tableIn(Table, words, drawn) {
  const { tableConfig } = Table.defaults;
  const { language } = tableConfig;
  tableConfig.autoWidth = false; // it would write values into a page of its own to measure them
  Object.assign(language, {
    info: words.shown,
    infoEmpty: words.noneShown,
    infoFiltered: words.filtered,
    emptyTable: words.empty,
    zeroRecords: words.noMatch,
    thousands: (1000).toLocaleString(document.documentElement.lang, { useGrouping: "always" }).slice(1, 2),
    aria: {
      orderable: words.sort,
      orderableReverse: words.sortBack,
      orderableRemove: words.unsort,
      paginate: {
        first: words.first, last: words.last, next: words.next, previous: words.previous,
        number: words.pageNumber,
      },
    },
  });
  return class extends Table {
    label = words.table;
    helpReference = undefined;

    draw(config) {
      // long values are wrapped, not cut: what is cut only a mouse could open
      super.draw({ compact: true, ...config, isEllipsed: false });
      const table = this.yasr.resultsEl.querySelector("table");
      const scroll = make("div", "", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.answer });
      table.replaceWith(scroll);
      scroll.append(table);
    }

    getColumns() {
      const whole = !this.persistentConfig.compact;
      const row = { title: "#", type: "num", searchable: false, orderable: false, visible: whole };
      return [row, ...this.yasr.results.getVariables().map((name) => ({
        title: name.replace(/[<>&]/g, "\ufffd"), // no name in SPARQL has them
        render: (term, type) => (term === "" ? ""
          : type === "sort" ? termText(term)
            // what is searched is read as HTML where it has an ampersand
            : type === "filter" ? markup(termText(term)) : this.getCellContent(term)),
      }))];
    }

    getCellContent(term) {
      const shown = drawn(term, !this.persistentConfig.compact);
      const look = shown.textContent.length > LONG ? { class: "long" } : {};
      return make("div", shown, look).outerHTML;
    }

    drawControls() {
      super.drawControls();
      const [plain, cut] = this.tableControls.querySelectorAll(".switch");
      plain.firstChild.textContent = words.plain;
      cut.parentElement.remove();
      this.tableFilterField.placeholder = words.filter;
      this.tableFilterField.setAttribute("aria-label", words.filter);
      this.tableControls.querySelector(".pageSizerLabel").textContent = words.pageSize;
      this.tableSizeField.setAttribute("aria-label", words.pageSize);
      this.tableSizeField.lastChild.textContent = words.all;
    }
  };
}

function rawIn(words) {
  return class {
    label = words.raw;
    priority = 2;

    constructor(yasr) {
      this.yasr = yasr;
    }

    canHandleResults() {
      return Boolean(this.yasr.results);
    }

    draw() {
      const text = this.yasr.results.getOriginalResponseAsString();
      const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
      this.yasr.resultsEl.append(make("pre", make("code", shown), {
        class: "turtle", tabindex: "0", role: "region", "aria-label": words.raw,
      }));
    }
  };
}

function verdictIn(Verdict, words) {
  return class extends Verdict {
    draw() {
      const yes = this.yasr.results.getBoolean();
      this.yasr.resultsEl.append(make("p", yes ? words.yes : words.no, { class: "verdict" }));
    }
  };
}
