// A choice found by typing: without tone marks, past the kind of unit, or by a name's initials.
// "ba dong" finds Xã Ba Động, "pct" Phó Chủ tịch …; the browser's own search knows neither.
(() => {
  const PAUSE = 1000;
  const KINDS = /^(xa|phuong|thi tran|dac khu|huyen|thi xa|thanh pho) /;
  let sought = "", since = 0;

  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d").toLowerCase().trim();
  const initials = (words) => words.split(/[\s-]+/).map((word) => word[0]).join("");

  const rank = (label) => {
    const name = label.replace(KINDS, "");
    if (name.startsWith(sought)) return 0;
    if (label.startsWith(sought)) return 1;
    if (initials(label).startsWith(sought)) return 2;
    return label.includes(` ${sought}`) ? 3 : 4;
  };

  const choose = (select) => {
    let best = null, least = 4;
    for (const option of select.options) {
      const found = option.value ? rank(fold(option.text)) : 4;
      if (found < least) [best, least] = [option, found];
    }
    if (!best || best.selected) return;
    best.selected = true;
    select.dispatchEvent(new Event("input", { bubbles: true }));
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };

  document.addEventListener("keydown", (event) => {
    const select = event.target;
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!(select instanceof HTMLSelectElement) || select.multiple || !plain) return;
    const now = event.timeStamp;
    if (now - since > PAUSE) sought = "";
    if (event.key === "Backspace") sought = sought.slice(0, -1);
    else if (event.key.length === 1 && (event.key !== " " || sought)) sought += fold(event.key) || " ";
    else return;
    since = now;
    event.preventDefault();
    if (sought) choose(select);
  });
  document.addEventListener("focusin", () => { sought = ""; });
})();
