// Suggestions while typing (联想): links under the search box. Without this the box works as ever.
const WAIT = 200; // milliseconds after the last key

for (const box of document.querySelectorAll("input[data-suggest]")) {
  const list = document.getElementById(box.dataset.into);
  let timer;
  let asked = "";

  const show = (words) => {
    list.replaceChildren(
      ...words.map((word) => {
        const link = document.createElement("a");
        link.className = "chip";
        link.href = `${box.form.action}?q=${encodeURIComponent(word)}`;
        link.textContent = word;
        const item = document.createElement("li");
        item.append(link);
        return item;
      }),
    );
  };

  const ask = async () => {
    const text = box.value.trim();
    if (text === asked) return;
    asked = text;
    if (!text) return show([]);
    const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(text)}`);
    // Only the answer to what stands in the box now is shown; silence where there is none.
    if (answer.ok && text === asked) show((await answer.json()).suggestions);
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask().catch(() => show([])), WAIT);
  });
}
