/**
 * The security headers of responses. This file is also loaded by plain Node and by Next.js's configuration, so it has
 * no imports.
 */

type HeaderList = readonly (readonly [name: string, value: string])[];

const ALL: HeaderList = [
  ["x-content-type-options", "nosniff"],
  ["permissions-policy", permissions("microphone=()")],
];

const REFERRER: HeaderList = [["referrer-policy", "same-origin"]];

/** Responses of the API are not displayed; next-auth's few pages are forms with inline styles. */
const API: HeaderList = [
  [
    "content-security-policy",
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ],
];

/** The widget's files are loaded by other sites, as modules. */
const WIDGET: HeaderList = [
  ["access-control-allow-origin", "*"],
  ["cross-origin-resource-policy", "cross-origin"],
];

/** The frame of the settings screen loads nothing but the widget, and images of the product. */
const PREVIEW: HeaderList = [
  [
    "content-security-policy",
    "default-src 'none'; script-src 'self'; img-src 'self' data:; frame-ancestors 'self'; base-uri 'none'; require-trusted-types-for 'script'",
  ],
];

/** Browsers ignore it over plain http. */
export const STRICT_TRANSPORT = ["strict-transport-security", "max-age=31536000"] as const;

/** The chat page records voice messages. */
const CHAT_PAGE: HeaderList = [["permissions-policy", permissions("microphone=(self)")]];

/** The headers per address, in the syntax of Next.js's `headers`. Files have their own policy. */
export const HEADERS_BY_SOURCE: readonly { source: string; headers: HeaderList }[] = [
  { source: "/:path*", headers: ALL },
  { source: "/((?!api/files/).*)", headers: REFERRER },
  { source: "/api/((?!files/).*)", headers: API },
  { source: "/chat/:path*", headers: CHAT_PAGE },
  { source: "/widget/:path*", headers: WIDGET },
  { source: "/widget/preview.html", headers: PREVIEW },
  { source: "/widget/panel-:hash.js", headers: [["cache-control", "public, max-age=31536000, immutable"]] },
];

/** Returns the headers of every response, whatever its address. */
export function commonHeaders(publicUrl: string): Map<string, string> {
  return new Map([...ALL, ...transportHeaders(publicUrl)]);
}

/** The additional headers of the API's responses. */
export const API_HEADERS: Map<string, string> = new Map([...REFERRER, ...API]);

/** Returns no headers if the product's public address is not https. */
export function transportHeaders(publicUrl: string): HeaderList {
  return publicUrl.startsWith("https:") ? [STRICT_TRANSPORT] : [];
}

interface PagePolicy {
  /** Only scripts with this nonce run, and scripts that these load. */
  nonce: string;
  /** The origin of files, and of the API if the page is opened at another address of the product. */
  publicOrigin: string;
  /** The origins whose pages may frame this one; null for every origin. */
  framedBy: readonly string[] | null;
  /** Whether the page shows the images of cards, whose hosts the bot's builder chooses. */
  showsCardImages: boolean;
  isDev: boolean;
}

/** Returns the Content-Security-Policy of a page. */
export function pagePolicy({ nonce, publicOrigin, framedBy, showsCardImages, isDev }: PagePolicy): string {
  const directives = [
    "default-src 'self'",
    // React's development build needs eval to show where on the server an error came from.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    // Libraries set inline styles and add style elements.
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${publicOrigin}${showsCardImages ? " https:" : ""}`,
    `media-src 'self' data: blob: ${publicOrigin}`,
    "font-src 'self'",
    // A development server reports changes over a WebSocket.
    `connect-src 'self'${isDev ? " ws: wss:" : ""}`,
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    ...(framedBy === null ? [] : [["frame-ancestors 'self'", ...framedBy].join(" ")]),
  ];
  return directives.join("; ");
}

function permissions(microphone: string): string {
  return `camera=(), geolocation=(), ${microphone}, payment=(), usb=()`;
}
