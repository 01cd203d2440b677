// What is chosen on a preview and not applied yet is neither lost nor confirmed past.
(() => {
  const forms = [...document.querySelectorAll("form[data-decides]")];
  const notice = document.getElementById("not-applied");
  if (forms.length === 0) return;
  let unapplied = false, leaving = false;

  for (const form of forms) {
    form.addEventListener("input", () => { unapplied = true; });
    form.addEventListener("submit", () => { leaving = true; });
  }
  document.addEventListener("submit", (event) => {
    if (!unapplied || leaving || !event.target.matches(".confirm")) return;
    event.preventDefault();
    notice.hidden = false;
    notice.focus();
  });
  window.addEventListener("beforeunload", (event) => {
    if (unapplied && !leaving) event.preventDefault();
  });
})();
