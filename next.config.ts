import type { NextConfig } from "next";
import { HEADERS_BY_SOURCE, STRICT_TRANSPORT } from "./server/http/security-headers.ts";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run types` (TypeScript 7's tsc), once, not again by every build.
  typescript: { ignoreBuildErrors: true },
  // Development writes no notes into the tree.
  agentRules: false,
  devIndicators: { position: "bottom-right" },
  headers: async () => [
    ...HEADERS_BY_SOURCE.map(({ source, headers }) => ({ source, headers: headers.map(asHeader) })),
    // The configuration is read when the app is built, which may be before its public address is known.
    {
      source: "/:path*",
      has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
      headers: [asHeader(STRICT_TRANSPORT)],
    },
  ],
  experimental: {
    // What app/forbidden.tsx needs.
    authInterrupts: true,
    // The limit of a body that passes proxy.ts; no route behind it accepts a larger one.
    proxyClientMaxBodySize: "1mb",
  },
  // The route of the widget's script reads the built file.
  outputFileTracingIncludes: { "/widget.js": ["./public/widget/loader.js"] },
  serverExternalPackages: [
    "postgres",
    "undici",
    "@node-rs/argon2",
    "nodemailer",
    // Large, so that bundling them takes minutes: language data, and readers of documents.
    "eld",
    "snowball-stemmers",
    "unpdf",
    "mammoth",
    "linkedom",
    "@mozilla/readability",
  ],
};

function asHeader([key, value]: readonly [string, string]) {
  return { key, value };
}

export default config;
