// Text areas that are as high as their text. Browsers that cannot do so themselves are helped.

const CAN = CSS.supports('field-sizing', 'content');

/** Makes a text area grow with its text. Returns what is to be called when its text is another one. */
export function growing(area) {
  if (CAN) return () => {};
  const grow = () => {
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  area.addEventListener('input', grow);
  // It has no height as long as it is not shown.
  new ResizeObserver(grow).observe(area);
  return grow;
}
