// Keep the address of a filtered list short: what is not asked for is left out.
document.addEventListener("htmx:configRequest", (event) => {
  const parameters = event.detail.parameters;
  for (const name of Object.keys(parameters)) {
    if (parameters[name] === "") delete parameters[name];
  }
});
// A name that is being typed is one step back, not one for every pause between its letters.
(() => {
  let typed = false;
  document.addEventListener("focusin", () => { typed = false; });
  document.addEventListener("htmx:configRequest", (event) => {
    const typing = event.detail.triggeringEvent?.type === "input";
    const replaces = typing && typed;
    event.target.setAttribute("hx-push-url", String(!replaces));
    event.target.setAttribute("hx-replace-url", String(replaces));
    typed = typing;
  });
})();
// What cannot be asked is told by the error page itself.
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.requestConfig.verb === "get") location.assign(event.detail.pathInfo.finalRequestPath);
});

// "Chọn cả trang" ticks every row of the page, and shows when only some are ticked.
document.addEventListener("change", (event) => {
  const all = document.querySelector("input[data-ticks]");
  if (!all || !event.target.matches(".tick")) return;
  const rows = [...document.querySelectorAll(`input[form=${all.dataset.ticks}]`)];
  if (event.target === all) for (const row of rows) row.checked = all.checked;
  const ticked = rows.filter((row) => row.checked).length;
  all.checked = ticked === rows.length;
  all.indeterminate = ticked > 0 && ticked < rows.length;
});

// Printing a list prints all of it, not the page that is shown.
document.addEventListener("keydown", (event) => {
  const whole = document.querySelector("#print-all");
  if (!whole || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "p") return;
  event.preventDefault();
  whole.click();
});
