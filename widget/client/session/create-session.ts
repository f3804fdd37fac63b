import { batch, type ReadonlySignal, signal } from "@preact/signals-core";
import type { MessagePage, SessionRequest, SessionResponse } from "@/server/channels/web/protocol";
import type { ChatClient } from "../chat-client.ts";
import type { ClientHost } from "../client-host.ts";
import { RequestError, sendRequest } from "../request.ts";
import type { KeptValues } from "./kept-values.ts";
import { textOfFailure } from "./text-of-failure.ts";

type Opened = ReturnType<ChatClient["session"]["peek"]>;

interface SessionOptions {
  host: ClientHost;
  base: string;
  kept: KeptValues;
  /** Called with the messages of each session, and with the visitor whose messages were shown before if it is another. */
  onOpened: (page: MessagePage, before: { wasVouchedFor: boolean } | null) => void;
}

export interface Session {
  phase: ChatClient["phase"];
  failure: ChatClient["failure"];
  opened: ReadonlySignal<Opened>;
  token: () => string | null;
  /** The public part of the token, which names the visitor. */
  visitor: () => string;
  /** Opens the chat, or opens it again as the same visitor. Failures are in `failure`. */
  open(): Promise<void>;
  /** Opens the chat again if it is open and the site says something else about the visitor. */
  openIfChanged(): void;
  /** Waits until the chat is open. @throws RequestError */
  whenOpen(): Promise<string>;
  change(changes: Partial<SessionResponse>): void;
  /** Forgets the visitor of this browser. */
  forget(): void;
  /** Stores the visitor of this page as that of the browser. */
  keep(): void;
}

/** The chat's session: who the visitor is, and everything that the chat shows besides its messages. */
export function createSession({ host, base, kept, onOpened }: SessionOptions): Session {
  const phase = signal<ReturnType<ChatClient["phase"]["peek"]>>("closed");
  const failure = signal<string | null>(null);
  const opened = signal<Opened>(null);
  /** The newest attempt to open; earlier ones have no effect. */
  let current = Promise.resolve();
  let attempt = 0;
  let visitor = "";
  let isVouchedFor = false;
  /** What the site said at the newest attempt. */
  let said = "";

  async function start(mine: number) {
    try {
      const response = await requestSession({ host, base, kept });
      if (mine !== attempt) return;
      const { messages, cursor, earlier, ...rest } = response.session;
      const before = { wasVouchedFor: isVouchedFor };
      isVouchedFor = response.isVouchedFor;
      keepToken(rest.token);
      const previous = visitor;
      visitor = visitorOf(rest.token);
      batch(() => {
        opened.value = rest;
        phase.value = "open";
        failure.value = null;
        onOpened({ messages, cursor, earlier }, previous !== "" && previous !== visitor ? before : null);
      });
    } catch (error) {
      if (mine !== attempt) return;
      batch(() => {
        failure.value = textOfFailure(error, opened.peek());
        phase.value = "failed";
      });
    }
  }

  /** The site vouches for its users on each page, so that their tokens need not be kept. */
  function keepToken(token: string) {
    if (!isVouchedFor) kept.set("token", token);
  }

  async function open(): Promise<void> {
    said = saidBy(host);
    attempt += 1;
    if (phase.peek() !== "open") phase.value = "opening";
    let seen = (current = start(attempt));
    await seen;
    // A later attempt may have replaced this one.
    while (seen !== current) await (seen = current);
  }

  return {
    phase,
    failure,
    opened,
    token: () => opened.peek()?.token ?? null,
    visitor: () => visitor,
    open,
    openIfChanged() {
      if (phase.peek() !== "closed" && said !== saidBy(host)) void open();
    },
    async whenOpen() {
      if (phase.peek() !== "open") await (phase.peek() === "opening" ? current : open());
      // A later attempt may have replaced the one that was awaited.
      while (phase.peek() === "opening") await current;
      const token = opened.peek()?.token;
      if (phase.peek() !== "open" || token === undefined) throw new RequestError(failure.peek() ?? "");
      return token;
    },
    change(changes) {
      const now = opened.peek();
      if (now) opened.value = { ...now, ...changes };
    },
    forget() {
      attempt += 1;
      visitor = "";
      kept.set("token", null);
      batch(() => {
        opened.value = null;
        phase.value = "closed";
      });
    },
    keep() {
      const token = opened.peek()?.token;
      if (token !== undefined) keepToken(token);
    },
  };
}

/** Makes a request with the token, and again with a new one if the server no longer accepts it. @throws RequestError */
export async function withToken<T>(session: Session, request: (token: string) => Promise<T>): Promise<T> {
  const token = await session.whenOpen();
  try {
    return await request(token);
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
    // For example because the server's key or the site's identity secret has changed.
    if (session.token() === token) await session.open();
    return request(await session.whenOpen());
  }
}

/** The part of a token that names the channel and the visitor; the rest is a secret. */
function visitorOf(token: string): string {
  return token.split(".", 1)[0] ?? "";
}

function identityOf({ user }: ClientHost): Pick<SessionRequest, "user_id" | "user_hash"> | null {
  const { id, hash } = user.peek() ?? {};
  // Sites without types give the number that their database has.
  return id !== undefined && hash !== undefined ? { user_id: String(id), user_hash: hash } : null;
}

/**
 * Opens a session as the user that the site vouches for, or as the visitor that this browser was last time, or as a new
 * one. A user whose hash is wrong chats without a name: the site is told, and nobody sees another user's messages.
 */
async function requestSession({
  host,
  base,
  kept,
}: Omit<SessionOptions, "onOpened">): Promise<{ session: SessionResponse; isVouchedFor: boolean }> {
  const post = async (identity: object | null, token: string | null) => {
    const response = await sendRequest(`${base}/session`, { token, body: { ...aboutVisitor(host), ...identity } });
    return (await response.json()) as SessionResponse;
  };
  const identity = identityOf(host);
  if (identity) {
    try {
      return { session: await post(identity, null), isVouchedFor: true };
    } catch (error) {
      if (!isUnauthorized(error)) throw error;
      host.emit("error", { message: error.message });
    }
  }
  const known = kept.get("token");
  let session: SessionResponse | null = null;
  if (known) {
    try {
      session = await post(null, known);
    } catch (error) {
      if (!isUnauthorized(error)) throw error;
    }
  }
  return { session: session ?? (await post(null, null)), isVouchedFor: false };
}

/** What the page says about the visitor. */
export function aboutVisitor({ language, user, attributes }: ClientHost): SessionRequest {
  const { name, email, phone } = user.peek() ?? {};
  return {
    language,
    page: location.href,
    ...((name || email || phone) && {
      user: { ...(name && { name }), ...(email && { email }), ...(phone && { phone }) },
    }),
    attributes: attributes.peek(),
  };
}

function saidBy({ user, attributes }: ClientHost): string {
  return JSON.stringify([user.peek(), attributes.peek()]);
}

function isUnauthorized(error: unknown): error is RequestError {
  return error instanceof RequestError && error.status === 401;
}
