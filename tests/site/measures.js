/* What tests measure in a page. Each function gives the offenders as words, none where all is well. */
var measures = (() => {
  const words = (element) => element.textContent.replace(/\s+/g, " ").trim().slice(0, 40);
  const named = (element) => `${element.tagName.toLowerCase()}${[...element.classList].map((name) => `.${name}`).join("")} "${words(element)}"`;
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const hides = (value) => value === "hidden" || value === "clip";

  /** Remembers for each element what a function gave for it, until the page is laid out anew. */
  function remembering(ask) {
    const answers = new Map();
    return (element) => {
      if (!answers.has(element)) answers.set(element, ask(element));
      return answers.get(element);
    };
  }

  /** Says of an element whether it is for screen readers only: cut to nothing on purpose, or within what is. */
  function cutToNothing() {
    const cut = remembering((element) => {
      if (!element) return false;
      const { clipPath, clip, position } = getComputedStyle(element);
      if (clipPath !== "none" || (position === "absolute" && clip !== "auto")) return true;
      const box = element.getBoundingClientRect();
      return (position === "absolute" && box.width <= 2 && box.height <= 2) || cut(element.parentElement);
    });
    return cut;
  }

  /** The style that WCAG 1.4.12 lets readers set. */
  function spaceOut() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }

  /** Elements that cut off some of their text. */
  function cutText() {
    const cut = cutToNothing();
    return [...document.querySelectorAll("body *")]
      .filter((each) => each.textContent.trim() && seen(each) && getComputedStyle(each).display !== "inline")
      .filter((each) => {
        const { overflowX, overflowY } = getComputedStyle(each);
        const wide = hides(overflowX) && each.scrollWidth > each.clientWidth + 1;
        const high = hides(overflowY) && each.scrollHeight > each.clientHeight + 1;
        return (wide || high) && !cut(each);
      })
      .map(named);
  }

  /** Lines of text that lie on other lines of text. */
  function overlaps() {
    const lines = textLines().sort((one, other) => one.top - other.top);
    const found = [];
    lines.forEach((one, index) => {
      for (let next = index + 1; next < lines.length && lines[next].top < one.bottom; next++) {
        const other = lines[next];
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - other.top;
        const least = Math.min(one.bottom - one.top, other.bottom - other.top);
        if (one.node !== other.node && across > 2 && down > least / 2) found.push(`${named(one.element)} and ${named(other.element)}`);
      }
    });
    return found;
  }

  function textLines() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const cut = cutToNothing();
    const frame = frames();
    const lines = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || !seen(element) || cut(element)) continue;
      const around = frame(element);
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        const { left, right, top, bottom } = common(box, around);
        if (right - left > 1 && bottom - top > 1) lines.push({ node, element, left, right, top, bottom });
      }
    }
    return lines;
  }

  /** Gives of an element the box outside of which nothing of it is seen, because something around it scrolls or cuts. */
  function frames() {
    const all = { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity };
    const frame = remembering((element) => {
      if (!element || element === document.body) return all;
      const { overflowX, overflowY } = getComputedStyle(element);
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const own = { ...all, ...(overflowX !== "visible" && { left, right }), ...(overflowY !== "visible" && { top, bottom }) };
      return common(own, frame(element.parentElement));
    });
    return frame;
  }

  function common(one, other) {
    return {
      left: Math.max(one.left, other.left),
      right: Math.min(one.right, other.right),
      top: Math.max(one.top, other.top),
      bottom: Math.min(one.bottom, other.bottom),
    };
  }

  /** What sticks out of the window. */
  function tooWide() {
    const root = document.documentElement;
    const width = root.clientWidth;
    if (Math.max(root.scrollWidth, document.body.scrollWidth) <= width) return [];
    const wide = [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > width + 1);
    return [`${root.scrollWidth} of ${width} px`, ...wide.slice(0, 8).map(named)];
  }

  /** What one points at that is smaller than 24 by 24 px and does not stand in a line of other text (WCAG 2.5.8). */
  function smallTargets(least = 24) {
    document.querySelector("a.skip")?.focus(); // it is there for who has got to it
    const targets = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=checkbox]";
    return [...document.querySelectorAll(targets)]
      .filter((each) => seen(each) && !large(each, least) && !inText(each, targets))
      .map((each) => {
        const { width, height } = box(each);
        return `${named(each)} in ${named(each.parentElement)}: ${width.toFixed(1)} × ${height.toFixed(1)}`;
      });
  }

  /** The box of a target, with those of its labels. */
  function box(target) {
    const boxes = [target, ...(target.labels ?? [])].map((each) => each.getBoundingClientRect());
    const [left, top] = ["left", "top"].map((side) => Math.min(...boxes.map((each) => each[side])));
    const [right, bottom] = ["right", "bottom"].map((side) => Math.max(...boxes.map((each) => each[side])));
    return { width: right - left, height: bottom - top };
  }

  function large(target, least) {
    const { width, height } = box(target);
    return (width >= least - 0.1 && height >= least - 0.1) || hitAround(target, least / 2 - 0.5);
  }

  /** Whether the corners of a square around its middle hit the target, as where it fills its card without being as large. */
  function hitAround(target, half) {
    target.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { left, right, top, bottom } = target.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const hit = (at) => at !== null && (target.contains(at) || [...(target.labels ?? [])].some((label) => label.contains(at)));
    return [[-1, -1], [1, -1], [-1, 1], [1, 1], [0, 0]].every(([dx, dy]) => hit(document.elementFromPoint(x + dx * half, y + dy * half)));
  }

  /** Whether a target stands in a line with words that are no target. */
  function inText(target, targets) {
    const inline = (element) => getComputedStyle(element).display === "inline";
    if (!inline(target)) return false;
    let block = target.parentElement;
    while (inline(block)) block = block.parentElement;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let each = node.parentElement;
      while (each !== block && inline(each) && !each.matches(targets)) each = each.parentElement;
      if (each === block && node.data.trim() && seen(node.parentElement)) return true;
    }
    return false;
  }

  /** What a key may not change. */
  function state() {
    const open = [...document.querySelectorAll("details[open], dialog[open], [aria-expanded=true]")].map(named);
    const focused = document.activeElement === document.body ? "" : named(document.activeElement);
    return JSON.stringify([location.href, focused, scrollX, scrollY, document.title, open]);
  }

  /** Presses everything that can be pressed without leaving the page, and says how much that was. */
  async function press() {
    window.print = () => {};
    addEventListener("submit", (event) => event.preventDefault());
    const all = "summary, button, input[type=checkbox], input[type=radio], select, [role=button], [role=tab]";
    const pressed = new Set();
    for (let next = first(); next && pressed.size < 300; next = first()) {
      pressed.add(next);
      next.click();
      await new Promise(requestAnimationFrame);
    }
    return pressed.size;

    function first() {
      return [...document.querySelectorAll(all)].find((each) => !pressed.has(each) && !each.disabled && seen(each));
    }
  }

  /** How much the page moved while it loaded, until now. */
  async function layoutShift() {
    await document.fonts.ready;
    let sum = 0;
    const add = (entries) => entries.forEach((each) => { if (!each.hadRecentInput) sum += each.value; });
    const observer = new PerformanceObserver((list) => add(list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
    add(observer.takeRecords());
    observer.disconnect();
    return sum;
  }

  return { spaceOut, cutText, overlaps, tooWide, smallTargets, state, press, layoutShift };
})();
