// Finds entries that have all words of the query, by their name or Go name. Those whose name is
// the query come first, then those that begin with it, then the shorter ones.
(function () {
  "use strict";
  var input = document.getElementById("query");
  var results = document.getElementById("results");
  var root = document.body.dataset.root;
  var most = 50;

  function rank(entry, query) {
    var name = entry[0].toLowerCase();
    var last = name.slice(name.lastIndexOf(".") + 1);
    if (last === query || name === query || entry[1].toLowerCase() === query) return 0;
    return last.indexOf(query) === 0 || name.indexOf(query) === 0 ? 1 : 2;
  }

  function find(query) {
    var words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    var found = (window.entries || []).filter(function (entry) {
      var text = (entry[0] + " " + entry[1]).toLowerCase();
      return words.every(function (word) { return text.indexOf(word) >= 0; });
    });
    var whole = words.join(" ");
    return found.sort(function (a, b) {
      return rank(a, whole) - rank(b, whole) || a[0].length - b[0].length || (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
    });
  }

  function item(entry) {
    var li = document.createElement("li");
    var link = document.createElement("a");
    link.href = root + entry[3];
    link.textContent = entry[0];
    li.appendChild(link);
    li.appendChild(document.createTextNode(" " + (entry[1] && entry[1] !== entry[0] ? "Go " + entry[1] + ", " : "") + entry[2]));
    return li;
  }

  function show() {
    var found = find(input.value);
    results.hidden = input.value.trim() === "";
    results.textContent = "";
    var count = document.createElement("p");
    count.textContent = found.length === 0 ? "Nothing found." : found.length + " found" + (found.length > most ? ", the first " + most + " shown" : "") + ".";
    var list = document.createElement("ol");
    found.slice(0, most).forEach(function (entry) { list.appendChild(item(entry)); });
    results.append(count, list);
  }

  var asked = new URLSearchParams(location.search).get("q");
  if (asked) { input.value = asked; show(); }

  input.addEventListener("input", show);
  input.addEventListener("keydown", function (event) {
    var first = results.querySelector("a");
    if (event.key === "Enter" && first) first.click();
    if (event.key === "Escape") { input.value = ""; show(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && document.activeElement !== input) { event.preventDefault(); input.focus(); }
  });
})();
