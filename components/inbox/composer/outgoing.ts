import { readKept, type UnsentMessage, writeKept } from "./draft-store";

/** A message or note on its way to the server. */
export interface OutgoingMessage extends UnsentMessage {
  /** `sent`: stored under `entryIds`, and about to appear in the thread. */
  status: "sending" | "failed" | "sent";
  failure: string | null;
  entryIds: readonly string[];
}

interface OutgoingDeps {
  /** Keeps unsent messages across page loads. */
  storage: () => Storage;
  keyOf: (conversationId: string) => string;
  /** Stores a message, once per client message id; returns the ids of its entries in the thread. */
  deliver: (conversationId: string, message: UnsentMessage) => Promise<readonly string[]>;
  /** Refreshes the thread so that it shows what was stored. */
  settle: (conversationId: string) => Promise<unknown>;
  /** Turns an error into a text for the user. */
  explain: (error: unknown) => string;
}

export type Outgoing = ReturnType<typeof createOutgoing>;

/**
 * The outgoing messages of each conversation, sent one at a time and in order, also while another conversation is open.
 * A failed message stays, across page loads too, until it is retried or discarded.
 */
export function createOutgoing(deps: OutgoingDeps) {
  const lists = new Map<string, readonly OutgoingMessage[]>();
  const queues = new Map<string, Promise<void>>();
  const listeners = new Set<() => void>();

  function list(conversationId: string): readonly OutgoingMessage[] {
    const known = lists.get(conversationId);
    if (known) return known;
    const kept = readKept(deps.storage(), deps.keyOf(conversationId)).unsent.map(interrupted);
    lists.set(conversationId, kept);
    return kept;
  }

  function change(conversationId: string, next: readonly OutgoingMessage[]) {
    lists.set(conversationId, next);
    const unsent = next.filter(({ status }) => status !== "sent").map(toUnsent);
    writeKept(deps.storage(), deps.keyOf(conversationId), { unsent });
    listeners.forEach((listener) => listener());
  }

  function update(conversationId: string, id: string, part: Partial<OutgoingMessage>) {
    change(
      conversationId,
      list(conversationId).map((message) => (message.clientMessageId === id ? { ...message, ...part } : message)),
    );
  }

  function remove(conversationId: string, id: string) {
    change(
      conversationId,
      list(conversationId).filter(({ clientMessageId }) => clientMessageId !== id),
    );
  }

  async function deliver(conversationId: string, message: UnsentMessage) {
    const id = message.clientMessageId;
    try {
      const entryIds = await deps.deliver(conversationId, message);
      update(conversationId, id, { status: "sent", entryIds });
    } catch (error) {
      update(conversationId, id, { status: "failed", failure: deps.explain(error) });
      return;
    }
    await deps.settle(conversationId).finally(() => remove(conversationId, id));
  }

  function enqueue(conversationId: string, message: UnsentMessage): Promise<void> {
    const before = queues.get(conversationId) ?? Promise.resolve();
    const next = before.then(() => deliver(conversationId, message));
    // A failed refresh must not stop the next message; the next refresh shows this one.
    queues.set(
      conversationId,
      next.catch((error: unknown) => console.warn("The thread could not be refreshed:", error)),
    );
    return queues.get(conversationId) ?? next;
  }

  return {
    list,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Resolves when the message has been stored or has failed. */
    send(conversationId: string, message: UnsentMessage): Promise<void> {
      change(conversationId, [...list(conversationId), { ...message, status: "sending", failure: null, entryIds: [] }]);
      return enqueue(conversationId, message);
    },
    /** Sends a failed message again. The server recognises it by its id. */
    async retry(conversationId: string, id: string): Promise<void> {
      const message = list(conversationId).find(({ clientMessageId }) => clientMessageId === id);
      if (message?.status !== "failed") return;
      update(conversationId, id, { status: "sending", failure: null });
      await enqueue(conversationId, message);
    },
    discard: remove,
  };
}

function interrupted(message: UnsentMessage): OutgoingMessage {
  const failure = "The page was closed before this was confirmed. Trying again never sends it twice.";
  return { ...message, status: "failed", failure, entryIds: [] };
}

function toUnsent({ clientMessageId, text, writtenText, files, at, isNote }: OutgoingMessage): UnsentMessage {
  return { clientMessageId, text, writtenText, files, at, isNote };
}
