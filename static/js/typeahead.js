// A choice found by typing: past the kind of unit, or by a name's initials. "ba dong" finds Xã Ba
// Động, "pct" Phó Chủ tịch …; the browser's own search knows neither. Each mark that is typed has
// to be there: "ba tô" never chooses Ba Tơ; of "ba to" the other is named beside the choice.
(() => {
  const PAUSE = 1000, NONE = 4;
  const KINDS = /^(xa|phuong|thi tran|dac khu|huyen|thi xa|thanh pho) /;
  const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
  let sought = "", since = 0;

  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d").toLowerCase().trim();
  const wordsOf = (text) => text.trim().split(/\s+/);
  const tonesOf = (word) => word.normalize("NFD").match(TONES) || [];
  const lettersOf = (word) =>
    [...word.normalize("NFD").replace(TONES, "").normalize("NFC").toLowerCase()];
  const kindOf = (text) => KINDS.exec(fold(text))?.[0] || "";
  const nameOf = (text) => fold(text).slice(kindOf(text).length);

  const agrees = (typed, word) => {
    const letters = lettersOf(word), tones = tonesOf(word);
    return lettersOf(typed).every((letter, at) => fold(letter) === letter || letter === letters[at])
      && tonesOf(typed).every((tone) => tones.includes(tone));
  };
  const agreeFrom = (text, from) => {
    const words = wordsOf(text);
    return wordsOf(sought).every((typed, at) => agrees(typed, words[from + at] || ""));
  };
  const areInitials = (text, wanted) => {
    const parts = text.trim().split(/[\s-]+/);
    return parts.map((part) => fold(part)[0]).join("").startsWith(wanted)
      && [...sought.trim()].every((letter, at) => agrees(letter, parts[at][0]));
  };

  const rank = (text) => {
    const label = fold(text), kind = kindOf(text), wanted = fold(sought);
    const within = label.indexOf(` ${wanted}`);
    if (nameOf(text).startsWith(wanted) && agreeFrom(text, kind.split(" ").length - 1)) return 0;
    if (label.startsWith(wanted) && agreeFrom(text, 0)) return 1;
    if (areInitials(text, wanted)) return 2;
    if (within >= 0 && agreeFrom(text, label.slice(0, within).split(" ").length)) return 3;
    return NONE;
  };

  // Those that only marks or their kind tell from the one that was chosen, by its whole name.
  const tellOthers = (select, best) => {
    const others = [...select.options].filter((option) => option !== best && option.value
      && nameOf(option.text) === fold(sought) && rank(option.text) < NONE);
    const said = select.parentElement.querySelector("[data-also]");
    if (others.length === 0) return said?.remove();
    const note = said || document.createElement("span");
    note.textContent = `Cũng có: ${others.map((option) => option.text).join(", ")}. Gõ đủ dấu để chọn đúng.`;
    if (said) return;
    note.className = "note";
    note.dataset.also = "";
    note.setAttribute("role", "status");
    select.after(note);
  };

  const choose = (select) => {
    let best = null, least = NONE;
    for (const option of select.options) {
      const found = option.value ? rank(option.text) : NONE;
      if (found < least) [best, least] = [option, found];
    }
    if (!best) return;
    tellOthers(select, best);
    if (best.selected) return;
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
    else if (event.key.length === 1 && (event.key !== " " || sought)) sought += event.key;
    else return;
    since = now;
    event.preventDefault();
    if (sought.trim()) choose(select);
  });
  document.addEventListener("focusin", () => { sought = ""; });
})();
