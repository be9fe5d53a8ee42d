// What a page does beyond its HTML: copy an address, reach the search box by "/". All of it is extra.
(function () {
  "use strict";

  for (const button of document.querySelectorAll("button[data-copy]")) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async function () {
      const address = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(address.dataset.address || address.textContent.trim());
        button.textContent = button.dataset.done;
        setTimeout(function () { button.textContent = label; }, 2000);
      } catch {
        // No clipboard (plain http): leave the address selected, ready for the reader's own copy.
        getSelection().selectAllChildren(address);
      }
    });
  }

  document.addEventListener("keydown", function (event) {
    const busy = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || busy || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.querySelector("input[type=search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
