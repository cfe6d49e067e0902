// What is pasted, as prose: bold, italics, links and lists of word processors and web pages become
// marks; lines that a program broke are joined; signs that cannot be seen are left out.

import { addressOf } from './marks.js';

/** Signs of no width, and signs that change the direction: no text of byline may have them. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g;

const BULLET = /^\s*(?:[•●‣▪■◆➢✓\uf0b7\uf0d8\uf0fc]|[·o§]\t|[-–*]\s)\s*/u;
const INNER_BULLET = /^\s*(?:[○◦▫\uf0a7]|[o§]\t)\s*/u;
const NUMBER = /^\s*(\d{1,3}[.)])\s+/;

/** Returns prose from plain text. */
export function fromPlain(plain) {
  const text = plain.replace(/\r\n?/g, '\n').replace(UNSEEN, '').replace(/[ \t]+$/gm, '');
  return joined(text.trim().split(/\n{2,}/).map(paragraph).filter(Boolean));
}

function paragraph(block) {
  const lines = block.split('\n');
  if (lines.some((line) => BULLET.test(line) || INNER_BULLET.test(line) || NUMBER.test(line))) return list(lines);
  if (lines.length === 1) return block.trim();
  const lengths = lines.slice(0, -1).map((line) => line.length);
  const longest = Math.max(...lines.map((line) => line.length));
  // Lines of about one width were broken by a program. Others are paragraphs, or lines of their own.
  const isBroken = longest <= 100 && Math.min(...lengths) > longest * 0.6 && longest > 40;
  return lines.map((line) => line.trim()).join(isBroken ? ' ' : '\n\n');
}

function list(lines) {
  const rows = [];
  for (const line of lines) {
    const isItem = BULLET.test(line) || INNER_BULLET.test(line) || NUMBER.test(line);
    const isInner = INNER_BULLET.test(line) && rows.length > 0;
    if (NUMBER.test(line)) rows.push(line.trim().replace(NUMBER, '$1 '));
    else if (isItem) rows.push(`${isInner ? '  ' : ''}- ${line.replace(isInner ? INNER_BULLET : BULLET, '').trim()}`);
    else if (rows.length && /^\s/.test(line)) rows[rows.length - 1] += ` ${line.trim()}`;
    else rows.push(line.trim(), '');
  }
  return rows.join('\n').trim();
}

/** Returns prose from the HTML of a word processor, or `null` if there is none in it. */
export function fromHtml(html) {
  const { body } = new DOMParser().parseFromString(unstyled(html), 'text/html');
  for (const gone of body.querySelectorAll('script, meta, title, o\\:p, template, svg')) gone.remove();
  const blocks = [];
  collect(body, { quote: 0, depth: 0, ordered: null, item: null }, blocks);
  const rows = blocks.map((block) => ({ ...block, text: inline(block.runs) })).filter(({ text }) => text);
  return rows.length ? joined(rows.map(written), rows) : null;
}

// The desk's pages have no styles but their own, and browsers complain about others. Those of
// elements are kept to be read, under another name.
function unstyled(html) {
  return html.replace(/<style[\s\S]*?<\/style\s*>/gi, '').replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/(\s)style(\s*=)/gi, '$1data-look$2'));
}

const styleOf = (node) => node.getAttribute('data-look') ?? '';

const BLOCKS = new Set(['P', 'DIV', 'LI', 'UL', 'OL', 'BLOCKQUOTE', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'TABLE', 'TBODY', 'THEAD', 'TR', 'SECTION', 'ARTICLE', 'PRE', 'DL', 'DT', 'DD', 'FIGURE', 'FIGCAPTION']);

// Goes through blocks; `at` is where in quotations and lists they are.
function collect(parent, at, blocks) {
  let runs = [];
  const end = () => {
    if (runs.some(({ text }) => text.trim())) {
      blocks.push({ ...at, runs, isItem: Boolean(at.item?.isNew), number: at.item?.number });
      // Only the first block of an item has its mark.
      if (at.item) at.item.isNew = false;
    }
    runs = [];
  };
  for (const node of parent.childNodes) {
    if (node.nodeType !== Node.ELEMENT_NODE || !hasBlocks(node)) {
      addRuns(node, {}, runs);
      continue;
    }
    end();
    const inside = { ...at };
    if (node.tagName === 'BLOCKQUOTE') inside.quote += 1;
    if (node.tagName === 'UL' || node.tagName === 'OL') Object.assign(inside, { depth: at.depth + 1, ordered: node.tagName === 'OL' ? { number: node.start ?? 1 } : null });
    if (node.tagName === 'LI') Object.assign(inside, { item: { isNew: true, number: at.ordered ? at.ordered.number++ : null }, depth: Math.max(at.depth, 1) });
    if (node.tagName === 'TR') {
      blocks.push({ ...at, isItem: true, depth: 1, runs: rowOf(node) });
      continue;
    }
    const word = wordItem(node);
    if (word) Object.assign(inside, word);
    collect(node, inside, blocks);
  }
  end();
}

