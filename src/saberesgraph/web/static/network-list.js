// The list beside the picture says the same as it, and is the way of those who use the keyboard
// or do not see the picture: arrows, Home, End, letters; Enter or space chooses.
"use strict";
(() => {
  const own = (window.networkPage ??= {});
  const PAGE = 200;

  // `parts`: { list, pages, back, next, range } elements
  own.list = (parts, model, words, choose) => {
    const { make } = own;
    const { list, pages, back, next, range } = parts;
    let all = [];
    let first = 0;
    let chosen = null;
    let active = null;
    let typed = "";
    let clock = 0;

    const rows = () => [...list.querySelectorAll("[role=option]")];

    function row(node, place) {
      return make("div", {
        role: "option", id: `row-${node.index}`, "data-id": node.id, tabindex: "-1",
        "aria-selected": String(node.id === chosen), "aria-setsize": all.length, "aria-posinset": place + 1,
      }, make("span", { class: "name" }, node.name || node.code),
      make("span", { class: "code" }, model.sorted === "degree" ? String(node.degree) : own.codeOf(node)));
    }

    function draw() {
      const groups = [];
      all.slice(first, first + PAGE).forEach((node, i) => {
        if (groups.at(-1)?.kind !== node.kind) groups.push({ kind: node.kind, rows: [] });
        groups.at(-1).rows.push(row(node, first + i));
      });
      list.replaceChildren(...groups.map(({ kind, rows: of }) => {
        const look = model.kinds.get(kind);
        const id = `kind-${kind}`;
        return make("div", { role: "group", "aria-labelledby": id },
          make("div", { id, class: "heading", role: "presentation" }, own.swatch(look.shape, look.colour), look.name), ...of);
      }));
      pages.hidden = all.length <= PAGE;
      back.disabled = first === 0;
      next.disabled = first + PAGE >= all.length;
      range.textContent = own.fill(words.range, { from: first + 1, to: Math.min(first + PAGE, all.length), n: all.length });
      const here = rows();
      point(here.find((each) => each.dataset.id === (chosen ?? active)) ?? here[0], false);
    }

    // the one row that Tab reaches
    function point(to, focus = true) {
      if (!to) return;
      for (const each of list.querySelectorAll("[tabindex='0']")) each.tabIndex = -1;
      to.tabIndex = 0;
      active = to.dataset.id;
      if (focus) to.focus();
    }

    function turn(to, last) {
      first = Math.max(0, Math.min(to, Math.floor((all.length - 1) / PAGE) * PAGE));
      draw();
      const here = rows();
      point(last ? here.at(-1) : here[0]);
    }

    function search(letter, here, at) {
      const now = performance.now();
      typed = now - clock > 800 ? letter : typed + letter;
      clock = now;
      const wanted = own.folded(typed);
      const start = typed.length > 1 ? at : at + 1;
      const order = [...here.slice(start), ...here.slice(0, start)];
      point(order.find((each) => [...each.children].some((part) => own.folded(part.textContent).startsWith(wanted))));
    }

    list.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const here = rows();
      const at = here.indexOf(document.activeElement);
      const { key } = event;
      if (key === "ArrowDown") {
        if (at < here.length - 1) point(here[at + 1]);
        else if (first + PAGE < all.length) turn(first + PAGE, false);
      } else if (key === "ArrowUp") {
        if (at > 0) point(here[at - 1]);
        else if (first > 0) turn(first - PAGE, true);
      } else if (key === "Home") turn(0, false);
      else if (key === "End") turn(all.length, true);
      else if (key === "Enter" || (key === " " && performance.now() - clock > 800)) choose(active);
      else if (key.length === 1) search(key, here, at);
      else return;
      event.preventDefault();
    });
    list.addEventListener("click", (event) => {
      const to = event.target.closest("[role=option]");
      if (!to) return;
      point(to);
      choose(to.dataset.id);
    });
    back.addEventListener("click", () => { first -= PAGE; draw(); });
    next.addEventListener("click", () => { first += PAGE; draw(); });

    return {
      // `nodes` in order of kind and name or degree; `id` is the chosen one
      show(nodes, id) {
        const same = nodes.length === all.length && nodes.every((node, i) => node === all[i]);
        const had = list.contains(document.activeElement);
        all = nodes;
        chosen = id;
        const place = nodes.findIndex((node) => node.id === id);
        const page = place < 0 ? (same ? first : 0) : Math.floor(place / PAGE) * PAGE;
        if (same && page === first && list.childElementCount && !model.resort) {
          for (const each of rows()) each.setAttribute("aria-selected", String(each.dataset.id === id));
          point(rows().find((each) => each.dataset.id === id), had);
        } else {
          first = page;
          draw();
          if (had) point(rows().find((each) => each.dataset.id === active), true);
        }
        model.resort = false;
        const row_ = id && rows().find((each) => each.dataset.id === id);
        if (row_) list.scrollTop = row_.offsetTop - list.clientHeight / 2;
      },
    };
  };
})();
