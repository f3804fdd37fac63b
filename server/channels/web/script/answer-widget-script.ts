import { createHash } from "node:crypto";
import { DomainError } from "@/server/errors";
import type { Later } from "@/server/later";
import { logFailure } from "@/server/log/log-failure";
import { requestIdHere } from "@/server/log/request-scope";
import { findWebChannel, type WebChannel } from "../find-web-channel";
import { noteSighting } from "../sightings/note-sighting";
import { launcherSettings, newChannel } from "./launcher-settings";
import { asExpression, widgetScript } from "./widget-script";

const FRESH = "public, max-age=300, stale-while-revalidate=86400";
/** A channel that is switched on again, or a server that has recovered, is noticed soon. */
const SOON = "public, max-age=30";

/**
 * Handles `GET /widget.js?c=<public id>` (CONTRACTS §7). The page that includes the script must not break: if there is
 * no such chat, or the server fails, the script shows nothing and writes one warning to the console. Without `c`, the
 * page names the channel, and the launcher looks as that of a new channel.
 */
export async function answerWidgetScript(request: Request, later: Later): Promise<Response> {
  const publicId = new URL(request.url).searchParams.get("c");
  try {
    if (publicId === null) return respond(request, await widgetScript(newChannel()), FRESH);
    const channel = await findChannel(publicId);
    if (channel === null) {
      const reason = `There is no chat with the id ${publicId.slice(0, 40)}, or it is switched off.`;
      return respond(request, warning(reason) + (await widgetScript(newChannel())), SOON);
    }
    noteSighting(channel, request.headers.get("referer"), "origin", later);
    return respond(request, await widgetScript(launcherSettings(channel)), FRESH);
  } catch (error) {
    logFailure(requestIdHere(), "the widget's script was served empty", error);
    return respond(request, warning("The chat is not available at the moment."), "no-store");
  }
}

async function findChannel(publicId: string): Promise<WebChannel | null> {
  try {
    return await findWebChannel(publicId);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

function warning(text: string): string {
  return `console.warn(${asExpression(`Parley: ${text}`)});`;
}

function respond(request: Request, script: string, cacheControl: string): Response {
  const etag = `"${createHash("sha256").update(script).digest("base64url").slice(0, 22)}"`;
  const headers = {
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": cacheControl,
    etag,
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
  };
  return isKnown(request, etag) ? new Response(null, { status: 304, headers }) : new Response(script, { headers });
}

/** A proxy that compresses the script makes its tag a weak one. */
function isKnown(request: Request, etag: string): boolean {
  const known = request.headers.get("if-none-match") ?? "";
  return known.split(",").some((each) => ["*", etag].includes(each.trim().replace(/^W\//, "")));
}
