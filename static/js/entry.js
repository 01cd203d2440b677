// What makes entering quicker: levels offered by kind, rows without asking the server, Enter to
// the next field, Ctrl+S, the first mistake focused, and a guard on what is unsaved.
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

  // A blank row as the server makes one; a post in the commune of the row before. Returns it, or
  // nothing where there are as many as a form may have.
  const addRow = (prefix) => {
    const rows = document.getElementById(`rows-${prefix}`), list = rows?.querySelector("ol");
    const number = list?.children.length;
    const counted = (what) => rows.querySelector(`input[name=${prefix}-${what}_FORMS]`);
    if (!list || number >= Number(counted("MAX_NUM").value)) return null;
    const before = list.lastElementChild?.querySelector("select[name$=-unit]");
    const blank = rows.querySelector("template").innerHTML.replaceAll("__prefix__", number);
    list.insertAdjacentHTML("beforeend", blank);
    counted("TOTAL").value = number + 1;
    const row = list.lastElementChild, unit = row.querySelector("select[name$=-unit]");
    if (before && unit) unit.value = before.value;
    prepare();
    return row;
  };

  // Those that Enter goes to, in order: what is typed or chosen, and saving at the end.
  const stops = () => [...form.querySelectorAll("input, select, textarea, button.primary")].filter(
    (field) => field.checkVisibility() && !field.disabled && !field.name.endsWith("-DELETE")
      && (field.type !== "radio" || field.checked
        || !form.querySelector(`input[name=${field.name}]:checked`)));

  prepare();
  form.querySelector("[aria-invalid=true]")?.focus();
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=add]");
    const row = button && addRow(button.value);
    if (!row) return;
    event.preventDefault();
    row.querySelector("select").focus();
  });
  // Asked for by what fills in again what was typed: whether there is such a row now.
  form.addEventListener("row:wanted", (event) => {
    const row = addRow(event.detail);
    if (!row) return;
    event.preventDefault();
    row.querySelector("select").focus();
  });
  form.addEventListener("keydown", (event) => {
    const field = event.target, held = event.ctrlKey || event.altKey || event.metaKey;
    if (event.key !== "Enter" || held || event.isComposing) return;
    if (event.defaultPrevented) return;  // A table that is typed as a sheet goes down.
    if (!field.matches("input:not([type=submit], [type=button]), select")) return;
    event.preventDefault();
    const all = stops(), others = all.filter((other) => other === field
      || field.type !== "radio" || other.name !== field.name);
    others[others.indexOf(field) + (event.shiftKey ? -1 : 1)]?.focus();
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
