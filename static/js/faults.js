// What does not answer now is said above the page, until something answers again.
document.addEventListener("htmx:afterRequest", (event) => {
  const { status, responseText } = event.detail.xhr;
  const fault = document.getElementById("fault");
  fault.hidden = status > 0 && status < 500;
  if (fault.hidden) return;
  const unreached = "Không kết nối được với máy chủ. Kiểm tra đường truyền rồi thử lại.";
  fault.textContent = status ? responseText : unreached;
});
