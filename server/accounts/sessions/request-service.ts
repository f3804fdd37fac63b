import { DomainError } from "@/server/errors";
import { requireSameOrigin } from "@/server/http/require-same-origin";
import { requestIdHere } from "@/server/log/request-scope";
import type { ServiceContext } from "@/server/service-context";
import { readSession } from "./session-token";
import { WORKSPACE_HEADER, WORKSPACE_PARAMETER } from "../workspace-cookie";
import { memberContext } from "../workspaces";

const READING = new Set(["GET", "HEAD"]);

/**
 * Authenticates a request to a route handler for members, like `workspaceProcedure` does in tRPC.
 * `?workspace=` names the workspace like the header.
 * @throws DomainError unauthorized; forbidden, also for a write from a page of another origin.
 */
export async function requestService(request: Request): Promise<ServiceContext> {
  if (!READING.has(request.method)) requireSameOrigin(request);
  const headers = new Headers(request.headers);
  const named = new URL(request.url).searchParams.get(WORKSPACE_PARAMETER);
  if (named !== null) headers.set(WORKSPACE_HEADER, named);
  const user = await readSession(headers);
  if (!user) throw new DomainError("unauthorized", "Sign in first.");
  const { service } = await memberContext(user, { headers, requestId: requestIdHere() });
  return service;
}
