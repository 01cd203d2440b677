// A form that was just sent is not sent again: it would be answered the same, only later.
(() => {
  const AGAIN = 10000;
  let sent = new WeakMap();

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.elements.namedItem("once")) return;
    if (event.timeStamp - (sent.get(form) ?? -AGAIN) < AGAIN) event.preventDefault();
    else sent.set(form, event.timeStamp);
  });
  window.addEventListener("pageshow", () => { sent = new WeakMap(); });
})();
