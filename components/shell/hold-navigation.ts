/** `current` is true while navigation is not held. */
type IsOpen = { readonly current: boolean };
/** Called with what continues the navigation. */
type Hold = (goOn: () => void) => void;

/**
 * Holds navigation away from the page: by a link, by the back button (in browsers with the Navigation API) and, by the
 * browser's own question, closing the tab. Returns the end of it.
 */
export function holdNavigation(isOpen: IsOpen, hold: Hold, push: (href: string) => void): () => void {
  const stops = [warnBeforeUnload(isOpen), holdLinks(isOpen, hold, push), holdHistory(isOpen, hold)];
  return () => stops.forEach((stop) => stop());
}

function warnBeforeUnload(isOpen: IsOpen): () => void {
  const warn = (event: BeforeUnloadEvent) => {
    if (!isOpen.current) event.preventDefault();
  };
  window.addEventListener("beforeunload", warn);
  return () => window.removeEventListener("beforeunload", warn);
}

function holdLinks(isOpen: IsOpen, hold: Hold, push: (href: string) => void): () => void {
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const leavesByKey = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (isOpen.current || !(link instanceof HTMLAnchorElement) || leavesByKey) return;
    const isElsewhere = link.origin !== location.origin || link.pathname === location.pathname;
    if (isElsewhere || (link.target !== "" && link.target !== "_self")) return;
    event.preventDefault();
    event.stopPropagation();
    hold(() => push(link.pathname + link.search + link.hash));
  };
  // Listen on the window in the capture phase, to run before any link's handler.
  window.addEventListener("click", onClick, true);
  return () => window.removeEventListener("click", onClick, true);
}

function holdHistory(isOpen: IsOpen, hold: Hold): () => void {
  if (!("navigation" in window)) return () => undefined;
  const onNavigate = (event: NavigateEvent) => {
    const isSamePage = new URL(event.destination.url).pathname === location.pathname;
    if (isOpen.current || event.navigationType !== "traverse" || !event.cancelable || isSamePage) return;
    const { key } = event.destination;
    event.preventDefault();
    hold(() => void navigation.traverseTo(key));
  };
  navigation.addEventListener("navigate", onNavigate);
  return () => navigation.removeEventListener("navigate", onNavigate);
}
