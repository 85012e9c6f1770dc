// Keys, a copy button, and help with the form of a correction. Every page works without this file.
"use strict";
(() => {
  const items = () => [...document.querySelectorAll("a[data-item]")].filter((a) => a.offsetParent !== null);
  const dialog = document.getElementById("keys");
  const box = document.getElementById("q");

  const move = (by) => {
    const all = items();
    if (all.length === 0) return;
    const here = all.indexOf(document.activeElement);
    const at = here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1);
    all[at].focus();
    all[at].scrollIntoView({ block: "nearest" });
  };
  const follow = (rel) => {
    const link = document.querySelector(`link[rel="${rel}"]`);
    if (link) location.assign(link.href);
  };
  const typing = (el) => el instanceof HTMLElement &&
    (el.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(el.tagName));

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return;
    if (e.key === "Escape" && document.activeElement === box) { box.blur(); return; }
    if (typing(document.activeElement) || (dialog && dialog.open)) return;
    const button = document.querySelector(`button[data-key="${CSS.escape(e.key)}"]`);
    if (button) { e.preventDefault(); button.click(); return; }
    const act = {
      "/": () => { box.focus(); box.select(); },
      "j": () => move(1),
      "k": () => move(-1),
      "o": () => { if (items().includes(document.activeElement)) document.activeElement.click(); },
      "u": () => { const back = document.querySelector("a[data-back]"); if (back) back.click(); },
      "n": () => follow("next"),
      "p": () => follow("prev"),
      "?": () => dialog && dialog.showModal(),
    }[e.key];
    if (act) { e.preventDefault(); act(); }
  });

  let selected = "";
  document.addEventListener("selectionchange", () => {
    const text = document.getSelection().toString().replace(/\s+/g, " ").trim();
    if (text !== "" && !typing(document.activeElement)) selected = text;
  });
  for (const button of document.querySelectorAll("button[data-take]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const input = document.getElementById(button.dataset.take);
      if (selected !== "") input.value = selected;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.focus();
    });
  }
  // Typing a value chooses the button it belongs to.
  for (const input of document.querySelectorAll(".typed input")) {
    input.addEventListener("input", () => {
      if (input.value !== "") input.closest("li").querySelector("input[type=radio]").checked = true;
    });
  }

  // Browsers keep the clipboard from pages that came over plain http from another
  // machine; there the text is selected and copied the old way.
  const copy = async (element) => {
    if (navigator.clipboard) {
      try {
        await navigator.clipboard.writeText(element.textContent);
        return true;
      } catch { /* refused: the old way */ }
    }
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy");
  };
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.textContent = await copy(document.getElementById(button.dataset.copy)) ? "Copied" : "Selected: press Ctrl+C";
    });
  }
})();
