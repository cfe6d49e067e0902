// The little Markdown of explanations: paragraphs, lists, code, emphasis. Links stay text.

import { element } from '../dom.js';

/** Returns the elements for a text. */
export function fromMarkdown(text) {
  // Code first, because blank lines in it do not end a block.
  return text.split(/^(```[^\n]*\n[\s\S]*?\n```)$/m).flatMap((part) => {
    const code = part.match(/^```[^\n]*\n([\s\S]*?)\n```$/);
    if (code) return [element('pre', { tabIndex: 0 }, element('code', {}, code[1]))];
    return part.split(/\n{2,}/).map((block) => block.trim()).filter(Boolean).map(blockOf);
  });
}

function blockOf(block) {
  const lines = block.split('\n');
  if (lines.every((line) => /^(?:[-*] |\s)/.test(line))) {
    const items = block.split(/^[-*] /m).filter(Boolean);
    return element('ul', {}, items.map((item) => element('li', {}, spans(item))));
  }
  return element('p', {}, spans(block));
}

function spans(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*|\[[^\]]+\]\([^)]+\))/).map((part) => {
    if (/^`.+`$/s.test(part)) return element('code', {}, part.slice(1, -1));
    if (/^\*\*.+\*\*$/s.test(part)) return element('strong', {}, part.slice(2, -2));
    if (/^\*.+\*$/s.test(part)) return element('em', {}, part.slice(1, -1));
    const link = part.match(/^\[([^\]]+)\]\([^)]+\)$/);
    return link ? link[1] : part;
  });
}
