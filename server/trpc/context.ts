import { after } from "next/server";
import { readSession } from "@/server/accounts/sessions/session-token";
import { requestIdHere } from "@/server/log/request-scope";
import type { TrpcContext } from "./init";

/** Creates the context of procedures from a request's headers. */
export async function createContext(headers: Headers): Promise<TrpcContext> {
  return { headers, user: await readSession(headers), requestId: requestIdHere(), later: (work) => after(work) };
}
