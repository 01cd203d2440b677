// Two minutes before the session ends this is said, with a button that goes on; when it has ended,
// where to sign in. Any page of the portal in another tab goes on for all.
(() => {
  const LAST = "last-request", LOOK = 5000, MINUTE = 60000;
  const notice = document.getElementById("idle");
  if (!notice) return;
  const length = Number(notice.dataset.minutes) * MINUTE;
  const warning = Math.min(2 * MINUTE, length / 2);
  const [soon, over] = notice.children;

  const used = () => localStorage.setItem(LAST, Date.now());
  const ends = () => Number(localStorage.getItem(LAST)) + length;

  const look = () => {
    const left = ends() - Date.now();
    const which = left <= 0 ? over : left <= warning ? soon : null;
    for (const part of notice.children) part.hidden = part !== which;
    notice.hidden = which === null;
    if (which === soon) {
      soon.querySelector("[data-when]").textContent =
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
