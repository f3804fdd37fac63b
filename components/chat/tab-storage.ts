/** What this tab stores; null if the browser does not allow it, as in frames and private windows. */
export function tabStorage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
