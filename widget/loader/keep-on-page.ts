/**
 * Adds an element to the page's body, now or when there is a body, and again when the page's script replaces the body
 * or its content.
 */
export function keepOnPage(element: HTMLElement, end: AbortSignal): void {
  let frame = 0;
  const observer = new MutationObserver(() => {
    // Once a frame, so that a script that removes it each time cannot keep the browser busy.
    if (!element.isConnected) frame ||= requestAnimationFrame(add);
  });
  function add(): void {
    frame = 0;
    if (document.body && !element.isConnected) document.body.append(element);
    observer.disconnect();
    for (const watched of [document.documentElement, document.body]) {
      if (watched) observer.observe(watched, { childList: true });
    }
  }
  add();
  end.addEventListener("abort", () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
  });
}
