// Lists that are pasted into the form: shown as what they will become, and taken over with one key.

import { ask } from '../../server.js';
import { isEmpty } from '../kinds.js';
import { destinationOf } from './destination.js';
import { editsFor } from './edits.js';
import { createProposal } from './proposal.js';

/**
 * Offers to take over lists that are pasted into a form, below its tabs. Returns what reads a
 * `text` for a destination, as if it had been pasted there.
 */
export function acceptPastedLists(form) {
  let proposal = null;
  // Of several that are read at once, the last one counts.
  let number = 0;

  function close() {
    proposal?.remove();
    proposal = null;
  }

  function pasted(event) {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const { target } = event;
    const isText = target.matches('textarea, input');
    if (event.defaultPrevented || form.readOnly) return;
    const place = form.placeOf(target);
    const destination = destinationOf(form, place, isText);
    if (!destination || !marksOf(destination).test(text.trim())) return;
    event.preventDefault();
    event.stopPropagation();
    const discard = () => discardEmpty(form, target, place);
    propose(text, destination, {
      target,
      discard,
      // A card that was begun for what was pasted goes with it.
      giveUp: discard,
      asText: isText ? () => insert(target, text) : null,
    });
  }

  /**
   * Shows what a text becomes. Resolves to whether it is a list. Whoever has `isTyped` it goes on
   * typing: the keyboard stays where it is.
   */
  async function propose(text, destination, { target, discard = () => {}, giveUp = () => {}, asText = null, isTyped = false }) {
    number += 1;
    const own = number;
    close();
    const answer = await ask('/api/paste', { method: 'POST', body: { text, as: destination.as } }).catch(() => null);
    const found = answer && await editsFor(form, destination, answer);
    if (own !== number) return true;
    if (!found) {
      asText?.();
      return false;
    }
    proposal = createProposal(found, {
      accept: () => {
        close();
        discard();
        form.edit(found.edits);
        form.announce(found.label);
        if (!found.show || !form.goTo(found.show)) target.focus();
      },
      asText: asText && (() => {
        close();
        asText();
      }),
      cancel: () => {
        close();
        giveUp();
        if (target.isConnected) target.focus();
        else form.focus();
      },
    });
    form.panel.before(proposal);
    if (!isTyped) proposal.querySelector('button').focus();
    return true;
  }

  form.element.addEventListener('paste', pasted, { capture: true });
  return propose;
}

// What tells a list from a text. In one line, only names are one; somebody's post may follow a comma.
function marksOf({ as, entries }) {
  if (entries) return /[\n\t;；,，(（]/;
  return as === 'people' ? /[\n\t;；]/ : /[\n\t]/;
}

// The card in which a list was pasted, if there is nothing else in it: the list takes its place.
function discardEmpty(form, target, place) {
  if (!place?.draft || !isEmpty(place.draft.preset)) return;
  let card = target.closest('.box');
  while (card && form.placeOf(card) !== place.draft) card = card.parentElement.closest('.box');
  card?.dispatchEvent(new Event('remove-item'));
}

// As the browser would have done, so that the field and its undo know of it.
function insert(target, text) {
  target.focus();
  document.execCommand('insertText', false, text);
}
