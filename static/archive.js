// What a page does beyond its HTML: copy an address, light a sentence's answer, keys. All of it is extra.
(function () {
  "use strict";

  function say(button, text, aloud = text) {
    button.textContent = text;
    button.nextElementSibling.textContent = aloud; // role=status
  }

  // Words that run against their line stand between isolates, as in documents/citation/runs.py.
  function plainWords(element) {
    const apart = element.querySelectorAll("bdi, :is(span, i)[dir]");
    for (const part of apart) { part.prepend("\u2068"); part.append("\u2069"); }
    const plain = element.innerText;
    for (const part of apart) { part.firstChild.remove(); part.lastChild.remove(); }
    return plain;
  }

  // A link gives its address, absolute even where the page says a path; all else its words, italics kept.
  function words(element) {
    const plain = element.href || plainWords(element);
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
    link.href = cite.dataset.cite + (cite.dataset.cite.includes("?") ? "&" : "?") + passage;
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

  /* keeping */
  // The reader's own list, in this browser alone: record identifiers in the order they were kept.
  const shelf = document.querySelector("[data-list]"), MOST = 200;
  function readKept() {
    try {
      const kept = JSON.parse(localStorage.getItem("list"));
      return Array.isArray(kept) ? kept.filter(function (id) { return /^[\w.-]+$/.test(id); }) : [];
    } catch { return []; }
  }
  function listAddress(ids) { return shelf.pathname + (ids.length ? "?id=" + ids.join("&id=") : ""); }
  function write(ids) {
    try { localStorage.setItem("list", JSON.stringify(ids.slice(0, MOST))); } catch { return false; }
    showKept();
    return true;
  }
  function idOf(link) {
    const id = new URL(link.href).searchParams.get("id");
    const anchor = "passages" in link.dataset && /^#([pt]\d+)$/.exec(location.hash);
    return anchor ? id + "." + anchor[1] : id;
  }
  function showKept() {
    const kept = readKept();
    shelf.parentNode.hidden = !kept.length;
    shelf.href = listAddress(kept);
    shelf.textContent = shelf.dataset.count.replace("{count}", kept.length);
    for (const link of document.querySelectorAll("a.keep")) {
      link.dataset.label ??= link.textContent;
      const id = idOf(link), passage = id.split(".")[1];
      const label = passage && "passages" in link.dataset
        ? shelf.dataset.paragraph.replace("{number}", passage.slice(1)) : link.dataset.label;
      link.textContent = kept.includes(id) ? shelf.dataset.kept : label;
      link.classList.toggle("kept", kept.includes(id));
    }
  }
  if (shelf) {
    showKept();
    addEventListener("storage", showKept);
    addEventListener("hashchange", showKept);
    addEventListener("pageshow", showKept);
    const page = document.querySelector("[data-ids]"), ids = page ? page.dataset.ids.split(" ").filter(Boolean) : [];
    // A list that is the reader's own changes with what its page takes off; anyone else's does not.
    const own = ids.join() === readKept().join();
    if (page && !ids.length && readKept().length) location.replace(listAddress(readKept()));
    const all = document.querySelector("[data-keep-all]");
    if (all && !own) {
      all.parentNode.hidden = false;
      all.addEventListener("click", function () {
        write(Array.from(new Set(readKept().concat(ids))));
        say(all, all.dataset.done);
      });
    }
    document.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const link = event.target.closest("a.keep, a[data-remove]");
      if (!link) return;
      const kept = readKept();
      if (!link.matches(".keep")) {
        if (own) write(link.dataset.remove ? kept.filter(function (id) { return id !== link.dataset.remove; }) : []);
        return;
      }
      const id = idOf(link), is = kept.includes(id);
      const left = is ? kept.filter(function (one) { return one !== id; }) : kept.concat(id);
      if (left.length > MOST) link.textContent = shelf.dataset.full;
      else if (!write(left)) return; // no storage: the link leads to a list of this article
      event.preventDefault();
    });
  }
  /* end keeping */

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

  /* reading */
  const rows = document.querySelector(".rows");
  function all(selector, within) { return Array.from((within || document).querySelectorAll(selector)); }

  // The sentences of a pair, in both texts, while one of them is pointed at, tapped or focused.
  let lit = [];
  function light(sentence) {
    for (const one of lit) one.classList.remove("lit");
    lit = sentence ? all('[data-s="' + sentence.dataset.s + '"]', sentence.closest(".row")) : [];
    for (const one of lit) one.classList.add("lit");
  }
  function sentenceAt(node) { return node && node.closest && node.closest("[data-s]"); }
  function resume() { light(sentenceAt(document.activeElement)); }

  // The row that the reader is at: the focused one, else the first below the upper edge of the window.
  function atRow() {
    const focused = document.activeElement.closest(".row");
    if (focused) return focused;
    return all(".row", rows).find(function (row) { return row.getBoundingClientRect().bottom > 48; });
  }
  // Where the reader last came to rest, while going up to the links that show the place in another way.
  let rested, settling;
  function settle() {
    const above = rows.getBoundingClientRect().top > 0;
    clearTimeout(settling);
    settling = setTimeout(function () { rested = above ? null : atRow(); }, above ? 8000 : 500);
  }
  function goTo(row) {
    const number = row && row.querySelector(".n");
    if (!number) return;
    number.focus({ preventScroll: true });
    row.scrollIntoView({ block: "start" });
  }

  // An entry of the glossary, beside the word it is of.
  const entry = document.createElement("aside");
  entry.className = "gloss ui";
  entry.setAttribute("role", "status");
  let wanted;
  async function explain(word) {
    wanted = word;
    const page = await fetch(word.href).then(function (answer) { return answer.text(); });
    if (wanted !== word) return;
    const read = new DOMParser().parseFromString(page, "text/html").getElementById("entry");
    if (!read) { location.href = word.href; return; }
    leadWithSense(read, counterpart(word));
    entry.replaceChildren(...read.children);
    document.body.append(entry);
    const box = word.getBoundingClientRect();
    const room = document.documentElement.clientWidth - entry.offsetWidth - 8;
    entry.style.left = scrollX + Math.max(8, Math.min(box.left, room)) + "px";
    const below = box.bottom + 6, above = box.top - entry.offsetHeight - 6;
    const fits = below + entry.offsetHeight < innerHeight || above < 0;
    entry.style.top = scrollY + (fits ? below : above) + "px";
  }
  // What the other text says where a word stands: the sentences that answer its own, else the row.
  function counterpart(word) {
    const sentence = word.closest("[data-s]"), side = word.closest(".row > div, .heads > div");
    const other = side && all(":scope > div", side.parentNode).find(function (one) { return one !== side; });
    const answers = other && sentence ? all('[data-s="' + sentence.dataset.s + '"]', other) : [];
    return (answers.length ? answers : other ? [other] : []).map(function (one) { return one.textContent; }).join(" ");
  }
  // English words without their endings; those that say nothing of a sense are left out.
  function stems(text) {
    return (text.toLowerCase().match(/[a-z]{3,}/g) || [])
      .filter(function (one) { return !/^(?:the|and|for|from|with|that|this|one|sth|etc|also|abbr|variant|lit|fig|into|out|not)$/.test(one); })
      .map(function (one) { return one.replace(/(?<=...)(?:ations?|ically|ments?|ness|ings?|ions?|ists?|ives?|ies|als?|ers?|ors?|ed|es|ly|s|y|e)$/, ""); });
  }
  // The sense whose words the other text has comes first, with its entry.
  function leadWithSense(read, text) {
    const said = new Set(stems(text));
    function share(gloss) {
      const found = stems(gloss.replace(/\(.*?\)/g, ""));
      return found.filter(function (one) { return said.has(one); }).length / (found.length || 1);
    }
    let best = null, most = 0;
    for (const sense of all("dd li", read)) {
      const parts = sense.textContent.split("; ");
      const shares = parts.map(share), here = Math.max(...shares);
      if (here <= most) continue;
      best = sense;
      most = here;
      // One sense in several words: the one that was used leads.
      const [used] = parts.splice(shares.indexOf(here), 1);
      if (!/^\(/.test(parts[0] || "")) sense.textContent = [used, ...parts].join("; ");
    }
    if (!best) return;
    best.className = "sense";
    best.parentNode.prepend(best);
    read.prepend(best.closest(".dictionary"));
  }
  function hush() { wanted = null; entry.remove(); }

  if (rows) {
    addEventListener("scroll", settle, { passive: true });
    settle();
    rows.addEventListener("pointerover", function (event) {
      if (event.pointerType !== "touch") light(sentenceAt(event.target));
    });
    rows.addEventListener("pointerleave", resume);
    rows.addEventListener("focusin", resume);
    const sheet = rows.closest(".sheet");
    sheet.addEventListener("focusin", function (event) {
      if (event.target.matches(".w")) explain(event.target);
    });
    sheet.addEventListener("click", function (event) {
      const word = event.target.closest(".w");
      if (!word || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      explain(word);
    });
    rows.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      light(sentenceAt(event.target));
      const link = event.target.closest("a");
      if (link && link.matches(".n") && link.pathname === location.pathname) {
        event.preventDefault(); // its address is the permalink; the view stays as it is
        location.hash = link.hash;
      }
    });
  }
  document.addEventListener("click", function (event) {
    if (!event.target.closest(".w, .gloss")) hush();
    // Another view, or the other language, opens at the row that is read now.
    const link = event.target.closest(".views a, .language a");
    if (!link || !rows) return;
    const row = rows.getBoundingClientRect().top > 0 ? rested : atRow();
    // Turned round, the row begins with its other text.
    const side = row && link.matches(".order") && all(":scope > [lang]", row)[1];
    const anchor = row && (side || row).querySelector("[id]");
    if (anchor) link.hash = anchor.id;
  });

  const dialog = document.getElementById("keys");
  for (const button of all("[data-keys]")) {
    button.hidden = false;
    button.addEventListener("click", function () { if (dialog.open) dialog.close(); else dialog.showModal(); });
  }

  function step(by) {
    const found = all(".row", rows), here = found.indexOf(atRow());
    const fresh = rows.getBoundingClientRect().top > 0 && !document.activeElement.closest(".row");
    goTo(found[fresh ? 0 : Math.max(0, here < 0 ? found.length - 1 : here + by)]);
  }
  // In a list: from result to result, from the one that was come back to.
  function walk(by) {
    const found = all(".entries h3 a, .paper h3 a, .kwic .key a");
    const at = document.activeElement.closest("li, tr") || document.querySelector("li:target");
    const here = found.findIndex(function (link) { return at && at.contains(link); });
    const next = found[here < 0 ? found.findIndex(function (link) {
      return link.getBoundingClientRect().top >= 0;
    }) : here + by];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.closest("li, tr").scrollIntoView({ block: "nearest" });
  }
  function follow(link) { if (link) link.click(); }
  const KEYS = {
    "/": function () {
      const box = document.querySelector("input[type=search]");
      if (box) { box.focus(); box.select(); }
    },
    "?": function () { dialog.showModal(); },
    j: function () { if (rows) step(1); else walk(1); },
    k: function () { if (rows) step(-1); else walk(-1); },
    "[": function () { follow(document.querySelector("a[rel~=prev]")); },
    "]": function () { follow(document.querySelector("a[rel~=next]")); },
    v: function () {
      const links = all(".views a:not(.order)", all(".views")[0]);
      follow(links[(links.findIndex(function (link) { return link.hasAttribute("aria-current"); }) + 1) % links.length]);
    },
    c: function () {
      const summary = document.querySelector("#cite > summary");
      if (!summary) return;
      summary.parentNode.open = true;
      summary.focus();
    },
  };
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") hush();
    const target = event.target;
    // Inside a row the arrows step through its sentences.
    const steps = { ArrowRight: 1, ArrowLeft: -1 };
    if (event.key in steps && rows && target.matches(".rows .n, .rows [data-s]")) {
      const sentences = all("[data-s]", target.closest("[lang]"));
      const next = sentences[target.matches(".n") ? sentences.findIndex(function (one) {
        return target.parentNode.contains(one);
      }) : sentences.indexOf(target) + steps[event.key]];
      if (!next) return;
      next.tabIndex = -1;
      next.focus();
    } else if (!on() || target.closest("input, textarea, select, [contenteditable]") || (dialog && dialog.open) || !Object.hasOwn(KEYS, event.key)) {
      return;
    } else {
      KEYS[event.key]();
    }
    event.preventDefault();
  });
  /* end reading */

  // The button of the filters says what it will show: asked of the list itself, which is then at hand.
  const show = document.querySelector("button[data-said]");
  if (show) {
    const plain = show.textContent, form = show.form;
    let timer;
    const tell = function (button) { show.textContent = button ? button.dataset.said : plain; };
    tell(show);
    form.addEventListener("change", function () {
      clearTimeout(timer);
      timer = setTimeout(async function () {
        const asked = new URLSearchParams(new FormData(form)).toString();
        const page = await fetch(form.action + "?" + asked).then(function (answer) { return answer.text(); }, String);
        if (asked !== new URLSearchParams(new FormData(form)).toString()) return;
        tell(new DOMParser().parseFromString(page, "text/html").querySelector("button[data-said]"));
      }, 150);
    });
  }

  // Suggestions for a search box, in the browser's own list; without them the form works as it is.
  for (const box of document.querySelectorAll("input[type=search]")) {
    const list = document.createElement("datalist");
    list.id = box.id + "-words";
    box.after(list);
    box.setAttribute("list", list.id);
    let timer;
    // An input method writes into the box while it is still asking: its last word is known at the end
    // of the composition, behind which some browsers send no input.
    box.addEventListener("input", function (event) {
      if (event.isComposing) clearTimeout(timer);
      else if (event.inputType !== "insertReplacementText") suggest();
    });
    box.addEventListener("compositionend", suggest);
    function suggest() {
      clearTimeout(timer);
      const typed = box.value.trim();
      if (!typed) return;
      timer = setTimeout(async function () {
        try {
          // Beside the list that the box searches, so that its notes are in the page's language.
          const answer = await fetch(new URL("../suggest", box.form.action) + "?q=" + encodeURIComponent(typed));
          const [, words, notes] = await answer.json();
          if (typed !== box.value.trim()) return; // the reader has typed on
          list.replaceChildren(...words.map(function (word, place) {
            const option = new Option(notes[place], word);
            option.label = notes[place] || word;
            return option;
          }));
        } catch { /* no suggestions, then */ }
      }, 180);
    }
  }
})();