const hasBlocks = (node) => BLOCKS.has(node.tagName) || [...node.children].some(hasBlocks);

/** Word writes items of lists as paragraphs, with the bullet as text that is to be left out. */
function wordItem(node) {
  const level = styleOf(node).match(/mso-list:[^;]*level(\d+)/)?.[1];
  if (!level) return null;
  const ignored = [...node.querySelectorAll('[data-look]')].find((one) => /mso-list:\s*Ignore/i.test(styleOf(one)));
  const mark = ignored?.textContent.trim() ?? '';
  ignored?.remove();
  return { depth: Number(level), item: { isNew: true, number: /^\d+[.)]$/.test(mark) ? parseInt(mark, 10) : null } };
}

function rowOf(row) {
  const cells = [...row.cells].map((cell) => {
    const runs = [];
    addRuns(cell, {}, runs);
    return runs;
  }).filter((runs) => runs.some(({ text }) => text.trim()));
  return cells.flatMap((runs, at) => [...(at ? [{ text: at === 1 ? ': ' : ', ' }] : []), ...runs]);
}

// Adds the words of a node, with how they look.
function addRuns(node, look, runs) {
  if (node.nodeType === Node.TEXT_NODE) {
    runs.push({ ...look, text: node.data.replace(UNSEEN, '').replace(/[ \t\r\n]+/g, ' ') });
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  if (node.tagName === 'BR') return void runs.push({ text: '\n' });
  const [, weight] = styleOf(node).match(/(?:^|;)\s*font-weight:\s*([\w.]+)/i) ?? [];
  const [, slant] = styleOf(node).match(/(?:^|;)\s*font-style:\s*(\w+)/i) ?? [];
  const next = { ...look };
  if (['B', 'STRONG', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6'].includes(node.tagName)) next.strong = true;
  if (['I', 'EM', 'CITE'].includes(node.tagName)) next.em = true;
  if (weight) next.strong = /^bold/i.test(weight) || Number(weight) >= 600;
  if (slant) next.em = /^(?:italic|oblique)/i.test(slant);
  const href = node.tagName === 'A' ? node.getAttribute('href') ?? '' : '';
  if (/^(?:https?:|mailto:)/i.test(href)) next.url = href;
  for (const child of node.childNodes) addRuns(child, next, runs);
}

/** Writes the words of a block with their marks. */
function inline(runs) {
  const merged = [];
  for (const run of runs) {
    const last = merged.at(-1);
    // Spaces look like what stands before them.
    const isAlike = last && (run.text.trim() === '' && run.text !== '\n' ? true : ['strong', 'em', 'url'].every((key) => (last[key] || false) === (run[key] || false)) && run.text !== '\n' && last.text !== '\n');
    if (isAlike) last.text += run.text;
    else merged.push({ ...run });
  }
  const text = merged.map(({ text: words, strong, em, url }) => {
    if (words === '\n') return '  \n';
    const [, before, core, after] = escaped(words).match(/^(\s*)([\s\S]*?)(\s*)$/);
    if (!core) return before + after;
    const mark = (strong ? '**' : '') + (em ? '*' : '');
    const marked = mark + core + [...mark].reverse().join('');
    const isBare = url && (url === core || url === `mailto:${core}` || url === `${core}/`);
    const linked = !url ? marked : isBare ? `<${core}>` : `[${marked}](${addressOf(url)})`;
    return before + linked + after;
  }).join('');
  return text.replace(/ {2,}(?!\n)/g, ' ').replace(/^\s+|\s+$/g, '').replace(/^([>+])/, '\\$1').replace(/\n +/g, '\n');
}

// Stars and brackets that would be marks are written as the characters that they are.
const escaped = (text) => text.replace(/(?<![A-Za-z0-9])\*(?=\S)|(?<=\S)\*(?![A-Za-z0-9])/g, '\\*').replace(/\[(?=[^\]]*\]\()/g, '\\[');

function written({ text, quote, depth, isItem, number }) {
  const indent = '  '.repeat(Math.max(depth - 1, 0));
  const mark = isItem ? `${indent}${number ? `${number}.` : '-'} ` : depth ? `${indent}  ` : '';
  return text.split('\n').map((line, at) => '> '.repeat(quote) + (at ? ' '.repeat(mark.length) : mark) + line).join('\n');
}

// Items of one list stand close; paragraphs apart.
function joined(texts, rows = []) {
  return texts.reduce((all, text, at) => {
    if (!at) return text;
    const isClose = rows[at]?.isItem && (rows[at - 1]?.isItem || rows[at - 1]?.depth);
    const between = rows[at]?.quote && rows[at - 1]?.quote ? `\n${'>'.repeat(1)}\n` : '\n\n';
    return all + (isClose ? '\n' : between) + text;
  }, '');
}
