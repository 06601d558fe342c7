// The pages work without this file. It adds: focus on the error summary, live progress of a stack, and keys.
"use strict";
(() => {
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();

  // <div data-refresh="/desk/…/progress" data-every="1500">: swapped for the answer until the answer has no data-refresh.
  const parser = new DOMParser();
  const refresh = async (region) => {
    try {
      const answer = await fetch(region.dataset.refresh, { headers: { Accept: "text/html" }, credentials: "same-origin" });
      if (answer.ok) {
        const fresh = parser.parseFromString(await answer.text(), "text/html").querySelector("[data-region]");
        if (fresh) {
          if (!fresh.dataset.refresh && region.dataset.then) return window.location.assign(region.dataset.then);
          region.replaceWith(fresh);
          region = fresh;
        }
      }
    } catch {
      // the network is away for a moment: ask again
    }
    if (region.dataset.refresh) window.setTimeout(() => refresh(region), Number(region.dataset.every) || 1500);
  };
  document.querySelectorAll("[data-refresh]").forEach((region) => refresh(region));

  // One press, one request: the server refuses the second anyway, but the officer need not see that.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    window.setTimeout(() => delete form.dataset.sent, 4000);
  });

  // [data-key="F9"]: pressing the key presses the element. Single letters rest while a field has the focus, and while
  // an input method (Telex, VNI) is composing.
  const typing = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key.length === 1 && typing()) return;
    const name = (event.altKey ? "Alt+" : "") + (event.key.length === 1 ? event.key.toUpperCase() : event.key);
    const target = document.querySelector(`[data-key="${CSS.escape(name)}"]`);
    if (!target) return;
    event.preventDefault();
    target.focus();
    if (!/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) target.click();
  });

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
