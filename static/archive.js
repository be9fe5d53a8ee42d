// What a page does beyond its HTML: copy an address, reach the search box by "/". All of it is extra.
(function () {
  "use strict";

  function say(button, text, aloud = text) {
    button.textContent = text;
    button.nextElementSibling.textContent = aloud; // role=status
  }

  // A link gives its address, absolute even where the page says a path; all else its words, italics kept.
  function words(element) {
    const plain = element.href || element.innerText;
    const forms = { "text/plain": new Blob([plain], { type: "text/plain" }) };
    if (!element.href) forms["text/html"] = new Blob([element.outerHTML], { type: "text/html" });
    return new ClipboardItem(forms);
  }

  for (const button of document.querySelectorAll("button[data-copy]")) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async function () {
      const address = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.write([words(address)]);
        say(button, button.dataset.done);
        setTimeout(function () { say(button, label, ""); }, 2000);
      } catch {
        // No clipboard (plain http): leave the address selected, ready for the reader's own copy.
        getSelection().selectAllChildren(address);
      }
    });
  }

  /* citing */
  // The reader's own day where a citation says which edition was read (patterns: citation/runs.py).
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const MLA = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split(" ");
  const now = new Date();
  const two = function (number) { return String(number).padStart(2, "0"); };
  const DAY = {
    YYYY: String(now.getFullYear()).padStart(4, "0"), MMMM: MONTHS[now.getMonth()], MMM: MLA[now.getMonth()],
    MM: two(now.getMonth() + 1), DD: two(now.getDate()), D: String(now.getDate()),
  };
  for (const span of document.querySelectorAll("[data-pattern]")) {
    span.textContent = span.dataset.pattern.replace(/\{(YYYY|MMMM|MMM|MM|DD|D)\}/g, function (all, part) { return DAY[part]; });
  }

  // Text selected in an article gets one link beside it, which says where that passage is cited.
  const cite = document.querySelector("[data-cite]");
  const link = document.createElement("a");
  function offer() {
    const selection = getSelection();
    const passage = selection.rangeCount && !selection.isCollapsed && read(selection);
    if (!passage) { link.remove(); return; }
    link.href = cite.dataset.cite + "?" + passage;
    const boxes = selection.getRangeAt(0).getClientRects();
    const last = boxes[boxes.length - 1];
    if (!last) return;
    if (!link.isConnected) document.body.append(link);
    const room = document.documentElement.clientWidth - link.offsetWidth - 8;
    link.style.left = scrollX + Math.max(8, Math.min(last.right - link.offsetWidth, room)) + "px";
    link.style.top = scrollY + last.bottom + 10 + "px";
  }
  // Which paragraphs a selection covers, as the address says it. A selection inside one column counts
  // that column; rows stand in one document, so what it crosses of the other column is not meant.
  function read(selection) {
    const range = selection.getRangeAt(0);
    const blocks = Array.from(document.querySelectorAll(".rows .b[id]")).filter(function (block) {
      const inner = document.createRange();
      inner.selectNodeContents(block);
      return range.compareBoundaryPoints(Range.END_TO_START, inner) < 0 &&
        range.compareBoundaryPoints(Range.START_TO_END, inner) > 0;
    });
    if (!blocks.length) return "";
    const ends = [blocks[0].id[0], blocks[blocks.length - 1].id[0]];
    const letter = ends[0] === ends[1] ? ends[0] : "p";
    const numbers = blocks.filter(function (block) { return block.id[0] === letter; })
      .map(function (block) { return Number(block.id.slice(1)); });
    const first = Math.min(...numbers), until = Math.max(...numbers);
    return letter + "=" + (first === until ? first : first + "-" + until);
  }
  if (cite) {
    link.className = "passage-link ui";
    link.textContent = cite.dataset.label;
    let waiting = 0;
    document.addEventListener("selectionchange", function () {
      clearTimeout(waiting);
      waiting = setTimeout(offer, 250);
    });
  }
  /* end citing */

  // WCAG 2.1.4: a shortcut of a single character can be turned off, and stays off.
  const KEY = "shortcuts";
  function on() {
    try { return localStorage.getItem(KEY) !== "off"; } catch { return true; }
  }
  for (const button of document.querySelectorAll("button[data-shortcuts]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(on()));
    button.addEventListener("click", function () {
      try { localStorage.setItem(KEY, on() ? "off" : "on"); } catch { /* no storage: stays on */ }
      button.setAttribute("aria-pressed", String(on()));
    });
  }

  document.addEventListener("keydown", function (event) {
    const busy = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || busy || !on() || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.querySelector("input[type=search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
