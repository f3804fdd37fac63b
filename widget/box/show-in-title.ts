/** The unread messages of each chat on the page. */
const counts = new Map<object, number>();
/** The title as this file has written it, and as it was before. */
let written: string | null = null;
let original = "";
let observer: MutationObserver | null = null;

/** Shows how many messages are unread in front of the page's title, also after the page changes it. */
export function showInTitle(owner: object, unread: number): void {
  if (unread > 0) counts.set(owner, unread);
  else if (!counts.delete(owner)) return;
  write();
  if (counts.size === 0) {
    observer?.disconnect();
    observer = null;
  } else if (!observer) {
    observer = new MutationObserver(write);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  }
}

function write(): void {
  if (document.title !== written) original = document.title;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const title = total > 0 ? `(${total}) ${original}` : original;
  if (document.title !== title) document.title = title;
  // A browser trims what is written.
  written = total > 0 ? document.title : null;
}
