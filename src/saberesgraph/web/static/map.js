// The map's filters, its list and its tables; what it shows without a script stays as it is.
"use strict";
(() => {
  const own = (id) => JSON.parse(document.getElementById(id).textContent);
  const { experiences, territories, shades, most, start } = own("data");
  const words = own("words");
  const $ = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const [CODE, NAME, AREA, OBJECTIVES, PLACES, NATIONAL, LINK] = [0, 1, 2, 3, 4, 5, 6];
  const [T_CODE, T_NAME, T_PROVINCE, T_LINK] = [0, 1, 2, 3];
  const LARGEST = 33, SMALLEST = 7, ROOM = 11;
  const byCode = new Map(territories.map((each) => [each[T_CODE], each]));
  const isProvince = (territory) => territory[T_CODE] === territory[T_PROVINCE];
  const experiencesOf = (count) => `${count} ${count === 1 ? words.one : words.many}`;
  let state = { ...start, place: "" };
  let found = new Map();  // code -> experiences shown

  // --- What is shown, in the address: back, forward and bookmarks work ---
  function fromAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    const legal = (id, value) => ([...$(id).options].some((o) => o.value === value) ? value : "");
    state = {
      objective: legal("objective", given.get("objective") || ""),
      area: legal("area", given.get("area") || ""),
      level: given.get("level") === "canton" ? "canton" : "province",
      place: known(given.get("place")) ? given.get("place") : "",
    };
  }
  const known = (code) => byCode.has(code) || code === "national" || code === "nowhere";
  function address() {
    const said = new URLSearchParams();
    for (const key of ["objective", "area", "place"]) if (state[key]) said.set(key, state[key]);
    if (state.level !== "province") said.set("level", state.level);
    return `#${said}`;
  }
  function go(change, keep = true) {
    state = { ...state, ...change };
    const next = address();
    if ((location.hash || "#") !== next) {
      if (keep) history.pushState(null, "", next);
      else history.replaceState(null, "", next);
    }
    show();
  }

  // --- Counting ---
  function count() {
    const kept = experiences.filter((e) =>
      (!state.objective || e[OBJECTIVES].includes(Number(state.objective))) &&
      (!state.area || e[AREA] === state.area));
    found = new Map(territories.map((each) => [each[T_CODE], []]));
    found.set("national", []).set("nowhere", []);
    for (const each of kept) {
      const codes = new Set();
      for (const code of each[PLACES]) {
        codes.add(code);
        if (byCode.has(code)) codes.add(byCode.get(code)[T_PROVINCE]);
      }
      if (!each[PLACES].length) codes.add(each[NATIONAL] ? "national" : "nowhere");
      for (const code of codes) if (found.has(code)) found.get(code).push(each);
    }
    return kept;
  }
  function shade(number) {
    return shades.filter(([least]) => least <= number).pop() || [0, "url(#map-gap)", "#1c2430"];
  }

  // --- Showing ---
  function show() {
    const kept = count();
    $("objective").value = state.objective;
    $("area").value = state.area;
    for (const radio of all("input[name=level]")) radio.checked = radio.value === state.level;
    say(kept);
    paint();
    for (const counter of all(".count")) {
      const code = counter.dataset.code;
      counter.textContent = found.get(code).length;
      counter.setAttribute("aria-label", `${title(code)}: ${experiencesOf(found.get(code).length)}, ${words.list}`);
      counter.setAttribute("aria-expanded", String(state.place === code));
    }
    for (const row of all(".map-table tbody tr")) row.classList.toggle("gap", !found.get(row.dataset.code).length);
    all(".map-table").forEach(sort);
    card();
    csv();
  }
  function say(kept) {
    const chosen = [];
    if (state.objective) chosen.push(`${words.objective} ${state.objective}`);
    if (state.area) chosen.push($("area").selectedOptions[0].textContent.replace(/ \(\d+\)$/, ""));
    const parts = [experiencesOf(kept.length)];
    for (const key of ["national", "nowhere"])
      if (found.get(key).length) parts.push(`${found.get(key).length} ${words[key]}`);
    const text = (chosen.length ? `${chosen.join(" · ")}: ` : "") + parts.join(" · ");
    if ($("status").textContent !== text) $("status").textContent = text;
  }
  function title(code) {
    if (code === "national" || code === "nowhere") return words[`${code}Title`];
    return byCode.get(code)[T_NAME];
  }
  function paint() {
    if (!$("map")) return;
    const provinces = state.level === "province";
    $("legend-province").hidden = !provinces;
    $("legend-canton").hidden = provinces;
    $("map-title").textContent = provinces ? words.titleProvince : words.titleCanton;
    all(".map-seats").forEach((g) => visible(g, !provinces));
    for (const each of all(".map-province, .map-seat")) {
      const code = each.dataset.code, number = found.get(code).length;
      const shape = each.firstElementChild;
      each.setAttribute("aria-label", `${title(code)}: ${experiencesOf(number)}`);
      each.classList.toggle("chosen", state.place === code);
      shape.firstElementChild.textContent = each.getAttribute("aria-label");
      if (each.classList.contains("map-province")) {
        shape.setAttribute("fill", provinces ? shade(number)[1] : "#eef3f8");
      } else {
        shape.setAttribute("r", radius(number));
        shape.setAttribute("fill", number ? "#0b4f8a" : "#fff");
        shape.setAttribute("stroke", number ? "#fff" : "#0b4f8a");
      }
    }
    for (const label of all(".map-labels > g")) {
      const number = found.get(label.dataset.code).length;
      label.querySelector(".map-number").textContent = number;
      // in the frame the number stands on paper
      if (label.previousElementSibling?.classList.contains("map-island") !== true) label.setAttribute("fill", shade(number)[2]);
      visible(label, provinces);
    }
    for (const label of all(".map-seats > g > g[data-code]")) {
      const number = found.get(label.dataset.code).length, inside = radius(number) >= ROOM;
      const [within, beside] = [label.querySelector(".map-count"), label.querySelector(".map-beside")];
      within.textContent = number;
      beside.textContent = ` ${number}`;
      visible(within, inside);
      visible(beside, !inside);
    }
  }
  const radius = (number) => (most ? Math.max(SMALLEST, LARGEST * Math.sqrt(number / most)) : SMALLEST).toFixed(1);
  const visible = (element, yes) => (yes ? element.removeAttribute("display") : element.setAttribute("display", "none"));

  // --- The list of one territory ---
  function element(name, text, parent) {
    const made = document.createElement(name);
    made.textContent = text;
    parent.append(made);
    return made;
  }
  function linked(text, link, parent) {
    const made = element(link ? "a" : "span", text, parent);
    if (link) made.href = link;
    return made;
  }
  function card() {
    const code = state.place;
    $("card").hidden = !code;
    for (const row of all(".map-table tbody tr")) row.classList.toggle("chosen", row.dataset.code === code);
    if (!code) return;
    const here = found.get(code), territory = byCode.get(code);
    $("card-title").textContent = `${title(code)}: ${experiencesOf(here.length)}`;
    $("card-note").replaceChildren();
    if (!here.length) element("span", `${words.empty} `, $("card-note"));
    if (territory?.[T_LINK]) linked(words.page, territory[T_LINK], $("card-note"));
    const list = $("card-list");
    list.replaceChildren();
    for (const each of here) {
      const item = element("li", "", list);
      linked(each[NAME], each[LINK], item);
      element("span", ` ${each[CODE]}${through(each, territory)}`, item).className = "note";
    }
  }
  function through(experience, territory) {
    if (!territory || !isProvince(territory)) return "";
    const names = experience[PLACES]
      .filter((code) => code !== territory[T_CODE] && byCode.get(code)?.[T_PROVINCE] === territory[T_CODE])
      .map((code) => byCode.get(code)[T_NAME]);
    if (experience[PLACES].includes(territory[T_CODE])) return ` · ${words.province}`;
    return names.length ? ` · ${words.cantons} ${names.join(", ")}` : "";
  }
  let opener = null;
  function choose(code, from) {
    opener = from;
    go({ place: state.place === code ? "" : code }, false);
    if (state.place) {
      $("card").focus({ preventScroll: true });
      $("card").scrollIntoView({ block: "nearest" });
    }
  }
  function close() {
    go({ place: "" }, false);
    opener?.focus();
  }

  // --- Tables ---
  const orders = new Map();  // table -> [key, descending]
  function sort(table) {
    const [key, down] = orders.get(table) || ["count", true];
    const value = {
      code: (row) => row.dataset.code,
      name: (row) => title(row.dataset.code),
      province: (row) => title(byCode.get(row.dataset.code)[T_PROVINCE]),
      count: (row) => found.get(row.dataset.code).length,
    }[key];
    const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, document.documentElement.lang));
    const rows = all("tbody tr", table).sort((a, b) =>
      (down ? -1 : 1) * compare(value(a), value(b)) || compare(a.dataset.code, b.dataset.code));
    const body = table.tBodies[0];
    if (rows.some((row, place) => body.rows[place] !== row)) {
      const focused = document.activeElement;
      body.append(...rows);
      if (body.contains(focused)) focused.focus({ preventScroll: true });
    }
    for (const head of all("th[data-sort]", table)) {
      if (head.dataset.sort === key) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  // --- CSV: as map.csv has it, with what the filters leave ---
  function csv() {
    const iri = (code) => `https://w3id.org/saberesgraph/id/territory/${code}`;
    const codes = (key) => found.get(key).map((e) => e[CODE]).join(" ");
    const ranked = [...territories].sort((a, b) => isProvince(b) - isProvince(a) ||
      found.get(b[T_CODE]).length - found.get(a[T_CODE]).length || (a[T_CODE] < b[T_CODE] ? -1 : 1));
    const rows = [["level", "code", "name", "province", "experiences", "records", "territory"]];
    for (const each of ranked)
      rows.push([words.levels[isProvince(each) ? 0 : 1], each[T_CODE], each[T_NAME], each[T_PROVINCE],
        found.get(each[T_CODE]).length, codes(each[T_CODE]), iri(each[T_CODE])]);
    ["national", "nowhere"].forEach((key, place) =>
      rows.push([words.levels[2 + place], "", "", "", found.get(key).length, codes(key), ""]));
    const text = rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
    const link = $("csv");
    if (link.href.startsWith("blob:")) URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.hidden = false;
  }
  function cell(value) {
    let text = String(value);
    if (/^[=+\-@\t\r]/.test(text)) text = `'${text}`;  // no spreadsheet takes it for a formula
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  // --- What people do ---
  $("filters").hidden = false;
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  for (const id of ["objective", "area"]) $(id).addEventListener("change", (event) => go({ [id]: event.target.value }));
  for (const radio of all("input[name=level]")) radio.addEventListener("change", () => go({ level: radio.value }));
  $("reset").addEventListener("click", () => go({ objective: "", area: "", place: "" }));
  $("close").addEventListener("click", close);
  $("card").addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  for (const counter of all("span.count")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "count";
    button.dataset.code = counter.dataset.code;
    button.addEventListener("click", () => choose(button.dataset.code, button));
    counter.replaceWith(button);
  }
  for (const head of all("th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.title = `${words.sort}: ${head.textContent}`;
    head.replaceChildren(button);
    const table = head.closest("table"), key = head.dataset.sort;
    button.addEventListener("click", () => {
      const [before, down] = orders.get(table) || ["count", true];
      orders.set(table, [key, before === key ? !down : key === "count"]);
      sort(table);
    });
  }
  for (const shape of all(".map-province, .map-seat")) {
    shape.setAttribute("role", "button");
    shape.setAttribute("tabindex", "0");
    shape.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;  // opens its page elsewhere
      event.preventDefault();
      choose(shape.dataset.code, shape);
    });
    shape.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(shape.dataset.code, shape);
    });
  }
  // a territory under the pointer or the focus is marked in the map and in its table
  function near(code, yes) {
    for (const each of all(`.map-province, .map-seat, .map-table tbody tr`))
      if (each.dataset.code === code) each.classList.toggle("near", yes);
  }
  for (const each of all(".map-province, .map-seat, .map-table tbody tr"))
    for (const [event, yes] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]])
      each.addEventListener(event, () => near(each.dataset.code, yes));
  addEventListener("popstate", () => { fromAddress(); show(); });
  addEventListener("hashchange", () => { fromAddress(); show(); });
  if (location.hash.length > 1) fromAddress();
  show();
})();
