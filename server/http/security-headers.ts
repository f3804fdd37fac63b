/**
 * The security headers of answers. Plain Node and Next.js's configuration load this file too, so it imports nothing.
 */

type HeaderList = readonly (readonly [name: string, value: string])[];

const ALL: HeaderList = [
  ["x-content-type-options", "nosniff"],
  ["permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
];

const REFERRER: HeaderList = [["referrer-policy", "same-origin"]];

/** Answers of the API show nothing; next-auth's few pages are forms with inline styles. */
const API: HeaderList = [
  [
    "content-security-policy",
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ],
];

/** Browsers heed it on https only. */
export const STRICT_TRANSPORT = ["strict-transport-security", "max-age=31536000"] as const;

/** By address, in the syntax of Next.js's `headers`. Files have their own policy. */
export const HEADERS_BY_SOURCE: readonly { source: string; headers: HeaderList }[] = [
  { source: "/:path*", headers: ALL },
  { source: "/((?!api/files/).*)", headers: REFERRER },
  { source: "/api/((?!files/).*)", headers: API },
];

/** The headers of every answer, whatever its address. */
export function commonHeaders(publicUrl: string): Map<string, string> {
  return new Map([...ALL, ...transportHeaders(publicUrl)]);
}

/** The further headers of the API's answers. */
export const API_HEADERS: Map<string, string> = new Map([...REFERRER, ...API]);

/** None where the product's public address is not https. */
export function transportHeaders(publicUrl: string): HeaderList {
  return publicUrl.startsWith("https:") ? [STRICT_TRANSPORT] : [];
}

interface PagePolicy {
  /** Only scripts with it run, and scripts that those load. */
  nonce: string;
  /** Where files are linked, and where the API is when the page is seen at another address of the product. */
  publicOrigin: string;
  /** The origins whose pages may frame this one; null: every origin. */
  framedBy: readonly string[] | null;
  /** Whether the page shows the images of cards, which come from hosts that the bot's builder names. */
  showsCardImages: boolean;
  isDev: boolean;
}

/** The Content-Security-Policy of a page. */
export function pagePolicy({ nonce, publicOrigin, framedBy, showsCardImages, isDev }: PagePolicy): string {
  const directives = [
    "default-src 'self'",
    // React's development build needs eval to show where on the server an error came from.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    // Libraries set styles of elements, and add a style element each.
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${publicOrigin}${showsCardImages ? " https:" : ""}`,
    `media-src 'self' data: blob: ${publicOrigin}`,
    "font-src 'self'",
    // A development server tells of changes over a WebSocket.
    `connect-src 'self'${isDev ? " ws: wss:" : ""}`,
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    ...(framedBy === null ? [] : [["frame-ancestors 'self'", ...framedBy].join(" ")]),
  ];
  return directives.join("; ");
}
