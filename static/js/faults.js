// What does not answer now is said above the page, until something answers again.
(() => {
  const say = (text) => {
    const fault = document.getElementById("fault");
    fault.textContent = text;
    fault.hidden = !text;
  };
  document.addEventListener("htmx:responseError", (event) => {
    const { status, responseText } = event.detail.xhr;
    if (status >= 500) say(responseText);
  });
  document.addEventListener("htmx:sendError", () => {
    say("Không kết nối được với máy chủ. Kiểm tra mạng; trang tự cập nhật khi kết nối lại được.");
  });
  document.addEventListener("htmx:afterOnLoad", () => say(""));
})();
