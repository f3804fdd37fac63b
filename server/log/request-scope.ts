import { AsyncLocalStorage } from "node:async_hooks";
import { newId } from "../ids.ts";

/** Whose request it is, as far as it is known by now. */
export interface RequestFields {
  workspaceId?: string;
  userId?: string;
  apiKeyId?: string;
  botId?: string;
  channelId?: string;
  conversationId?: string;
}

export interface RequestScope {
  id: string;
  fields: RequestFields;
  isOver: boolean;
}

declare global {
  // Global, so that code in every bundle of the process finds the same scope.
  var parleyRequests: AsyncLocalStorage<RequestScope> | undefined;
}
const storage = (globalThis.parleyRequests ??= new AsyncLocalStorage());

/** Makes everything that follows from here, in this call and what it starts, part of a new request. */
export function beginRequest(): RequestScope {
  const scope = { id: newId("request"), fields: {}, isOver: false };
  storage.enterWith(scope);
  return scope;
}

/** Adds to the log line of the request that is being answered, if there is one. */
export function noteRequest(fields: RequestFields): void {
  const scope = storage.getStore();
  if (scope) Object.assign(scope.fields, fields);
}

/** The id of the request that is being answered. Connections and timers outlive the request that opened them. */
export function currentRequestId(): string | undefined {
  const scope = storage.getStore();
  return scope?.isOver === false ? scope.id : undefined;
}

/** An id under which a user can name this request to us: that of its log line where there is one. */
export function requestIdHere(): string {
  return currentRequestId() ?? newId("request");
}
