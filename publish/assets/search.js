// The search of a published site: a list of items in memory, looked through from the
// newest on. It loads nothing and sends nothing.
"use strict";
var cuttings = (function () {
  var most = 50;
  var items = [];
  var box = document.getElementById("q");
  var list = document.getElementById("results");
  var found = document.getElementById("found");
  // Scripts that put no space between words.
  var unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

  // What the archive's own search makes of letters and digits that have no decomposition.
  var letters = {};

  function letter(c) {
    return Object.hasOwn(letters, c) ? letters[c] : c;
  }

  // fold makes words comparable: small letters and digits without marks, a space before
  // each word.
  function fold(s) {
    return " " + s.toLowerCase().normalize("NFKD").replace(/[\p{M}\u00ad\u200c\u200d]/gu, "")
      .replace(/[^\x00-\x7f]/gu, letter).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  function add(rows) {
    for (var i = 0; i < rows.length; i++) {
      var r = rows[i];
      items.push({ path: r[0], headline: r[1], source: r[2], date: r[3], excerpt: r[4], lang: r[5], own: r[6] === "1", text: "" });
    }
  }

  function element(tag, className, text) {
    var e = document.createElement(tag);
    if (className) e.className = className;
    if (text) e.textContent = text;
    return e;
  }

  function row(it) {
    var li = element("li");
    var h = element("h2");
    h.dir = "auto";
    if (it.lang) h.lang = it.lang;
    var a = element("a", "", it.headline);
    a.href = it.path;
    h.appendChild(a);
    li.appendChild(h);
    if (it.excerpt) {
      var p = element("p", "", it.excerpt);
      p.dir = "auto";
      if (it.lang) p.lang = it.lang;
      li.appendChild(p);
    }
    var by = element("p", "attribution");
    if (it.source) {
      by.appendChild(element("bdi", "", it.source));
      by.appendChild(document.createTextNode(", "));
    }
    by.appendChild(document.createTextNode(it.date));
    li.appendChild(by);
    return li;
  }

  function ready(it) {
    if (!it.text) it.text = fold(it.headline + " " + it.source + " " + it.excerpt) + " ";
  }

  // prepare makes items ready before somebody searches, a few at a time.
  function prepare(from) {
    for (var i = from; i < items.length && i < from + 500; i++) ready(items[i]);
    if (i < items.length) setTimeout(prepare, 0, i);
  }

  // beginning is what a text has in it when one of its words begins like this one.
  function beginning(word) {
    return unspaced.test(word) ? word : " " + word;
  }

  function show() {
    var words = fold(box.value).split(" ").filter(Boolean).map(beginning);
    var shown = document.createDocumentFragment();
    var n = 0, texts = 0;
    for (var i = 0; words.length && i < items.length; i++) {
      var it = items[i];
      ready(it);
      var all = true;
      for (var k = 0; all && k < words.length; k++) all = it.text.indexOf(words[k]) >= 0;
      if (!all) continue;
      if (n < most) shown.appendChild(row(it));
      n++;
      if (it.own) texts++;
    }
    list.replaceChildren(shown);
    if (!words.length) found.textContent = "";
    else found.textContent = (n === 0 ? found.dataset.none : n > most ? found.dataset.more : found.dataset.some)
      .replace(texts ? "" : /\s[^.]*\{texts\}\.$/, "") // headlines alone have no text to count
      .replace("{n}", n).replace("{most}", most).replace("{texts}", texts);
  }

  function asked() {
    var q = (/[#&]q=([^&]*)/.exec(location.hash) || [])[1];
    if (q === undefined) return;
    try {
      box.value = decodeURIComponent(q.replace(/\+/g, " "));
    } catch (e) {
      box.value = q;
    }
    show();
  }

  box.addEventListener("input", show);
  // The address keeps what is searched, for the way back and for passing it on.
  box.addEventListener("change", function () {
    try {
      history.replaceState(null, "", "#q=" + encodeURIComponent(box.value));
    } catch (e) { /* not from a disk */ }
  });
  document.getElementById("search").addEventListener("submit", function (e) {
    e.preventDefault();
    show();
  });
  window.addEventListener("hashchange", asked);
  window.addEventListener("load", function () { // the index is there
    asked();
    prepare(0);
  });
  box.focus();
  return { add: add };
})();
