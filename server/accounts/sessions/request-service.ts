import { DomainError } from "@/server/errors";
import { requireSameOrigin } from "@/server/http/require-same-origin";
import { requestIdHere } from "@/server/log/request-scope";
import type { ServiceContext } from "@/server/service-context";
import { readSession } from "./session-token";
import { memberContext } from "../workspaces";

const READING = new Set(["GET", "HEAD"]);

/**
 * Authenticates a request to a route handler for members, like `workspaceProcedure` does in tRPC.
 * @throws DomainError unauthorized; forbidden, also for a write from a page of another origin.
 */
export async function requestService(request: Request): Promise<ServiceContext> {
  if (!READING.has(request.method)) requireSameOrigin(request);
  const { headers } = request;
  const user = await readSession(headers);
  if (!user) throw new DomainError("unauthorized", "Sign in first.");
  const { service } = await memberContext(user, { headers, requestId: requestIdHere() });
  return service;
}
