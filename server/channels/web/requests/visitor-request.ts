import { DomainError } from "@/server/errors";
import { readJson } from "@/server/http/body/read-json";
import { onChatRequest } from "../chat-request";
import { type Visitor, visitorOf } from "../chat-session";
import type { WebChannel } from "../find-web-channel";

/**
 * Handles a request that only a visitor with a token can make, with the checks and CORS headers of all chat requests.
 */
export function onVisitorRequest(
  request: Request,
  publicId: string,
  handle: (channel: WebChannel, visitor: Visitor) => Promise<Response>,
): Promise<Response> {
  return onChatRequest(request, publicId, async (channel) => {
    const visitor = visitorOf(channel, request.headers.get("authorization"));
    if (visitor.isNew) {
      throw new DomainError("unauthorized", "Send the visitor token of the session as a Bearer token.");
    }
    return handle(channel, visitor);
  });
}

/**
 * Handles a visitor's request that needs no body. A body that it has nevertheless is read within the usual limit and
 * ignored.
 */
export function onVisitorRequestWithoutBody(
  request: Request,
  publicId: string,
  handle: (channel: WebChannel, visitor: Visitor) => Promise<Response>,
): Promise<Response> {
  return onVisitorRequest(request, publicId, async (channel, visitor) => {
    await readJson(request);
    return handle(channel, visitor);
  });
}
