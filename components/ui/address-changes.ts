/**
 * Changes of the page's address that request no new page. The router shows them only after a while on a busy device, so
 * components read the address itself, by `useSyncExternalStore` with `subscribeToAddress`.
 */
const listeners = new Set<() => void>();

/** @returns A function that ends the subscription. */
export function subscribeToAddress(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

/** Changes the address. With `push`, Back returns to the one before. */
export function changeAddress(how: "push" | "replace", address: string): void {
  window.history[how === "push" ? "pushState" : "replaceState"](null, "", address);
  for (const listener of listeners) listener();
}
