import { z } from "zod";

export const customChannelSettings = z.object({
  kind: z.literal("custom"),
  /** Where replies go (CONTRACTS §2); null until its owner has set it. */
  webhookUrl: z.string().nullable(),
  /** Sent as `Authorization: Bearer`. */
  webhookSecretSealed: z.string().nullable(),
  /** False: one attempt only. */
  retry: z.boolean(),
  /** Messages also carry their quick replies, buttons or cards as fields (CONTRACTS §2). Absent: as text only. */
  structured: z.boolean().optional(),
  /** What the bot's Markdown is sent as. Absent: as it is written. */
  markdown: z.enum(["as_written", "plain"]).optional(),
});

export const webChannelSettings = z.object({
  kind: z.literal("web"),
  title: z.string().max(80),
  greeting: z.string().max(1000),
  /** Origins that may call the chat endpoint from a browser; empty: any. The product's own is always allowed. */
  allowedOrigins: z.array(z.string()),
  /** HMAC-SHA-256 key for logged-in visitors. */
  identitySecretSealed: z.string().nullable(),
});

/** The chat beside the editor has nothing to set. */
const testChannelSettings = z.object({ kind: z.literal("test") });

export const channelSettings = z.discriminatedUnion("kind", [
  customChannelSettings,
  webChannelSettings,
  testChannelSettings,
]);
export type CustomChannelSettings = z.infer<typeof customChannelSettings>;
export type WebChannelSettings = z.infer<typeof webChannelSettings>;
export type ChannelSettings = z.infer<typeof channelSettings>;
