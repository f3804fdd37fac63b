import { messageOf } from "@/components/chat/error-answer";
import type { MessagePage } from "@/server/channels/web/visitor-messages";

export interface ChatSession extends MessagePage {
  token: string;
  title: string;
  greeting: string;
}

/**
 * Opens the chat as the visitor that this browser was last time, or as a new one.
 * @param current The token in use, if the chat is already open.
 */
export async function openSession(channel: string, current: string | null): Promise<ChatSession> {
  const known = current ?? readToken(channel);
  let response = await requestSession(channel, known);
  if (response.status === 401 && known) response = await requestSession(channel, null);
  if (!response.ok) throw new Error(await messageOf(response));
  const session = (await response.json()) as ChatSession;
  keepToken(channel, session.token);
  return session;
}

function requestSession(channel: string, token: string | null): Promise<Response> {
  const headers = token === null ? undefined : { authorization: `Bearer ${token}` };
  return fetch(`/api/chat/${channel}/session`, { method: "POST", ...(headers && { headers }) });
}

const storageKey = (channel: string) => `parley-visitor:${channel}`;

/** Storage can be blocked in frames and private windows; the chat then lasts as long as the page. */
function readToken(channel: string): string | null {
  try {
    return localStorage.getItem(storageKey(channel));
  } catch {
    return null;
  }
}

function keepToken(channel: string, token: string): void {
  try {
    localStorage.setItem(storageKey(channel), token);
  } catch {
    // There is no storage.
  }
}
