// Keys, copying, and help with the form of a correction. Every page works without this file.
"use strict";
(() => {
  // What j and k go through: the changes of a comparison, else the items of a list.
  const items = () => {
    const changes = [...document.querySelectorAll(".diff [data-change]")];
    return changes.length ? changes : [...document.querySelectorAll("a[data-item]")].filter((a) => a.offsetParent !== null);
  };
  const dialog = document.getElementById("keys");
  const box = document.getElementById("q");

  for (const hint of document.querySelectorAll(".withscript")) hint.hidden = false;

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

  // While the archive is read for a page, how far it is is shown, and the whole page once it is read.
  const reading = document.querySelector("[data-reading]");
  const look = async () => {
    const page = await fetch(location.href).then((r) => r.ok ? r.text() : "");
    const now = new DOMParser().parseFromString(page, "text/html").querySelector("[data-reading]");
    if (!now && page !== "") { location.reload(); return; }
    if (now) reading.replaceChildren(...now.childNodes);
    setTimeout(look, 4000);
  };
  if (reading) setTimeout(look, 2000);

  let selected = "";
  const keepSelected = () => {
    const text = document.getSelection().toString().replace(/\s+/g, " ").trim();
    if (text !== "" && !typing(document.activeElement)) selected = text;
  };
  document.addEventListener("selectionchange", keepSelected); // which browsers report later
  for (const button of document.querySelectorAll("button[data-take]")) {
    button.hidden = false;
    button.addEventListener("pointerdown", keepSelected);
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
  const select = (element) => {
    if (element instanceof HTMLTextAreaElement) { element.focus(); element.select(); return; }
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };
  const copy = async (element) => {
    if (navigator.clipboard) {
      try {
        await navigator.clipboard.writeText(element.value ?? element.textContent);
        return true;
      } catch { /* refused: the old way */ }
    }
    select(element);
    return document.execCommand("copy");
  };
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.textContent = await copy(document.getElementById(button.dataset.copy)) ? "Copied" : "Selected: press Ctrl+C";
    });
  }

  // A passage selected in a cutting's text: which bytes of the text it is, and a bar to copy it with
  // its citation, which the server writes.
  const body = document.querySelector(".body[data-passages]");
  const bar = document.querySelector(".passage-tool");
  if (body && bar) {
    const [button, link, status] = [bar.querySelector("button"), bar.querySelector("a"), bar.querySelector("[role=status]")];
    const bytes = new TextEncoder();
    const length = (range) => {
      const part = range.cloneContents();
      for (const e of part.querySelectorAll(".mk-end")) e.remove();
      return bytes.encode(part.textContent).length;
    };
    const passage = () => {
      const selection = getSelection();
      if (selection.rangeCount === 0 || selection.isCollapsed) return null;
      const range = selection.getRangeAt(0);
      let from = -1, to = -1;
      for (const span of body.querySelectorAll("[data-at]")) {
        if (!range.intersectsNode(span)) continue;
        const until = document.createRange(); // from the piece's beginning to a place in it
        until.selectNodeContents(span);
        const at = Number(span.dataset.at);
        let start = 0;
        if (until.isPointInRange(range.startContainer, range.startOffset)) {
          until.setEnd(range.startContainer, range.startOffset);
          start = length(until);
          until.selectNodeContents(span);
        }
        if (until.isPointInRange(range.endContainer, range.endOffset)) until.setEnd(range.endContainer, range.endOffset);
        const end = length(until);
        if (end <= start) continue;
        if (from < 0) from = at + start;
        to = at + end;
      }
      return from < 0 ? null : "?" + new URLSearchParams({ sighting: body.dataset.sighting, text: `${from}-${to}` });
    };
    let shown = "", asked = null, wait = 0, whole = false;
    const ask = (query) => fetch(body.dataset.passages + ".txt" + query)
      .then((r) => r.ok ? r.text() : Promise.reject(new Error(r.statusText)));
    document.addEventListener("selectionchange", () => {
      clearTimeout(wait);
      wait = setTimeout(() => {
        if (typing(document.activeElement) || bar.contains(document.activeElement)) return;
        const query = passage();
        if (whole && query === null) { whole = false; return; } // copying selected it
        bar.hidden = link.hidden = query === null;
        if (query === null || query === shown) return;
        [shown, asked, status.textContent] = [query, ask(query), ""];
        asked.catch(() => {}); // reported when the result is used
        link.href = body.dataset.passages + query;
      }, 150);
    });
    button.addEventListener("click", async () => {
      if (passage() === null) { // nothing of the text is selected, such as a headline
        whole = true;
        const copied = await copy(document.getElementById("cite"));
        bar.hidden = false;
        link.hidden = true;
        status.textContent = copied ? "The citation of the whole cutting is copied" :
          "The citation of the whole cutting is selected: press Ctrl+C";
        return;
      }
      let text;
      try {
        text = await asked;
      } catch {
        asked = ask(shown);
        asked.catch(() => {});
        status.textContent = "The desk does not answer. Try again.";
        return;
      }
      const field = document.createElement("textarea");
      field.value = text;
      field.readOnly = true;
      field.setAttribute("aria-label", "The passage with its citation");
      bar.append(field);
      const done = await copy(field);
      if (done) field.remove();
      else select(field);
      if (done) button.focus();
      status.textContent = done ? "Copied" : "Selected: press Ctrl+C";
    });
  }

  // A bar at the foot of the window covers what comes into focus there; the page then scrolls so far that
  // the focus is above it.
  const above = (bar) => {
    const setPadding = () => {
      const height = bar.hidden ? 0 : bar.getBoundingClientRect().height;
      document.documentElement.style.scrollPaddingBlockEnd = height ? `${Math.ceil(height) + 8}px` : "";
    };
    new ResizeObserver(setPadding).observe(bar); // hidden and shown again it has another size, too
  };
  for (const bar of document.querySelectorAll(".passage-tool")) above(bar);

  // An original is opened at its cutting by the fragment of its frame's address. A browser that is busy may
  // have loaded the frame before it laid it out, and then stays at its top; it is asked again when all is
  // loaded. Going to a fragment of the page that is there loads nothing.
  const original = document.querySelector("iframe.original[src*='#']");
  if (original) {
    const go = () => setTimeout(() => original.contentWindow.location.replace(original.src), 0);
    if (document.readyState === "complete") go();
    else addEventListener("load", go);
  }

  // Correcting the cut of a long page: a click on the first and on the last line of a run, and what the
  // run is. Long runs of lines that are in no cutting are folded.
  const lines = document.querySelector("form.correct .lines");
  if (lines) {
    const rows = [...lines.children];
    const choice = (row) => row.querySelector("select");
    const headed = (row) => row.querySelector("input[type=checkbox]");
    const element = (name, className, text) => {
      const e = document.createElement(name);
      e.className = className;
      e.textContent = text;
      if (name === "button") e.type = "button";
      return e;
    };
    const tool = element("div", "range-tool", "");
    tool.hidden = true;
    const chosen = element("span", "", "");
    chosen.setAttribute("role", "status");
    tool.append(chosen);
    let first = -1, last = -1;
    const show = () => {
      rows.forEach((row, i) => {
        const on = i >= first && i <= last && first >= 0;
        row.classList.toggle("picked", on);
        row.querySelector(".pick").setAttribute("aria-pressed", String(on));
      });
      tool.hidden = first < 0;
      if (first >= 0) {
        chosen.textContent = first === last ? `Line ${first + 1}; now its last line, or` : `Lines ${first + 1} to ${last + 1} are`;
      }
    };
    const set = (i, value) => {
      choice(rows[i]).value = value;
      rows[i].classList.add("changed");
    };
    const are = (kind) => {
      for (let i = first; i <= last; i++) {
        set(i, kind === "none" || i === first ? kind : "same");
        if (kind === "none") headed(rows[i]).checked = false;
      }
      if (kind === "same") {
        for (let i = first; i <= last; i++) headed(rows[i]).checked = false;
      } else if (kind !== "none") {
        if (!rows.slice(first, last + 1).some((row) => headed(row).checked)) headed(rows[first]).checked = true;
        if (last + 1 < rows.length && choice(rows[last + 1]).value === "same") set(last + 1, "none");
      }
      const at = rows[first];
      first = last = -1;
      show();
      at.querySelector(".pick").focus();
    };
    for (const [kind, text] of [["same", "part of the one above"], ["article", "one article"], ["teaser", "one teaser"], ["rail", "one side list item"],
      ["none", "in no cutting"]]) {
      const b = element("button", "quiet", text);
      b.dataset.kind = kind;
      b.addEventListener("click", () => are(kind));
      tool.append(b);
    }
    const rest = element("button", "quiet", "from here on in no cutting");
    rest.dataset.kind = "rest";
    rest.addEventListener("click", () => { // to the end of the cutting the line is in
      while (last + 1 < rows.length && choice(rows[last + 1]).value === "same") last++;
      are("none");
    });
    const none = element("button", "quiet", "leave it");
    none.addEventListener("click", () => { first = last = -1; show(); });
    tool.append(rest, none);
    rows.forEach((row, i) => {
      const pick = element("button", "pick quiet", String(i + 1));
      pick.setAttribute("aria-label", `Line ${i + 1}: first or last of a run`);
      pick.setAttribute("aria-pressed", "false");
      row.querySelector(".say").prepend(pick);
      const take = () => {
        if (first < 0 || first !== last) first = last = i;
        else [first, last] = [Math.min(first, i), Math.max(first, i)];
        show();
      };
      pick.addEventListener("click", take);
      row.querySelector(".b").addEventListener("click", () => { if (getSelection().isCollapsed) take(); });
    });
    lines.after(tool);
    above(tool);
    const longest = 8;
    const free = (row) => choice(row).value === "none";
    for (let i = 0; i < rows.length; i++) {
      let n = 0;
      while (i + n < rows.length && free(rows[i + n])) n++;
      if (n >= longest && n < rows.length) {
        const run = rows.slice(i + 1, i + n - 1);
        const fold = element("li", "fold", "");
        const open = element("button", "quiet", `${run.length} more lines in no cutting`);
        open.addEventListener("click", () => {
          for (const row of run) row.hidden = false;
          fold.remove();
          run[0].querySelector(".pick").focus();
        });
        fold.append(open);
        for (const row of run) row.hidden = true;
        run[0].before(fold);
      }
      i += n;
    }
    // The page opens at what is cut, which may be far down; without an address of its own there.
    const cut = rows.find((row) => choice(row).value !== "none");
    if (cut && !location.hash && scrollY === 0) cut.scrollIntoView({ block: "center", behavior: "instant" });
  }
})();
