"use strict";
// Finds in everything, as one types. What is found is put in the page as text, never as markup.
{
  const element = (id) => document.getElementById(id);
  const words = JSON.parse(element("words").textContent);
  const kinds = JSON.parse(element("kinds").textContent);
  const form = element("find");
  const input = element("q");
  const status = element("status");
  const filters = element("filters");
  const list = element("found");
  const more = element("more");
  const empty = element("empty");
  const AT_ONCE = 30;
  const AROUND = 90;
  const LONGEST = 200; // of what is asked, in characters: more would keep the browser busy
  const WORD = /[\p{L}\p{N}\p{M}]+/gu;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const large = element("large") && JSON.parse(element("large").textContent);
  const assets = new URL(".", document.currentScript.src);
  let found = [];
  let partly = false; // nothing has all the words, so what has some is shown
  let kind = "";
  let shown = AT_ONCE;
  let turn = 0; // of what is asked: an answer that comes after the next question is let go
  let drawing = 0; // and so are results of another list

  // as language.folded: no accents, no capitals
  const fold = (word) =>
    word.normalize("NFKD").toLowerCase().replace(/\p{Mn}/gu, "").replaceAll("ß", "ss");
  const split = (text) => text.match(WORD) ?? [];

  const options = {
    fields: ["code", "title", "names", "texts"],
    tokenize: split,
    processTerm: fold,
    extractField: (document, field) =>
      (field === "id" ? document.id : [document[field]].flat().join(" \n ")),
    searchOptions: {
      combineWith: "AND",
      boost: { code: 6, title: 4, names: 3 },
      prefix: (term) => term.length > 1,
      fuzzy: (term) => (term.length > 4 && !/\d/.test(term) ? 0.2 : 0),
      weights: { prefix: 0.4, fuzzy: 0.1 },
      boostDocument: (id) => (words.minor.includes(source.kindOf(id)) ? 0.6 : 1),
    },
  };

  // what finds: in the documents of a small catalogue, or in the parts of a large one
  function whole(documents) {
    const index = new MiniSearch(options);
    index.addAll(documents.map((document, id) => ({ id, ...document })));
    return {
      kindOf: (id) => documents[id].kind,
      find: (asked, how) => index.search(asked, how),
      told: (ids) => ids.map((id) => documents[id]),
    };
  }

  const parts = new Map();
  function load(name) {
    const file = `${large.files}.${name}.js`;
    if (!parts.has(name)) {
      parts.set(name, new Promise((resolve, reject) => {
        const script = make("script", "", { src: new URL(file, assets) });
        const gone = () => reject(new Error(file));
        script.onload = () => (self.SABERES_PARTS?.[name] ? resolve(self.SABERES_PARTS[name]) : gone());
        script.onerror = gone;
        document.head.append(script);
      }));
    }
    return parts.get(name);
  }

  const source = large ? new SearchIndex(self.SABERES_INDEX, options, load) : whole(self.SABERES_SEARCH);
  // the best first; what scores the same (but for how a sum is rounded) in the order of the documents
  const ranked = (results) => results.map((each) => [each.score.toPrecision(9), each])
    .sort(([a, one], [b, other]) => b - a || one.id - other.id).map(([, each]) => each);

  // The text with the words that matched marked.
  function marked(text, terms) {
    const parts = [];
    let end = 0;
    for (const match of text.matchAll(WORD)) {
      if (!terms.has(fold(match[0]))) continue;
      parts.push(text.slice(end, match.index), make("mark", match[0]));
      end = match.index + match[0].length;
    }
    return [...parts, text.slice(end)];
  }

  // The text around its first word that matched, or nothing.
  function snippet(texts, terms) {
    for (const text of texts) {
      const first = [...text.matchAll(WORD)].find((match) => terms.has(fold(match[0])));
      if (!first) continue;
      let from = Math.max(0, first.index - AROUND);
      let to = Math.min(text.length, first.index + AROUND * 2);
      if (from) from = text.indexOf(" ", from) + 1;
      if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), first.index + first[0].length);
      return `${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
    }
    return "";
  }

  function result({ kind: of, path, code, title, names, texts }, matched) {
    const terms = new Set(matched);
    const link = make("a", marked(title, terms), { href: path });
    const codes = words.coded.includes(of) ? [...marked(code, terms), " · "] : [];
    const item = make("li", [make("p", link, { class: "title" }),
      make("p", [...codes, make("span", kinds[of].one)], { class: "kind" })]);
    const also = names.filter((name) => split(name).some((word) => terms.has(fold(word))));
    const inTitle = split(title).some((word) => terms.has(fold(word)));
    if (also.length && !inTitle) {
      item.append(make("p", [`${words.also} `, ...marked(also.slice(0, 3).join(" · "), terms)],
        { class: "also" }));
    }
    const around = snippet(texts, terms);
    if (around) item.append(make("p", marked(around, terms), { class: "around" }));
    return item;
  }

  const chosen = () => (kind ? found.filter(({ id }) => source.kindOf(id) === kind) : found);

  async function draw() {
    const now = (drawing += 1);
    const listed = chosen();
    const first = listed.slice(0, shown);
    const told = await source.told(first.map(({ id }) => id));
    if (now !== drawing) return;
    list.replaceChildren(...told.map((each, n) => result(each, first[n].terms)));
    more.hidden = listed.length <= shown;
  }

  function drawFilters() {
    const counts = new Map();
    for (const { id } of found) {
      const of = source.kindOf(id);
      counts.set(of, (counts.get(of) ?? 0) + 1);
    }
    if (kind && !counts.has(kind)) kind = "";
    const choices = [["", words.all, found.length],
      ...Object.keys(kinds).filter((of) => counts.has(of))
        .map((of) => [of, kinds[of].many, counts.get(of)])];
    const labels = choices.map(([of, name, count]) => {
      const radio = make("input", "", { type: "radio", name: "kind", value: of });
      radio.checked = of === kind;
      return make("label", [radio, ` ${name} `, make("span", number.format(count), { class: "count" })]);
    });
    filters.replaceChildren(make("legend", words.kind), ...labels);
    filters.hidden = counts.size < 2;
  }

  const said = () => input.value.trim().slice(0, LONGEST);

  async function search() {
    const asked = said();
    const now = (turn += 1);
    if (large && asked) status.textContent = large.looking;
    try {
      let met = asked ? await source.find(asked) : [];
      const some = asked && !met.length;
      if (some) met = await source.find(asked, { combineWith: "OR" });
      if (now !== turn) return;
      [found, partly, shown] = [ranked(met), some, AT_ONCE];
      drawFilters();
      await draw();
      if (now !== turn) return;
      tell(asked, chosen().length);
      empty.hidden = found.length > 0;
      element("nothing").hidden = !asked;
    } catch (fault) {
      unread(now, fault);
    }
  }

  function unread(now, fault) {
    if (!large) throw fault;
    if (now === turn) status.textContent = filled(large.broken, { file: fault.message });
  }

  function tell(asked, count) {
    const sentence = count === 0 ? words.none : count === 1 ? words.one : words.many;
    const told = sentence.replace("{n}", number.format(count)).replace("{q}", () => asked);
    status.textContent = !asked ? "" : partly && count ? `${words.partly} ${told}` : told;
    document.title = asked ? `${asked} · ${words.title}` : words.title;
  }

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    input.value = asked.get("q") ?? "";
    kind = Object.hasOwn(kinds, asked.get("kind") ?? "") ? asked.get("kind") : "";
    search();
  }

  function writeAddress() {
    const asked = new URLSearchParams();
    if (said()) asked.set("q", said());
    if (kind) asked.set("kind", kind);
    history.replaceState(null, "", `${location.pathname}${asked.size ? `?${asked}` : ""}`);
  }

  input.addEventListener("input", () => {
    search();
    writeAddress();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
    writeAddress();
  });
  filters.addEventListener("change", (event) => {
    kind = event.target.value;
    shown = AT_ONCE;
    writeAddress();
    redraw().then(() => tell(said(), chosen().length));
  });
  more.addEventListener("click", () => {
    const from = shown;
    shown += AT_ONCE;
    redraw().then(() => list.children[from]?.querySelector("a").focus());
  });

  function redraw() {
    const now = turn;
    return draw().catch((fault) => unread(now, fault));
  }

  form.hidden = false;
  readAddress();
}
