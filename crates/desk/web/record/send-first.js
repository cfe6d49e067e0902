// Whoever leaves by a link leaves once the server has what was typed last.

/** How long that may take, in milliseconds: if byline has been stopped, the browser keeps the text. */
const MOST = 2000;

/** Watches the links of the window. */
export function sendFirst(edit) {
  document.addEventListener('click', async (event) => {
    const link = event.target.closest('a[href]');
    const isElsewhere = link?.target || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
    if (!link || isElsewhere || event.defaultPrevented || !edit.isSending) return;
    event.preventDefault();
    await Promise.race([edit.sent(), new Promise((resolve) => setTimeout(resolve, MOST))]);
    location.assign(link.href);
  });
}
