// A table typed as a spreadsheet is: arrows and Enter move, a block copied from Excel fills the
// cells it covers. Nothing is sent before the form is. Cells are `td.cell`, one control in each; a
// heading between rows is no row.
(() => {
  const CONTROL = "input:not([type=hidden], :disabled), select:not(:disabled)";
  const TICKED = ["x", "v", "✓", "✔", "√", "có", "đạt", "1"];
  const UNTICKED = ["", "không", "chưa", "chưa đạt", "0"];
  const PARTED = /("(?:[^"]|"")*"(?=[\t\n]|$)|[^\t\n]*)(\t|\n|$)/g;

  const plain = (text) =>
    text.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{M}\p{N}✓✔√]+/gu, " ").trim();
  const ticks = (control) => control.type === "checkbox";
  const chooses = (control) => control instanceof HTMLSelectElement;
  const types = (control) => !ticks(control) && !chooses(control);
  const valueOf = (control) => ticks(control) ? control.checked : control.value;
  const isBlank = (control) => !ticks(control) && control.value.trim() === "";
  const isOpen = (control) =>
    CSS.supports("selector(:open)") && chooses(control) && control.matches(":open");

  // Excel wraps a cell that holds a quote, a tab or a new line in quotes.
  const unquoted = (cell) =>
    /^"[^]*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;
  const blockOf = (copied) => {
    const text = copied.replace(/\r\n?/g, "\n").replace(/\n$/, ""), block = [[]];
    for (const [, cell, end] of text.matchAll(PARTED)) {
      block.at(-1).push(unquoted(cell).trim());
      if (end === "") break;
      if (end === "\n") block.push([]);
    }
    return block;
  };

  // The words for a choice beside its own: a list of words, each labelled with the choice's value.
  const chosen = (control, text) => {
    const said = plain(text), words = document.getElementById(control.dataset.words)?.options || [];
    const own = [...control.options].find((option) => plain(option.text) === said || (
      !text && !option.value));
    return own?.value ?? [...words].find((word) => plain(word.value) === said)?.label;
  };

  const changed = (control) => {
    for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
  };
  const set = (control, value) => {
    if (ticks(control)) control.checked = value;
    else control.value = value;
    changed(control);
  };
  // Returns whether the text was understood; what is typed is read by the server alone.
  const put = (control, text) => {
    const said = plain(text);
    if (types(control)) set(control, text);
    else if (chooses(control)) {
      const value = chosen(control, text);
      if (value === undefined) return false;
      set(control, value);
    } else if (!TICKED.includes(said) && !UNTICKED.includes(said)) return false;
    else set(control, TICKED.includes(said));
    return true;
  };

  const unmark = (control) => {
    const told = document.getElementById(`${control.id}_pasted`);
    if (!told) return;
    told.remove();
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
  };
  const mark = (control, text) => {
    unmark(control);
    const told = document.createElement("p");
    told.className = "field-error";
    told.id = `${control.id}_pasted`;
    told.textContent = `“${text}” không dùng được ở ô này; ô giữ như trước.`;
    control.closest("td").append(told);
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", told.id);
  };

  const begin = (table) => {
    const form = table.closest("form");
    const told = form.querySelector("[data-grid-told]");
    const fill = form.querySelector("[data-grid-fill]"), undo = form.querySelector("[data-grid-undo]");
    const rows = [...table.tBodies].flatMap((body) => [...body.rows])
      .filter((row) => !row.matches("[data-heading]"));
    const within = [...table.querySelectorAll("tbody td.cell")].map((cell) => cell.cellIndex);
    const columns = [...new Set(within)].sort((one, other) => one - other);
    const at = (row, column) => {
      const cell = rows[row]?.cells[columns[column]];
      return cell?.matches(".cell") ? cell.querySelector(CONTROL) : null;
    };
    const placeOf = (control) => [
      rows.indexOf(control.closest("tr")), columns.indexOf(control.closest("td").cellIndex),
    ];
    let last = null, before = [];

    const go = (control) => {
      control.focus();
      if (types(control)) control.select();
    };
    const beside = (control, down, right) => {
      let [row, column] = placeOf(control), found = null;
      do found = at(row += down, column += right);
      while (!found && rows[row] && columns[column] !== undefined);
      return found;
    };
    // Within a text the arrow moves the caret, unless all of it is chosen or the caret is at its end.
    const atEnd = (control, right) => {
      if (!types(control) || control.selectionStart === null) return true;
      const { selectionStart: from, selectionEnd: to, value } = control;
      const all = from === 0 && to === value.length;
      return all || (from === to && from === (right > 0 ? value.length : 0));
    };
    const way = (event) => ({
      ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
      Enter: [event.shiftKey ? -1 : 1, 0],
    })[event.key];

    const filling = (deed) => {
      before = [];
      deed((control, text) => {
        const was = valueOf(control), understood = put(control, text);
        if (understood) before.push([control, was]);
        else mark(control, text);
        return understood;
      });
      undo.hidden = before.length === 0;
    };
    const say = (parts) => {
      told.textContent = [...parts.filter(Boolean), "Chưa ghi gì cho đến khi bấm Lưu."].join(" ");
    };

    const paste = (block, control) => {
      const [row, column] = placeOf(control);
      const width = Math.max(...block.map((cells) => cells.length));
      let filled = 0, bad = 0, passed = 0;
      filling((write) => {
        for (const [down, cells] of block.entries()) {
          for (const [right, text] of cells.entries()) {
            const target = at(row + down, column + right);
            if (target) write(target, text) ? filled++ : bad++;
            else if (text && rows[row + down] && columns[column + right] !== undefined) passed++;
          }
        }
      });
      const down = row + block.length - rows.length, right = column + width - columns.length;
      say([
        `Đã điền ${filled} ô.`,
        bad && `${bad} ô chưa hiểu được, đã đánh dấu.`,
        passed && `${passed} giá trị rơi vào dòng không được cập nhật, đã bỏ qua.`,
        down > 0 && `Còn thừa ${down} dòng không có chỗ.`,
        right > 0 && `Còn thừa ${right} cột không có chỗ.`,
      ]);
    };

    const fillDown = (control) => {
      const [row, column] = placeOf(control);
      const below = rows.map((_, at) => at).filter((at) => at > row);
      const blank = below.map((row) => at(row, column)).filter((cell) => cell && isBlank(cell));
      const text = chooses(control) ? control.selectedOptions[0].text : control.value;
      filling((write) => blank.forEach((cell) => write(cell, text)));
      say([`Đã điền “${text}” vào ${blank.length} ô trống bên dưới.`]);
    };
    const copyAbove = (control) => {
      const above = beside(control, -1, 0);
      if (above) set(control, valueOf(above));
    };

    table.addEventListener("focusin", ({ target }) => {
      if (target.matches(CONTROL) && target.closest("td.cell")) last = target;
      fill.disabled = !last;
    });
    table.addEventListener("input", ({ target }) => unmark(target));
    table.addEventListener("keydown", (event) => {
      const control = event.target;
      if (!control.closest("td.cell") || event.isComposing || event.altKey || isOpen(control)) return;
      if (event.ctrlKey || event.metaKey) {
        if (event.key.toLowerCase() !== "d") return;
        event.preventDefault();
        copyAbove(control);
        return;
      }
      const [down, right] = way(event) || [0, 0];
      if (!down && !right || (event.shiftKey && event.key !== "Enter")) return;
      if (right && !atEnd(control, right)) return;
      event.preventDefault();
      const next = beside(control, down, right);
      if (next) go(next);
      else if (event.key === "Enter" && down > 0) form.querySelector("button.primary").focus();
    });
    table.addEventListener("paste", (event) => {
      const control = event.target;
      if (!control.closest?.("td.cell")) return;
      const block = blockOf(event.clipboardData.getData("text/plain"));
      // One value for a text is pasted as anywhere, where the caret stands.
      if (block.length === 1 && block[0].length === 1 && types(control)) return;
      event.preventDefault();
      paste(block, control);
    });
    fill.addEventListener("click", () => fillDown(last));
    undo.addEventListener("click", () => {
      for (const [control, was] of before) set(control, was);
      say([`Đã trả ${before.length} ô về như trước lần điền vừa rồi.`]);
      undo.hidden = true;
    });
    fill.disabled = true;
    form.querySelector("[data-grid-tools]").hidden = false;
    const first = table.querySelector("tbody [aria-invalid=true]") || (
      table.dataset.grid === "begin" && rows.map((_, row) => at(row, 0)).find(Boolean));
    if (first) go(first);
  };

  for (const table of document.querySelectorAll("form table[data-grid]")) begin(table);
})();
