// The search box with suggestions, whatever the accents: the combobox pattern of ARIA 1.2.
"use strict";
(() => {
  const own = (window.networkPage ??= {});
  const MOST = 12;

  // every word of the query somewhere; the code, then the beginning of the name, then of a word
  own.find = (model, query) => {
    const wanted = own.folded(query);
    if (!wanted) return [];
    const parts = wanted.split(" ");
    const rank = (node) => {
      const [code, name] = [own.folded(node.code), own.folded(node.name)];
      if (code === wanted || name === wanted) return 0;
      if (code.startsWith(wanted)) return 1;
      if (name.startsWith(wanted)) return 2;
      return ` ${node.search}`.includes(` ${parts[0]}`) ? 3 : 4;
    };
    return model.nodes.filter((node) => parts.every((part) => node.search.includes(part)))
      .map((node) => [rank(node), node])
      .sort(([a, x], [b, y]) => a - b || model.byDegree(x, y)).map(([, node]) => node);
  };

  own.search = (input, box, model, words, choose, say) => {
    const { make } = own;
    let options = [];
    let at = -1;

    function close() {
      box.hidden = true;
      options = [];
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(to) {
      at = to;
      options.forEach(({ row }, i) => row.setAttribute("aria-selected", String(i === at)));
      if (at < 0) {
        input.removeAttribute("aria-activedescendant");
      } else {
        input.setAttribute("aria-activedescendant", options[at].row.id);
        options[at].row.scrollIntoView({ block: "nearest" });
      }
    }

    function take(node) {
      input.value = node.name;
      close();
      choose(node.id);
    }

    function suggest() {
      const found = own.find(model, input.value);
      options = found.slice(0, MOST).map((node, i) => {
        const kind = model.kinds.get(node.kind);
        const row = make("li", { role: "option", id: `suggestion-${i}`, "aria-selected": "false" },
          own.swatch(kind.shape, node.colour ?? kind.colour), make("span", { class: "name" }, node.name),
          make("span", { class: "code" }, [kind.one, own.codeOf(node)].filter(Boolean).join(" · ")));
        row.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus
        row.addEventListener("click", () => take(node));
        return { row, node };
      });
      const none = input.value.trim() && !found.length;
      box.replaceChildren(...options.map(({ row }) => row));
      if (none) box.append(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "none" }, words.notFound));
      box.hidden = !options.length && !none;
      at = -1;
      input.setAttribute("aria-expanded", String(!box.hidden));
      input.removeAttribute("aria-activedescendant");
      if (input.value.trim()) say(own.fill(words.found, { n: found.length }));
    }

    input.addEventListener("input", suggest);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      const { key } = event;
      if (key === "Escape") {
        if (box.hidden) input.value = "";
        close();
      } else if (key === "ArrowDown" || key === "ArrowUp") {
        if (box.hidden) suggest();
        if (options.length) {
          const step = key === "ArrowDown" ? 1 : -1;
          mark(at < 0 && step < 0 ? options.length - 1 : (at + step + options.length) % options.length);
        }
      } else if (key === "Enter") {
        if (options.length) take(options[Math.max(at, 0)].node);
      } else {
        return;
      }
      event.preventDefault();
    });
  };
})();
