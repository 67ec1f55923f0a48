// 朗读: reads the main part of the page sentence by sentence with the browser's own voice and marks
// the sentence. Without a Chinese voice there is no button; without this file nothing is missing.
const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, th, td, caption, summary, figcaption, legend, label";
const END = /[^。！？；!?;\n]+[。！？；!?;\n]*["”’』」）)]*/gu;
const speech = window.speechSynthesis;
const place = document.querySelector("[data-read-aloud]");
const isChinese = (voice) => /^(zh|cmn)/i.test(voice.lang);

/** The sentences under `main` in reading order: {text, range, block}. */
const sentences = (main) => {
  const found = [];
  for (const block of main.querySelectorAll(BLOCKS)) {
    // Only what one sees, not the way here; each word once: the innermost block says it.
    if (block.closest("nav") || block.querySelector(BLOCKS) || !block.checkVisibility()) continue;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = "";
    while (walker.nextNode()) {
      nodes.push([text.length, walker.currentNode]);
      text += walker.currentNode.data;
    }
    for (const part of text.matchAll(END)) {
      if (!/[\p{L}\p{N}]/u.test(part[0])) continue;
      const range = document.createRange();
      range.setStart(...spot(nodes, part.index));
      range.setEnd(...spot(nodes, part.index + part[0].length, true));
      found.push({ text: part[0].replace(/\s+/g, " ").trim(), range, block });
    }
  }
  return found;
};

/** The text node and the offset in it of the character at `at`; of an end, the one before it. */
const spot = (nodes, at, isEnd = false) => {
  const [start, node] = nodes.findLast(([start]) => (isEnd ? start < at : start <= at));
  return [node, at - start];
};

const prepare = () => {
  const [main, stopper] = place.querySelectorAll("button");
  const { begin, pause, resume } = place.dataset; // words are the page's, in its own characters
  let queue = [];
  let at = 0;
  let current = null; // the utterance that is being spoken

  const mark = (one) => {
    for (const old of document.querySelectorAll(".is-spoken")) old.classList.remove("is-spoken");
    if (window.CSS?.highlights) CSS.highlights.delete("spoken");
    if (!one) return;
    if (window.CSS?.highlights) CSS.highlights.set("spoken", new Highlight(one.range));
    else one.block.classList.add("is-spoken");
    one.block.scrollIntoView({ block: "nearest" });
  };

  const hush = () => {
    current = null; // first: cancelling ends the sentence, and its end must not begin the next
    speech.cancel();
  };

  const speak = () => {
    const one = queue[at];
    if (!one) return stop();
    mark(one);
    const utterance = new SpeechSynthesisUtterance(one.text);
    utterance.voice = speech.getVoices().find(isChinese);
    utterance.lang = utterance.voice.lang;
    utterance.onend = utterance.onerror = () => {
      if (current !== utterance) return;
      at += 1;
      speak();
    };
    current = utterance;
    speech.speak(utterance);
  };

  const stop = () => {
    hush();
    mark(null);
    queue = [];
    at = 0;
    main.textContent = begin;
    if (document.activeElement === stopper) main.focus();
    stopper.hidden = true;
  };

  main.addEventListener("click", () => {
    if (current) {
      // Not speech.pause(): phones forget to go on. The sentence is begun again.
      hush();
      main.textContent = resume;
      return;
    }
    if (!queue.length) queue = sentences(document.getElementById("main"));
    main.textContent = pause;
    stopper.hidden = false;
    speak();
  });
  stopper.addEventListener("click", stop);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && queue.length) stop();
  });
  window.addEventListener("pagehide", hush);
};

if (speech && place) {
  let isReady = false;
  const look = () => {
    if (isReady || !speech.getVoices().some(isChinese)) return;
    isReady = true;
    prepare();
    place.hidden = false;
  };
  look();
  speech.addEventListener?.("voiceschanged", look); // voices come late in most browsers
}
