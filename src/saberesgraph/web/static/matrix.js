/* A coverage matrix: orders, the list of a cell beside the table, arrow keys, links to all of it.
   The address is the state: whoever changes something changes `#order=…&cell=…`, and `show` follows. */
"use strict";
{
  const { first, orders } = JSON.parse(document.getElementById("orders").textContent);
  const table = document.querySelector(".matrix");
  const region = document.querySelector(".matrix-scroll");
  const lists = document.querySelector(".lists");
  const form = document.getElementById("orders-form");
  const said = document.getElementById("said");
  const lines = () => [...table.rows];
  let order = first;
  let open = null;

  /* the address */

  // a broken address says nothing
  function decoded(hash) {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return "";
    }
  }

  function wanted() {
    const hash = decoded(location.hash);
    if (hash.startsWith("c-")) return { order, cell: hash.slice(2) };
    if (hash && !hash.includes("=")) return null; // an anchor of the page: the browser goes there
    const given = new URLSearchParams(hash);
    return { order: Object.hasOwn(orders, given.get("order") ?? "") ? given.get("order") : first, cell: given.get("cell") };
  }

  function go(cell, as = order) {
    const parts = [];
    if (as !== first || !cell) parts.push(`order=${as}`);
    if (cell) parts.push(`cell=${encodeURIComponent(cell)}`);
    const hash = `#${parts.join("&")}`;
    if (hash === location.hash) show();
    else location.hash = hash;
  }

  function show() {
    const state = wanted();
    if (!state) return follow();
    if (state.order !== order) arrange(state.order);
    for (const input of form.elements.order) input.checked = input.value === order;
    const list = state.cell && document.getElementById(`c-${state.cell}`);
    if (list) openList(list);
    else closeList();
  }

  /* a link of the sentence on gaps: the heading it names */
  function follow() {
    closeList(false);
    const target = document.getElementById(decoded(location.hash));
    if (!target || !table.contains(target)) return;
    const heading = target.closest("th") || target.cells[0];
    spot(heading).focus();
  }

  /* the orders */

  function arrange(name) {
    const here = document.activeElement;
    order = name;
    const places = orders[name];
    const head = table.tHead.rows[0];
    const before = [...head.cells].map((cell) => cell.id);
    // the corner first and the totals last, wherever the others go
    const moved = [0, ...places.columns.map((id) => before.indexOf(id)), before.length - 1];
    for (const line of lines()) {
      const cells = [...line.cells];
      line.append(...moved.map((place) => cells[place]));
    }
    table.tBodies[0].append(...places.rows.map((id) => document.getElementById(id)));
    if (table.contains(here)) here.focus();
  }

  form.hidden = false;
  form.addEventListener("change", (event) => {
    go(open && open.id.slice(2), event.target.value);
    said.textContent = event.target.closest("label").textContent.trim();
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  /* the list of a cell */

  const linkTo = (list) => [...table.querySelectorAll("td a")]
    .find((link) => decodeURIComponent(link.hash) === `#${list.id}`);

  function openList(list) {
    if (open !== list) {
      closeList(false);
      open = list;
      list.classList.add("open");
      linkTo(list).closest("td").classList.add("chosen");
      reveal(linkTo(list));
    }
    list.querySelector("h2").focus({ preventScroll: true });
  }

  /* on a phone the list lies over the lower half of the page, so the table goes to the upper one */
  function reveal(link) {
    if (getComputedStyle(lists).position === "fixed") region.scrollIntoView({ block: "start" });
    pad();
    link.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function closeList(back = true) {
    if (!open) return;
    const list = open;
    open = null;
    list.classList.remove("open");
    const link = linkTo(list);
    link.closest("td").classList.remove("chosen");
    if (back) link.focus();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.classList.contains("close")) {
      event.preventDefault();
      go(null);
    } else if (table.contains(link) && link.closest("td")) {
      event.preventDefault();
      go(decodeURIComponent(link.hash).slice(3));
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) go(null);
  });

  /* the keyboard: one stop for Tab, arrows inside */

  const spot = (cell) => cell.querySelector("a") || cell;

  function rove(to) {
    for (const line of lines()) for (const cell of line.cells) spot(cell).tabIndex = -1;
    to.tabIndex = 0;
  }

  table.setAttribute("role", "grid");
  rove(spot(table.querySelector("td:not(.gap)") || table.rows[0].cells[0]));
  table.addEventListener("focusin", (event) => {
    rove(event.target);
    light(event.target.closest("td, th"));
  });
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td, th");
    if (!cell || event.altKey) return;
    const all = lines();
    const last = cell.parentNode.cells.length - 1;
    let [row, column] = [all.indexOf(cell.parentNode), cell.cellIndex];
    const whole = event.ctrlKey || event.metaKey;
    if (event.key === "ArrowUp") row -= 1;
    else if (event.key === "ArrowDown") row += 1;
    else if (event.key === "ArrowLeft") column -= 1;
    else if (event.key === "ArrowRight") column += 1;
    else if (event.key === "Home") [row, column] = [whole ? 0 : row, 0];
    else if (event.key === "End") [row, column] = [whole ? all.length - 1 : row, last];
    else return;
    event.preventDefault();
    row = Math.min(Math.max(row, 0), all.length - 1);
    column = Math.min(Math.max(column, 0), last);
    spot(all[row].cells[column]).focus();
  });

  /* the column under the pointer or the focus; rows light up by style alone */

  function light(cell) {
    for (const lit of table.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!cell || cell.cellIndex < 1) return;
    for (const line of lines()) line.cells[cell.cellIndex].classList.add("lit");
  }
  table.addEventListener("pointerover", (event) => light(event.target.closest("td, th")));
  table.addEventListener("pointerleave", () => light(null));

  /* what is focused must not hide below the headings that stay */
  function pad() {
    region.style.scrollPadding = `${table.tHead.offsetHeight + 4}px 4px ${table.tFoot.offsetHeight + 4}px ${table.rows[0].cells[0].offsetWidth + 4}px`;
  }
  pad();
  window.addEventListener("resize", pad);
  window.addEventListener("hashchange", show);
  if (location.hash) show();
}
