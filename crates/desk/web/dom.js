// Builds elements in one expression.

/**
 * Creates an element. Properties that begin with `on` are listeners; those with a hyphen, and
 * those that the element does not have, are attributes; `null` and `false` leave one out.
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (!name.includes('-') && name in node) node[name] = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Creates a button that does something. */
export function button(label, onclick, properties = {}) {
  return element('button', { type: 'button', onclick, ...properties }, label);
}

/** Sets the text of an element, in place if it has some. */
export function setText(node, text) {
  if (node.firstChild?.nodeType !== Node.TEXT_NODE) node.textContent = text;
  else if (node.firstChild.data !== text) node.firstChild.data = text;
}

/** Returns text in which whatever stands in backticks is shown as code. */
export function withCode(text) {
  return text.split('`').map((part, at) => (at % 2 ? element('code', {}, part) : part));
}

let ids = 0;

/** Returns an id that no other element has. */
export function uniqueId(prefix) {
  ids += 1;
  return `${prefix}-${ids}`;
}

/**
 * Returns a function that calls another one once it has not been called for some time, and after
 * `atMost` milliseconds even if it is called all the time.
 */
export function debounce(milliseconds, call, { atMost = Infinity } = {}) {
  let timer = 0;
  let since = null;
  const later = (...values) => {
    clearTimeout(timer);
    since ??= performance.now();
    const left = Math.max(0, since + atMost - performance.now());
    timer = setTimeout(() => {
      since = null;
      call(...values);
    }, Math.min(milliseconds, left));
  };
  later.cancel = () => {
    clearTimeout(timer);
    since = null;
  };
  return later;
}

/** Returns how to scroll for somebody who may have asked for less motion. */
export function howToScroll() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
}
