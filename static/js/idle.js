// Two minutes before the session ends this is said, with a button that goes on where that helps;
// when it has ended, where to sign in. Any page of the portal in another tab goes on for all.
(() => {
  const LAST = "last-request", LOOK = 5000, MINUTE = 60000;
  const notice = document.getElementById("idle");
  if (!notice) return;
  const length = Number(notice.dataset.minutes) * MINUTE;
  const warning = Math.min(2 * MINUTE, length / 2);
  const [soon, over, anyhow] = notice.children;
  // However it is used, the session ends then.
  const longest = Date.now() + Number(notice.dataset.left || Infinity) * 1000;

  const used = () => localStorage.setItem(LAST, Date.now());
  const unused = () => Number(localStorage.getItem(LAST)) + length;
  const ends = () => Math.min(unused(), longest);

  const look = () => {
    const left = ends() - Date.now();
    const near = longest <= unused() ? anyhow : soon;
    const which = left <= 0 ? over : left <= warning ? near : null;
    for (const part of notice.children) part.hidden = part !== which;
    notice.hidden = which === null;
    if (which === near) {
      near.querySelector("[data-when]").textContent =
        new Date(ends()).toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });
    }
  };

  const goOn = async () => {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(notice.dataset.goOn, {
      method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual",
    }).catch(() => null);
    // Whoever is not signed in any more is led to sign in; any other answer has put off the end.
    if (answer?.type === "opaqueredirect") localStorage.setItem(LAST, Date.now() - length);
    else if (answer) used();
    look();
  };

  used();
  look();
  soon.querySelector("button").addEventListener("click", goOn);
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) used();
    look();
  });
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK);
})();
