// How sharp pictures are: as sharp as the screen once typing pauses; while somebody types, as
// sharp as this machine can draw in time, and never less than one pixel to a CSS pixel.

/** Screens with more are not told apart from this by eye. */
const MAX_RATIO = 2;
/** How long a picture may take while somebody types, in milliseconds. */
const BUDGET = 45;

/** Milliseconds for a million pixels, as the last pictures took. */
let pace = 20;

/** Notes how long a picture took. */
export function notePicture(pixels, milliseconds) {
  if (pixels > 200_000) pace += 0.3 * (milliseconds / (pixels / 1e6) - pace);
}

/** Returns the pixels to a point for a page that is shown with so many CSS pixels to a point. */
export function fineScale(zoom) {
  return zoom * Math.min(devicePixelRatio, MAX_RATIO);
}

/** Returns the same for a page that changes while somebody types. */
export function draftScale(zoom, { width, height }) {
  const inTime = Math.sqrt(((BUDGET / pace) * 1e6) / (width * height));
  return Math.min(fineScale(zoom), Math.max(zoom * Math.min(devicePixelRatio, 1), inTime));
}
