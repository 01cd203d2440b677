// Of many units only those are shown whose name or code has what is typed, marks left out.
(() => {
  const filter = document.querySelector(".filters[data-rows]");
  if (!filter) return;
  const plain = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  const list = document.getElementById(filter.dataset.rows);
  const rows = [...list.querySelectorAll("tbody tr, .ticks label")];
  const words = new Map(rows.map((row) => [row, plain(row.textContent)]));
  const field = filter.querySelector("input"), told = filter.querySelector("[role=status]");
  filter.hidden = false;
  field.addEventListener("input", () => {
    const asked = plain(field.value.trim());
    for (const row of rows) row.hidden = !words.get(row).includes(asked);
    for (const group of list.querySelectorAll("fieldset")) {
      group.hidden = !group.querySelector("label:not([hidden])");
    }
    const shown = rows.filter((row) => !row.hidden).length;
    told.textContent = asked ? `${shown} đơn vị` : "";
  });
})();
// A code typed of what follows means that the unit ends.
document.addEventListener("input", (event) => {
  const ends = event.target.closest?.("#fates tr")?.querySelector("input[type=checkbox]");
  if (ends && event.target.name.startsWith("new-") && event.target.value.trim()) ends.checked = true;
});
