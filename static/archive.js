// What a page does beyond its HTML: copy an address, reach the search box by "/". All of it is extra.
(function () {
  "use strict";

  function say(button, text, aloud = text) {
    button.textContent = text;
    button.nextElementSibling.textContent = aloud; // role=status
  }

  for (const button of document.querySelectorAll("button[data-copy]")) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async function () {
      const address = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(address.href); // absolute, even where the page says a path
        say(button, button.dataset.done);
        setTimeout(function () { say(button, label, ""); }, 2000);
      } catch {
        // No clipboard (plain http): leave the address selected, ready for the reader's own copy.
        getSelection().selectAllChildren(address);
      }
    });
  }

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
