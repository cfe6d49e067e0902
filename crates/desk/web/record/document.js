// Which document is shown: tabs for the templates, and a choice of the language.

import { button, element } from '../dom.js';
import { formatLanguage, formatTemplate } from '../formats.js';
import { pathOf } from '../server.js';
import { createTabs } from '../tabs.js';
import { say } from '../words.js';

/** Tells of another choice as a `change` event. */
export class DocumentChoice extends EventTarget {
  constructor(record, panel) {
    super();
    this.record = record;
    this.tabs = createTabs(say('documents'), panel, (template) => this.#choose(template, this.chosen.language));
    this.languages = element('div', { className: 'languages', role: 'group', 'aria-label': say('language') });
  }

  /** Offers documents, each `{template, language}`; `ownLanguage` is that of the record. */
  offer(documents, ownLanguage) {
    Object.assign(this, { documents, ownLanguage });
    const address = new URLSearchParams(location.search);
    const wanted = this.chosen ?? { template: address.get('template'), language: address.get('language') };
    this.chosen = this.#nearest(wanted.template, wanted.language);
    this.#show();
  }

  /** The query that names the document. */
  get query() {
    const { template, language } = this.chosen ?? {};
    return { record: this.record, template, language };
  }

  /** The document's name. */
  get name() {
    return this.chosen ? this.#nameOf(this.chosen) : '';
  }

  /** Links to the PDFs of all documents, each `{label, href}`. */
  links() {
    return this.documents.map((one) => ({
      label: this.#nameOf(one),
      href: pathOf('/api/document', { record: this.record, ...one }),
    }));
  }

  #nameOf(one) {
    const language = this.#languageOf(one);
    return language ? `${formatTemplate(one.template)}, ${formatLanguage(language)}` : formatTemplate(one.template);
  }

  /** The language of the document. */
  get language() {
    return this.chosen ? this.#languageOf(this.chosen) : null;
  }

  /** Shows the document in another language, if it is made in that. */
  show(language) {
    if (this.chosen) this.#choose(this.chosen.template, language);
  }

  #languageOf({ language }) {
    return language ?? this.ownLanguage ?? '';
  }

  // The document itself, else one by the same template, else the first.
  #nearest(name, language) {
    const { documents } = this;
    const template = name ?? documents[0]?.template;
    return documents.find((one) => one.template === template && this.#languageOf(one) === (language ?? this.ownLanguage ?? ''))
      ?? documents.find((one) => one.template === template)
      ?? documents[0];
  }

  #choose(template, language) {
    const next = this.#nearest(template, language);
    if (!next || next === this.chosen) return;
    this.chosen = next;
    const query = new URLSearchParams(location.search);
    query.set('template', next.template);
    if (next.language) query.set('language', next.language);
    else query.delete('language');
    history.replaceState(null, '', `?${query}`);
    this.#show();
    this.dispatchEvent(new Event('change'));
  }

  #show() {
    const templates = [...new Set(this.documents.map(({ template }) => template))];
    this.tabs.show(templates.map((value) => ({ value, label: formatTemplate(value) })), this.chosen?.template);
    const ofTemplate = this.documents.filter(({ template }) => template === this.chosen?.template);
    const hadFocus = this.languages.contains(document.activeElement);
    this.languages.hidden = ofTemplate.length < 2;
    this.languages.replaceChildren(...ofTemplate.map((one) => button(formatLanguage(this.#languageOf(one)),
      () => this.#choose(one.template, this.#languageOf(one)),
      { lang: this.#languageOf(one), 'aria-pressed': String(one === this.chosen) })));
    if (hadFocus) this.languages.querySelector('[aria-pressed="true"]')?.focus();
  }
}
