// In a parallel article: the word that answers the one pointed at, tapped or focused, is underlined in the other text.
// The page stays as it is: words are marked by the CSS Custom Highlight API, and asked for when they are first needed.
(function () {
  "use strict";

  const rows = document.querySelector("[data-words]");
  if (!rows || !window.CSS || !CSS.highlights) return;
  const marks = new Highlight();
  CSS.highlights.set("answering", marks);
  let links, shown, turn = 0;

  // By block: what of it answers something. A link knows the spans of both texts.
  function load() {
    links ??= fetch(rows.dataset.words).then(function (answer) { return answer.json(); }).then(function (document) {
      const found = new Map();
      for (const one of document.links) {
        const spans = one.original.concat(one.translation).map(function (span) {
          const [, block, start, end] = /^(\w+):(\d+)-(\d+)$/.exec(span);
          return { block, start: Number(start), end: Number(end) };
        });
        for (const span of spans) {
          if (!found.has(span.block)) found.set(span.block, []);
          found.get(span.block).push({ ...span, spans });
        }
      }
      return found;
    }).catch(function () { return new Map(); });
    return links;
  }

  // A block's own words: neither its number nor the readings over it.
  function textNodes(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, function (node) {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      return node.matches(".n, rt, .ui") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    });
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  }
  // How many characters of its block stand before a place; -1 outside of its words.
  function offsetAt(block, node, within) {
    let before = "";
    for (const one of textNodes(block)) {
      if (one === node) return Array.from(before + one.data.slice(0, within)).length;
      before += one.data;
    }
    return -1;
  }
  function rangeOf(span) {
    const block = document.getElementById(span.block), range = new Range();
    if (!block) return null;
    let reached = 0;
    for (const node of textNodes(block)) {
      const characters = Array.from(node.data), end = reached + characters.length;
      const unit = function (place) { return characters.slice(0, place - reached).join("").length; };
      if (reached <= span.start && span.start < end) range.setStart(node, unit(span.start));
      if (reached < span.end && span.end <= end) { range.setEnd(node, unit(span.end)); return range; }
      reached = end;
    }
    return null;
  }

  function hush() { turn++; marks.clear(); shown = null; }
  async function mark(node, within) {
    const block = node.parentElement && node.parentElement.closest(".b[id]");
    const place = block && rows.contains(block) ? offsetAt(block, node, within) : -1;
    if (place < 0) { hush(); return; }
    const now = ++turn, spans = (await load()).get(block.id) || [];
    if (now !== turn) return; // the reader points at something else by now
    const span = spans.find(function (one) { return one.start <= place && place < one.end; });
    if (span && span.spans === shown) return;
    hush();
    if (!span) return;
    shown = span.spans;
    for (const range of shown.map(rangeOf)) if (range) marks.add(range);
  }

  // The character under a point; a caret stands before or behind it.
  function markAt(x, y) {
    const caret = document.caretPositionFromPoint ? document.caretPositionFromPoint(x, y) : document.caretRangeFromPoint(x, y);
    const node = caret && (caret.offsetNode || caret.startContainer);
    if (!node || node.nodeType !== Node.TEXT_NODE) { hush(); return; }
    const offset = caret.offsetNode ? caret.offset : caret.startOffset;
    for (const start of [offset, offset - 1]) {
      if (start < 0 || start >= node.data.length) continue;
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, start + 1);
      const box = range.getBoundingClientRect();
      if (box.left <= x && x <= box.right && box.top <= y && y <= box.bottom) { mark(node, start); return; }
    }
    hush();
  }

  let waiting = 0;
  rows.addEventListener("pointermove", function (event) {
    if (event.pointerType === "touch") return;
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(function () { markAt(event.clientX, event.clientY); });
  });
  rows.addEventListener("pointerleave", function (event) { if (event.pointerType !== "touch") hush(); });
  rows.addEventListener("click", function (event) { if (event.detail) markAt(event.clientX, event.clientY); });
  rows.addEventListener("focusin", function (event) {
    const node = event.target.matches(".w") && textNodes(event.target)[0];
    if (node) mark(node, 0); else if (event.target.matches("a")) hush();
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hush(); });
})();
