import { DomainError } from "@/server/errors";
import { errorResponse } from "@/server/http/errors/error-response";
import { findWebChannel, forgetWebChannel, mayUse, type WebChannel } from "./find-web-channel";

/**
 * Handles a request to a chat channel: finds the channel, checks the browser's origin, and adds CORS headers for that
 * origin to every response, including errors.
 */
export async function onChatRequest(
  request: Request,
  publicId: string,
  handle: (channel: WebChannel) => Promise<Response>,
): Promise<Response> {
  const origin = request.headers.get("origin");
  try {
    const channel = await findWebChannel(publicId);
    if (!mayUse(channel, origin, request.url)) {
      // Visitors read the message; the widget writes the detail to the console, for the site's owner.
      const message = `The channel does not allow ${origin}. Add this origin in the channel's settings.`;
      throw new DomainError("forbidden", "This chat is not available on this website.", {
        details: [{ path: ["origin"], message }],
      });
    }
    return withCors(await handle(channel), origin);
  } catch (error) {
    return withCors(errorResponse(await reasonOf(error, publicId)), origin);
  }
}

/** Another process may have deleted the channel within the last second: the failure then says that it is gone. */
async function reasonOf(error: unknown, publicId: string): Promise<unknown> {
  if (error instanceof DomainError) return error;
  forgetWebChannel(publicId);
  return findWebChannel(publicId).then(
    () => error,
    (gone: unknown) => (gone instanceof DomainError ? gone : error),
  );
}

/** Answers a preflight request. The origin is checked on the actual request. */
export function preflight(request: Request): Response {
  const response = withCors(new Response(null, { status: 204 }), request.headers.get("origin"));
  response.headers.set("access-control-allow-methods", "GET, POST, OPTIONS");
  response.headers.set("access-control-allow-headers", "authorization, content-type");
  response.headers.set("access-control-max-age", "600");
  return response;
}

function withCors(response: Response, origin: string | null): Response {
  if (origin === null) return response;
  response.headers.set("access-control-allow-origin", origin);
  response.headers.set("access-control-expose-headers", "x-parley-visitor, retry-after");
  response.headers.append("vary", "origin");
  return response;
}
