import { readSession } from "@/server/accounts/sessions/session-token";
import { requestIdHere } from "@/server/log/request-scope";
import type { TrpcContext } from "./init";

/** What procedures know of a request, from its headers alone. */
export async function createContext(headers: Headers): Promise<TrpcContext> {
  return { headers, user: await readSession(headers), requestId: requestIdHere() };
}
