// Lists that are pasted into the form: shown as what they will become, and taken over with one key.

import { ask } from '../../server.js';
import { destinationOf } from './destination.js';
import { editsFor } from './edits.js';
import { createProposal } from './proposal.js';

/** Offers to take over lists that are pasted into a form, below its tabs. */
export function acceptPastedLists(form) {
  let proposal = null;

  function close() {
    proposal?.remove();
    proposal = null;
  }

  async function pasted(event) {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const { target } = event;
    const isText = target.matches('textarea, input');
    if (event.defaultPrevented || form.readOnly || !/[\n\t]/.test(text.trim())) return;
    const destination = destinationOf(form, target.closest('[data-path]')?.dataset.path ?? '', isText);
    if (!destination) return;
    event.preventDefault();
    event.stopPropagation();
    close();
    const answer = await ask('/api/paste', { method: 'POST', body: { text, as: destination.as } }).catch(() => null);
    const found = answer && await editsFor(form, destination, answer);
    if (!found) return isText ? insert(target, text) : undefined;
    proposal = createProposal(found, {
      accept: () => {
        form.edit(found.edits);
        form.announce(found.label);
        close();
        target.focus();
      },
      asText: isText ? () => {
        close();
        insert(target, text);
      } : null,
      cancel: () => {
        close();
        target.focus();
      },
    });
    form.panel.before(proposal);
    proposal.querySelector('button').focus();
  }

  form.element.addEventListener('paste', pasted, { capture: true });
}

// As the browser would have done, so that the field and its undo know of it.
function insert(target, text) {
  target.focus();
  document.execCommand('insertText', false, text);
}
