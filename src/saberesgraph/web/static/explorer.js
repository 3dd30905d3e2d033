"use strict";
// Shows the results of a choice at once, without losing one's place. Without it a button does it.
{
  const element = (id) => document.getElementById(id);
  const find = element("find");
  const pane = element("filters");
  const WAIT = 300; // after a key, in milliseconds
  let asked = 0;
  let timer = 0;

  const narrow = matchMedia("(max-width: 60rem)");
  if (narrow.matches) pane.open = false;
  narrow.addEventListener("change", () => (pane.open = !narrow.matches));

  function address() {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(find)) if (value) query.append(name, value);
    return String(query) ? `${find.action}?${query}` : find.action;
  }

  // Takes what the server drew for an address, and leaves what the reader has opened and ticked.
  async function show(url, remember) {
    clearTimeout(timer);
    const turn = ++asked;
    element("results").setAttribute("aria-busy", "true");
    let page, answer;
    try {
      answer = await fetch(url, { headers: { Accept: "text/html" } });
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      page = null;
    }
    if (turn !== asked) return; // a later choice is on its way
    if (!answer?.ok || !page?.getElementById("results")) {
      location.assign(url); // the page says what is wrong
      return;
    }
    const focused = document.activeElement?.id;
    const open = new Map([...document.querySelectorAll(".facet")].map((each) => [each.id, each.open]));
    const scrolled = new Map(
      [...document.querySelectorAll(".facet")].map((each) => [
        each.id,
        each.querySelector("fieldset").scrollTop,
      ]),
    );
    for (const id of ["facets", "results", "sort"]) element(id).replaceWith(page.getElementById(id));
    for (const each of document.querySelectorAll(".facet")) {
      if (open.has(each.id)) each.open = open.get(each.id);
      each.querySelector("fieldset").scrollTop = scrolled.get(each.id) ?? 0;
    }
    pane.querySelector(":scope > summary").replaceWith(
      page.querySelector("#filters > summary"),
    );
    if (focused && focused !== document.activeElement?.id) element(focused)?.focus();
    // the reader is told: this place stays, and its words change
    element("status").replaceChildren(...page.getElementById("status").childNodes);
    document.title = page.title;
    if (remember) history[remember](null, "", answer.url);
    prepare();
    if (!remember) element("q").value = page.getElementById("q").value;
  }

  function prepare() {
    for (const each of document.querySelectorAll(".apply")) each.hidden = true;
    tick();
  }

  // Two to four can be compared.
  function tick() {
    const form = element("compare");
    if (!form) return;
    const boxes = [...form.querySelectorAll("input[name=code]")];
    const ticked = boxes.filter((box) => box.checked).length;
    for (const box of boxes) box.disabled = ticked >= 4 && !box.checked;
  }

  document.addEventListener("change", (event) => {
    if (event.target.form === find && event.target.id !== "q") show(address(), "pushState");
    else if (event.target.name === "code") tick();
  });
  element("q").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show(address(), "replaceState"), WAIT);
  });
  find.addEventListener("submit", (event) => {
    event.preventDefault();
    show(address(), "pushState");
  });
  addEventListener("popstate", () => show(location.href));
  prepare();
}
