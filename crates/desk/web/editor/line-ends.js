// Line ends: a text area knows only line feeds, files may have others, and each stays as it is.

const CRLF = '\r\n';

export class LineEnds {
  /** The lines that end in two characters; `null` if none does, as in almost all files. */
  #isLong = null;

  constructor(text) {
    if (text.includes(CRLF)) this.#isLong = ends(text);
  }

  /** Returns a file's text as the text area has it. */
  static plain(text) {
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }

  /** Takes note that lines were replaced by others. */
  replaced(first, removed, added) {
    if (!this.#isLong) return;
    const usual = this.#isLong[first] ?? this.#isLong[0] ?? true;
    const kept = this.#isLong.slice(first, first + Math.min(removed, added));
    while (kept.length < added) kept.push(usual);
    this.#isLong.splice(first, removed, ...kept);
  }

  /** Returns the text of lines as the file has it. */
  file(lines) {
    if (!this.#isLong) return lines.join('\n');
    return lines.map((line, at) => (at === lines.length - 1 ? line : line + (this.#isLong[at] ? CRLF : '\n'))).join('');
  }

  /** Returns an offset in the text area for one in the file. */
  fromFile(offset, lines) {
    return this.#isLong ? this.#walk(offset, lines, true) : offset;
  }

  /** Returns an offset in the file for one in the text area. */
  toFile(offset, lines) {
    return this.#isLong ? this.#walk(offset, lines, false) : offset;
  }

  #walk(offset, lines, isFromFile) {
    let [area, file] = [0, 0];
    for (const [at, line] of lines.entries()) {
      const [here, there] = isFromFile ? [file, area] : [area, file];
      if (offset <= here + line.length || at === lines.length - 1) return there + Math.min(offset - here, line.length);
      area += line.length + 1;
      file += line.length + (this.#isLong[at] ? 2 : 1);
    }
    return 0;
  }
}

function ends(text) {
  return text.split('\n').map((line) => line.endsWith('\r'));
}
