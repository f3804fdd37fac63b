import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run types` (TypeScript 7's tsc), once, not again by every build.
  typescript: { ignoreBuildErrors: true },
  // Development writes no notes into the tree.
  agentRules: false,
  devIndicators: { position: "bottom-right" },
  serverExternalPackages: ["postgres", "undici", "@node-rs/argon2", "nodemailer"],
};

export default config;
