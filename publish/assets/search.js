// The search of a published site: a list of items in memory, looked through from the
// newest on. It loads nothing and sends nothing.
"use strict";
var cuttings = (function () {
  var most = 50;
  var items = [];
  var box = document.getElementById("q");
  var list = document.getElementById("results");
  var found = document.getElementById("found");

  // fold makes words comparable: small letters without marks.
  function fold(s) {
    return s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function add(rows) {
    for (var i = 0; i < rows.length; i++) {
      var r = rows[i];
      items.push({ path: r[0], headline: r[1], source: r[2], date: r[3], excerpt: r[4], lang: r[5], text: fold(r[1] + " " + r[2] + " " + r[4]) });
    }
    show();
  }

  function element(tag, className, text) {
    var e = document.createElement(tag);
    if (className) e.className = className;
    if (text) e.textContent = text;
    return e;
  }

  function row(it) {
    var li = element("li");
    if (it.lang) li.lang = it.lang;
    var h = element("h3");
    h.dir = "auto";
    var a = element("a", "", it.headline);
    a.href = it.path;
    h.appendChild(a);
    li.appendChild(h);
    if (it.excerpt) {
      var p = element("p", "", it.excerpt);
      p.dir = "auto";
      li.appendChild(p);
    }
    li.appendChild(element("p", "attribution", [it.source, it.date].filter(Boolean).join(", ")));
    return li;
  }

  function show() {
    var words = fold(box.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    if (!words.length) {
      found.textContent = "";
      return;
    }
    var n = 0;
    for (var i = 0; i < items.length; i++) {
      var it = items[i], all = true;
      for (var k = 0; all && k < words.length; k++) all = it.text.indexOf(words[k]) >= 0;
      if (!all) continue;
      if (n < most) list.appendChild(row(it));
      n++;
    }
    found.textContent = n === 0 ? "Nothing found." : n > most ? n + " found, the newest " + most + " shown." : n + " found.";
  }

  var typed = decodeURIComponent((/[#&]q=([^&]*)/.exec(location.hash) || [])[1] || "");
  if (typed) box.value = typed;
  box.addEventListener("input", show);
  document.getElementById("search").addEventListener("submit", function (e) {
    e.preventDefault();
    show();
  });
  box.focus();
  return { add: add };
})();
