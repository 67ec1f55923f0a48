// 打印: shows the controls that print the page. Without this file the browser's own menu prints it.
for (const one of document.querySelectorAll("[data-print]")) {
  one.hidden = false;
  one.addEventListener("click", () => window.print());
}
