// The tools above the picture: menu of files, link to this view, full screen.
"use strict";
(() => {
  const own = (window.networkPage ??= {});

  own.menu = (menu, act) => {
    const handle = menu.querySelector("summary");
    menu.addEventListener("click", (event) => {
      const form = event.target.closest("button")?.dataset.form;
      if (!form) return;
      menu.open = false;
      handle.focus();
      act(form);
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      event.stopPropagation();
      menu.open = false;
      handle.focus();
    });
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  };

  // a page opened from a file may have no clipboard: then the address is shown, ready to copy
  own.copier = (button, field, say, words) => {
    const name = button.textContent;
    let turn;
    button.addEventListener("click", async () => {
      field.value = location.href;
      try {
        await navigator.clipboard.writeText(location.href);
        field.parentElement.hidden = true;
        say(words.copied);
        // the line of status may stand below the window
        button.textContent = words.copied;
        clearTimeout(turn);
        turn = setTimeout(() => { button.textContent = name; }, 3000);
      } catch {
        field.parentElement.hidden = false;
        field.select();
        say(words.copyByHand);
      }
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      field.parentElement.hidden = true;
      button.focus();
    });
  };

  // the browser's own full screen, or as much of the window as there is
  own.fullScreen = (button, whole, changed) => {
    const on = () => document.fullscreenElement === whole || whole.classList.contains("full");
    const set = (full) => {
      whole.classList.toggle("full", full);
      document.documentElement.classList.toggle("behind-full", full);
    };
    const tell = () => {
      button.setAttribute("aria-pressed", String(on()));
      requestAnimationFrame(() => requestAnimationFrame(changed));
    };
    button.addEventListener("click", async () => {
      if (document.fullscreenElement) {
        await document.exitFullscreen();
      } else if (whole.classList.contains("full")) {
        set(false);
        tell();
      } else {
        try {
          await whole.requestFullscreen();
        } catch {
          set(true);
          tell();
        }
      }
    });
    document.addEventListener("fullscreenchange", tell);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && whole.classList.contains("full")) {
        set(false);
        tell();
      }
    });
  };
})();
