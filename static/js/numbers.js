// An identity number typed into a search box is sent apart: addresses are kept by browsers and
// servers. Of fewer digits only so many are sent as a list shows.
(() => {
  const form = document.getElementById("by-number");
  if (!form) return;
  const shown = Number(form.dataset.shown), whole = Number(form.dataset.whole);
  const digitsOf = (text) => {
    const digits = text.replace(/\s/g, "");
    return /^\d+$/.test(digits) ? digits : "";
  };
  // Returns whether what is typed stays out of the address.
  const apart = (field, asked) => {
    const digits = field ? digitsOf(field.value) : "", kept = digits.length > shown;
    const sent = kept && digits.length === whole;
    if (sent) {
      form.elements.cccd.value = digits;
      form.requestSubmit();
    }
    field?.setCustomValidity(kept && !sent ? form.dataset.told : "");
    if (kept && !sent && asked) field.reportValidity();
    return kept;
  };
  const fieldOf = (element) => element.closest?.("form")?.querySelector("input[name=q]");
  document.addEventListener("input", (event) => event.target.setCustomValidity?.(""));
  document.addEventListener("htmx:configRequest", (event) => {
    const typing = event.detail.triggeringEvent?.type === "input";
    if (apart(fieldOf(event.target), !typing)) event.preventDefault();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.method === "get" && apart(fieldOf(event.target), true)) event.preventDefault();
  }, { capture: true });
})();
