import { randomBytes } from "node:crypto";
import { NextResponse, type NextRequest } from "next/server";
import { framingOrigins } from "@/server/channels/web/framing-origins";
import { env } from "@/server/env";
import { badRequest } from "@/server/http/errors/error-response";
import { NONCE_HEADER } from "@/server/http/nonce";
import { PATH_HEADER, pathForPage } from "@/server/http/requested-path";
import { pagePolicy, transportHeaders } from "@/server/http/security-headers";

const POLICY = "content-security-policy";
/** Pages accept no other methods, so that bodies sent to a page are never read. */
const READING = new Set(["GET", "HEAD"]);
const CHAT = /^\/chat\/([^/]+)$/;

/**
 * Runs before every page and sets its Content-Security-Policy with a new nonce. API routes skip it, because Next.js
 * would copy their bodies, except at addresses with a percent sign: invalid encodings are refused here.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname } = request.nextUrl;
  const path = decoded(pathname);
  if (path === null) return badRequest("The address is not a valid percent-encoding.");
  if (pathname.startsWith("/api/")) return NextResponse.next();
  if (!READING.has(request.method)) return new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });
  const { PARLEY_URL, NODE_ENV } = env();
  const nonce = randomBytes(16).toString("base64");
  const policy = pagePolicy({
    nonce,
    publicOrigin: new URL(PARLEY_URL).origin,
    framedBy: await framedBy(path),
    // Pages of a workspace load no foreign images, because their hosts would learn an employee's IP address.
    showsCardImages: CHAT.test(path),
    isDev: NODE_ENV === "development",
  });
  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  headers.set(PATH_HEADER, pathForPage(new URL(request.nextUrl.href)));
  // Next.js reads the nonce for its scripts from this header.
  headers.set(POLICY, policy);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of [[POLICY, policy] as const, ...transportHeaders(PARLEY_URL)]) {
    response.headers.set(name, value);
  }
  return response;
}

/** Next.js reads this without executing it, so it may contain only literals. */
export const config = { matcher: ["/((?!api/|_next/static/|_next/image$|widget/|widget\\.js$).*)", "/api/(.*%.*)"] };

/** Returns the other origins that may frame a page. Only the chat page may be framed. */
async function framedBy(path: string): Promise<string[] | null> {
  const publicId = CHAT.exec(path)?.[1];
  return publicId === undefined ? [] : framingOrigins(publicId);
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
