// The text of an article, written as it will look (正文编辑). Without this file the same form is a
// text box, and the server cleans both in the same way: nothing here decides what is kept.

const MARKS = [
  ["bold", "加粗", "toggleBold"],
  ["italic", "斜体", "toggleItalic"],
  ["strike", "删除线", "toggleStrike"],
];
const BLOCKS = [
  ["bulletList", "圆点列表", "toggleBulletList"],
  ["orderedList", "编号列表", "toggleOrderedList"],
];

const words = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const end of page.querySelectorAll("p,li,td,th,h2,h3,h4,h5,h6,caption,figcaption,br")) end.append(" ");
  return page.body.textContent.replace(/\s+/g, "");
};

// What the editor would lose by only opening a text: words (a table's caption), or what has no place in it.
const loses = (before, after) => words(before) !== words(after) || /<caption|<ins>/i.test(before);

function parts(kit) {
  const aligned = (one) =>
    one.extend({ addAttributes() { return { ...this.parent?.(), class: { default: null } }; } });
  // Our pages take no style attribute: columns are as wide as what stands in them.
  const table = kit.Table.extend({ renderHTML: () => ["table", ["tbody", 0]] });
  return [
    kit.Document, aligned(kit.Paragraph), kit.Text, aligned(kit.Heading).configure({ levels: [2, 3, 4, 5, 6] }),
    kit.HardBreak, kit.Bold, kit.Italic, kit.Strike, kit.Subscript, kit.Superscript, kit.Link,
    kit.BulletList, kit.OrderedList, kit.ListItem, table, kit.TableRow, kit.TableHeader, kit.TableCell,
    kit.Figure, kit.Caption, kit.Image, kit.History, kit.Gapcursor,
  ];
}

function button(label, press) {
  const one = document.createElement("button");
  one.type = "button";
  one.className = "btn btn-sm btn-outline-primary";
  one.textContent = label;
  one.addEventListener("click", press);
  return one;
}

function toolbar(editor, say, leave) {
  const bar = document.createElement("div");
  bar.className = "editor-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "正文格式");
  const run = (deed, ...rest) => () => editor.chain().focus()[deed](...rest).run();
  const states = [];
  const add = (label, press, isOn) => {
    const one = button(label, press);
    if (isOn) states.push(() => one.setAttribute("aria-pressed", String(isOn())));
    bar.append(one);
  };
  for (const level of [2, 3])
    add(level === 2 ? "一级标题" : "二级标题", run("toggleHeading", { level }), () => editor.isActive("heading", { level }));
  for (const [name, label, deed] of [...MARKS, ...BLOCKS]) add(label, run(deed), () => editor.isActive(name));
  add("链接", () => {
    const href = window.prompt("链接到哪个网址？留空就去掉链接。", editor.getAttributes("link").href || "https://");
    if (href === null) return;
    const chain = editor.chain().focus().extendMarkRange("link");
    (href.trim() && href.trim() !== "https://" ? chain.setLink({ href: href.trim() }) : chain.unsetLink()).run();
  }, () => editor.isActive("link"));
  add("插入表格", run("insertTable", { rows: 3, cols: 3, withHeaderRow: true }));
  add("加一行", run("addRowAfter"));
  add("加一列", run("addColumnAfter"));
  add("删这一行", run("deleteRow"));
  add("删这一列", run("deleteColumn"));
  add("撤销", run("undo"));
  add("重做", run("redo"));
  add("改用文本框", leave);
  editor.on("transaction", () => states.forEach((set) => set()));
  return bar;
}

// What comes from Word, WPS or a page is cleaned by the server, the same way as on saving.
async function paste(editor, area, event, say) {
  const html = event.clipboardData.getData("text/html");
  const text = event.clipboardData.getData("text/plain");
  say("正在清理粘贴的内容……");
  try {
    const sent = new FormData();
    sent.set("html", html);
    sent.set("csrfmiddlewaretoken", area.form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(area.dataset.clean, { method: "POST", body: sent });
    if (!answer.ok) throw new Error(answer.status);
    const clean = await answer.json();
    editor.commands.insertContent(clean.html);
    say(["已粘贴，多余的格式去掉了，文字都在。", ...clean.notes].join(""));
    // Said once more beside the saved text: by then nothing of it is left to see.
    const kept = area.form.elements.pasted;
    if (kept) kept.value = [kept.value, ...clean.notes].filter(Boolean).join("\n").slice(0, 2000);
  } catch {
    editor.commands.insertContent(text.split(/\r?\n/).filter(Boolean).map((line) => ({
      type: "paragraph", content: [{ type: "text", text: line }],
    })));
    say("没有连上服务器，只粘贴了文字。");
  }
}

async function begin(area) {
  const kit = await import(area.dataset.editor);
  const frame = document.createElement("div");
  frame.className = "editor";
  const status = document.createElement("p");
  status.className = "small muted mb-1";
  status.setAttribute("role", "status");
  const say = (words) => { status.textContent = words; };
  const label = document.querySelector(`label[for="${area.id}"]`);
  label.id = `${area.id}_label`;
  const editor = new kit.Editor({
    element: frame,
    injectCSS: false,
    extensions: parts(kit),
    content: area.value,
    editorProps: {
      attributes: {
        role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id, class: "doc-text form-control",
      },
      // Before the editor itself reads it: our policy refuses the styles that Word brings.
      handleDOMEvents: {
        paste(view, event) {
          const html = event.clipboardData?.getData("text/html");
          if (!html || html.includes("data-pm-slice")) return false;
          event.preventDefault();
          paste(editor, area, event, say);
          return true;
        },
      },
    },
    // Only what was really changed is written back: opening a text changes nothing.
    onUpdate: ({ editor: one }) => { area.value = one.isEmpty ? "" : one.getHTML(); },
  });
  if (area.value.trim() && loses(area.value, editor.getHTML())) {
    editor.destroy();
    say("正文里有编辑器放不下的内容（比如表格标题），请在文本框里改，一个字都不会丢。");
    area.before(status);
    return;
  }
  const leave = () => {
    editor.destroy();
    frame.remove();
    bar.remove();
    area.hidden = false;
    area.focus();
  };
  const bar = toolbar(editor, say, leave);
  label.addEventListener("click", (event) => { event.preventDefault(); editor.commands.focus(); });
  area.hidden = true;
  area.before(bar, status, frame);
}

for (const area of document.querySelectorAll("textarea[data-editor]"))
  begin(area).catch(() => { area.hidden = false; });
