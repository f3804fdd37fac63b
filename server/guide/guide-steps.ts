import { z } from "zod";

/** The first steps of a new workspace, in their order. */
export const guideStep = z.enum(["create", "teach", "publish", "connect", "answer"]);
export type GuideStep = z.infer<typeof guideStep>;

export interface Guide {
  /** Whether each step is done, as the workspace's data shows. */
  done: Record<GuideStep, boolean>;
  /** The bot to go on with: a published one, else the one that was changed last. Null without any bot. */
  bot: { id: string; name: string } | null;
}

export const setGuideInput = z.object({ isHidden: z.boolean() });
