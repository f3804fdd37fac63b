import { z } from "zod";
import type { ChannelAdapter } from "@/server/channels/contract";
import { chatPageCapabilities } from "@/server/channels/web/capabilities";

const settings = z.object({ kind: z.literal("test") });

/** The chat beside the editor. Every bot has one; there are no settings. */
export const testAdapter = {
  kind: "test",
  runsDraft: true,
  hasToken: false,
  capabilities: () => chatPageCapabilities,
  settings,
  shownSettings: settings,
  changes: z.strictObject({}),
  startSettings: () => ({ kind: "test" }),
  changeSettings: (unchanged) => unchanged,
} satisfies ChannelAdapter<z.infer<typeof settings>>;
