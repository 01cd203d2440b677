// What makes entering quicker: levels offered by kind, Ctrl+S, the first mistake focused, and a
// guard on what is unsaved.
(() => {
  const form = document.getElementById("entry");
  if (!form) return;
  let unsaved = form.querySelector(".field-error, [role=alert]") !== null;

  // A field that the kind does not have is put away, unless something stands in it.
  const show = (row, name, wanted) => {
    const field = row.querySelector(`.field-${name}`);
    field.hidden = !wanted && !field.querySelector("input:not([type=hidden])").value;
  };

  const fitKind = (row) => {
    const kind = row.querySelector("select[name$=-kind]");
    if (!kind) return;
    const levels = document.getElementById(`levels-${kind.value}`);
    row.querySelector("input[name$=-level_text]").setAttribute("list", levels?.id || "");
    show(row, "language", levels && "language" in levels.dataset);
    show(row, "field_of_study", levels && "field" in levels.dataset);
  };

  const markRemoved = (row) => {
    const box = row.querySelector("input[name$=-DELETE]");
    if (box) row.classList.toggle("removed", box.checked);
  };

  const prepare = () => {
    for (const row of form.querySelectorAll(".row-entry")) {
      fitKind(row);
      markRemoved(row);
    }
  };

  const focusLastRow = (rows) => {
    rows.querySelector("li:last-child select")?.focus();
  };

  prepare();
  form.querySelector("[aria-invalid=true]")?.focus();
  form.addEventListener("htmx:afterSettle", (event) => {
    prepare();
    if (event.target.classList.contains("rows")) focusLastRow(event.target);
  });
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("change", prepare);
  form.addEventListener("submit", () => { unsaved = false; });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button.primary"));
    }
  });
})();
