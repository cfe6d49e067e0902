// Fills in a form as somebody does who has all the facts at hand: from tab to tab, field by field,
// by the description that the form is made from.

import { FIELDS, PICKERS, addPhotos, chooseWords, pick, removeAll } from './typing.mjs';

/** Kinds that nobody fills in: ids are byline's, and the most important point is set in the picture. */
const UNSEEN = ['id', 'focus'];

const listOf = (value) => (Array.isArray(value) ? value : [value]);
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export class Filling {
  /** Prepares to fill in the form of a record, which is open; `pictures` is the folder of its photos. */
  static async of(desk, { file, pictures, language = 'en' }) {
    const filling = Object.assign(new Filling(), { desk, page: desk.page, keyboard: desk.keyboard, file, pictures, language });
    Object.assign(filling, await filling.#ask('/api/form'));
    filling.names = await filling.#ask('/api/names');
    return filling;
  }

  async #ask(path) {
    const answer = await this.page.request.get(`${this.desk.base}${path}?${new URLSearchParams({ file: this.file })}`);
    return answer.json();
  }

  /** Fills in all of it, in place of what a new record begins with. */
  async fill(values) {
    this.values = values;
    const { values: present } = await this.#ask('/api/form/values');
    const { fields } = this.tables[this.root];
    const isOfEntries = ({ kind }) => kind.kind === 'entries';
    for (const { id } of this.groups) {
      await this.#showTab(id);
      await this.table(this.#root, fields.filter((field) => field.group === id && !isOfEntries(field)), values, present);
    }
    // What is special about somebody comes after all who are named.
    for (const field of fields.filter(isOfEntries)) await this.#entries(field, values[field.key] ?? {}, present[field.key] ?? {});
  }

  get #root() {
    return this.page.locator('.form-group:not([hidden]) > .field-set');
  }

  #showTab(id) {
    return this.desk.formTab(this.groups.find((group) => group.id === id).label);
  }

  /** Fills in fields of a table, one after another. `present` is what it has so far. */
  async table(set, fields, value, present = {}) {
    // A text alone is what the table is about.
    const values = typeof value === 'string' ? { [fields.find(({ required }) => required).key]: value } : value;
    for (const field of fields.filter(({ kind }) => !UNSEEN.includes(kind.kind))) {
      const [own, before] = [values[field.key], present[field.key]];
      if (own !== undefined) await this.#field(await this.#reveal(set, field), field, own, before, values);
      else if (before !== undefined) await this.#empty(await this.#reveal(set, field), field);
    }
  }

  /** Returns the field of a key, which may have to be unfolded or added first. */
  async #reveal(set, { key, label }) {
    const under = (group) => `:scope > ${group} > :is([data-path="${key}"], [data-path$=".${key}"])`;
    const slot = set.locator(`${under('.fields')}, ${under('.more-fields > .fields')}`).first();
    const begin = set.locator(':scope > .adding > .add, :scope > .more-fields > .adding > .add').filter({ hasText: new RegExp(`${escaped(label)}$`) });
    if (await slot.isVisible()) return slot;
    if (!await begin.first().isVisible()) await set.locator(':scope > .more-toggle').click();
    if (!await slot.isVisible()) await begin.first().click();
    return slot;
  }

  async #field(node, field, value, before, values) {
    const { kind } = field;
    if (kind.kind === 'table') return this.table(node.locator(':scope > .field-set'), this.tables[kind.table].fields, value, before);
    if (kind.kind === 'either') return this.#either(node, kind, value);
    if (kind.kind !== 'list') return FIELDS[kind.kind](this, node, value, { kind, ...values });
    if (kind.of.kind === 'word') return chooseWords(node, listOf(value));
    if (!PICKERS.includes(kind.of.kind)) return this.#list(node, kind.of, listOf(value), before);
    await removeAll(node);
    for (const one of listOf(value)) await pick(this, node, kind.of, one);
    return null;
  }

  async #list(node, of, values, before = []) {
    const list = of.kind === 'table' ? node.locator(':scope > .list') : node;
    if (of.table === 'photo') await addPhotos(this, list, values);
    for (const [at, value] of values.entries()) {
      const item = this.#item(list, at);
      if (!await item.count()) await list.locator(':scope > .add').click();
      if (of.kind !== 'table') {
        await this.#field(item.locator(':scope > .row-field > *'), { kind: of }, value);
        continue;
      }
      await this.#open(item, true);
      await this.table(this.#setOf(item), this.tables[of.table].fields, value, before[at]);
      await this.#open(item, false);
    }
  }

  #item(list, at) {
    return list.locator(':scope > ol > :is(.box, .row)').nth(at);
  }

  #setOf(item) {
    return item.locator(':scope > :is(.box-body, .row-field) > .field-set');
  }

  /** Opens or closes an item, if it is a card. */
  async #open(item, isOpen) {
    const toggle = item.locator(`:scope > .box-head .box-toggle[aria-expanded="${!isOpen}"]`);
    if (await toggle.count()) await toggle.click();
  }

  // A text first, then what more there is to be said about it.
  async #either(node, { key, text, table }, value) {
    const isText = typeof value === 'string';
    await this.#field(node.locator(':scope > .field'), { kind: text }, isText ? value : value[key]);
    if (isText || Object.keys(value).length === 1) return;
    await node.locator(':scope > .details-toggle[aria-expanded="false"]').click();
    const others = this.tables[table].fields.filter((field) => field.key !== key);
    await this.table(node.locator(':scope > .details > .field-set'), others, value);
  }

  // What a new record invites to say, and this one does not.
  async #empty(node, { kind }) {
    const chips = node.locator(':scope > .control-picker > .chips > .chip');
    if (await chips.count()) return removeAll(node);
    if (kind.kind === 'list' && kind.of.kind === 'table') {
      const items = node.locator(':scope > .list > ol > .box');
      for (let left = await items.count(); left > 0; left -= 1) await this.#remove(items.first());
    } else {
      await node.getByRole('button', { name: 'Leave out' }).click();
    }
    return null;
  }

  async #remove(item) {
    await item.locator(':scope > .box-head .item-more').click();
    await this.page.locator('.item-panel:not([hidden])').getByRole('button', { name: 'Remove' }).click();
  }

  // What was special about somebody is said on the card of whoever is named.
  async #entries(field, values, present) {
    const { kind, group, key } = field;
    await this.#showTab(group);
    for (const id of Object.keys(present).filter((one) => !(one in values))) {
      await this.#remove((await this.#reveal(this.#root, field)).locator(`:scope > .list > ol > .box[data-path="${key}.${id}"]`));
    }
    const namings = [...this.#namings(this.root, this.values)];
    for (const [id, value] of Object.entries(values)) {
      const chip = await this.#goTo(namings.find((naming) => naming.kind === kind.table && naming.value === id).steps);
      await chip.locator(':scope > .chip-main').click();
      const card = chip.locator(':scope > .entry-card');
      await this.table(card.locator(':scope > .entry-rows > .field-set'), this.tables[kind.table].fields, value);
      await card.locator(':scope > .entry-foot > button').last().click();
    }
  }

  /** Returns who and what is named where: the kind, the value, and the fields with the places in them that lead there. */
  * #namings(table, values, steps = []) {
    for (const field of this.tables[table].fields) {
      if (values[field.key] === undefined) continue;
      const of = field.kind.of ?? field.kind;
      for (const [at, value] of listOf(values[field.key]).entries()) {
        const here = [...steps, { field, at }];
        if (of.kind === 'table') yield* this.#namings(of.table, value, here);
        else yield { kind: of.kind, value, steps: here };
      }
    }
  }

  async #goTo(steps) {
    await this.#showTab(steps[0].field.group);
    let set = this.#root;
    for (const { field, at } of steps) {
      const node = await this.#reveal(set, field);
      if (field === steps.at(-1).field) return node.locator(':scope > .control-picker > .chips > .chip').nth(at);
      const item = this.#item(node.locator(':scope > .list'), at);
      if (field.kind.kind === 'list') await this.#open(item, true);
      set = field.kind.kind === 'list' ? this.#setOf(item) : node.locator(':scope > .field-set');
    }
    return null;
  }

  /** Returns the words under which the form offers somebody or something that byline knows, by id or by name. */
  nameOf(kind, value) {
    const { people, organisations, records, languages } = this.names;
    if (kind === 'language') return languages.find(({ tag }) => tag === value).label;
    if (kind === 'record') return records.find(({ id }) => id === value).title;
    const all = kind === 'person' ? people : organisations;
    return all.find(({ id, name }) => id === value || name === value)?.name ?? null;
  }

  /** Returns the words under which the form offers the place of a photo. */
  async placeOf(id) {
    const { places } = await this.#ask('/api/names');
    const own = places.find(({ value }) => value === id);
    if (own) return own.label;
    const all = this.values.programme.flatMap((part) => [part, ...part.sessions ?? []]);
    const { title, speaker } = all.find((one) => one.id === id);
    return title ?? this.nameOf('person', listOf(speaker)[0]);
  }
}
