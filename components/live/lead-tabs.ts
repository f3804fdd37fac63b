interface LeadListener {
  /** Called when this tab becomes the leader. */
  onLead: () => void;
  /** Called when another tab becomes the leader. */
  onFollow: () => void;
}

/**
 * Chooses one leader among the browser's tabs until the returned function is called: the tab that was shown last. When
 * it is closed, another one follows. The leader is never a tab in the background while another is shown, because phones
 * stop tabs in the background.
 */
export function leadTabs(name: string, { onLead, onFollow }: LeadListener): () => void {
  const { locks } = navigator;
  // Without a secure connection there are no locks; each tab then leads itself.
  if (!isThere(locks)) {
    onLead();
    return onFollow;
  }
  const state = { isLeading: false, hasEnded: false };
  let release = () => {};
  let queued = new AbortController();

  function lead(): Promise<void> {
    // A lead that is taken cannot be cancelled while it is requested.
    if (state.hasEnded) return Promise.resolve();
    state.isLeading = true;
    onLead();
    return new Promise((resolve) => (release = resolve));
  }

  /** @param isTaking Whether to take the lead from the current leader, instead of waiting for its end. */
  async function request(isTaking: boolean): Promise<void> {
    queued.abort();
    queued = new AbortController();
    const { signal } = queued;
    try {
      await locks.request(name, isTaking ? { steal: true } : { signal }, lead);
    } catch (error) {
      // A request is aborted when another tab takes the lead, or when this tab no longer waits for it.
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
      if (signal.aborted || state.hasEnded) return;
      state.isLeading = false;
      onFollow();
      await request(false);
    }
  }

  function onVisibility() {
    if (document.visibilityState === "visible" && !state.isLeading) void request(true);
  }

  void request(document.visibilityState === "visible");
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    state.hasEnded = true;
    document.removeEventListener("visibilitychange", onVisibility);
    queued.abort();
    release();
    if (state.isLeading) onFollow();
  };
}

function isThere(locks: LockManager | undefined): boolean {
  return locks !== undefined;
}
