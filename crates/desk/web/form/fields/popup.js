// What opens beside a field: above everything, so that no card or pane cuts it off, and next to
// the field in the order of the Tab key.

const GAP = 4;
const EDGE = 8;

/** Makes a popup of an element that stands beside its anchor. */
export function createPopup(panel, anchor, { isAsWide = false } = {}) {
  const hasTopLayer = 'showPopover' in panel;
  if (hasTopLayer) panel.popover = 'manual';
  else panel.hidden = true;
  panel.classList.add('popup');

  function place() {
    const beside = anchor.getBoundingClientRect();
    if (isAsWide) panel.style.minWidth = `${beside.width}px`;
    const { offsetWidth: width, offsetHeight: height } = panel;
    const below = innerHeight - beside.bottom - GAP - EDGE;
    const isBelow = height <= below || below >= beside.top - GAP - EDGE;
    const top = isBelow ? beside.bottom + GAP : beside.top - GAP - height;
    panel.style.top = `${Math.max(EDGE, Math.min(top, innerHeight - EDGE - height))}px`;
    panel.style.left = `${Math.max(EDGE, Math.min(beside.left, document.documentElement.clientWidth - width - EDGE))}px`;
  }

  const popup = {
    isOpen: false,
    open() {
      if (!popup.isOpen) {
        if (hasTopLayer) panel.showPopover();
        else panel.hidden = false;
        addEventListener('scroll', place, { capture: true, passive: true });
        addEventListener('resize', place);
      }
      popup.isOpen = true;
      place();
    },
    close() {
      if (!popup.isOpen) return;
      popup.isOpen = false;
      removeEventListener('scroll', place, { capture: true });
      removeEventListener('resize', place);
      // What was taken out of the page is closed by that.
      if (!hasTopLayer) panel.hidden = true;
      else if (panel.isConnected) panel.hidePopover();
    },
    place,
  };
  return popup;
}
