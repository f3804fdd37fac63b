import { z } from "zod";

/** Which model a bot speaks with: a provider of the workspace and its model id, or (null) the offline model. */
export const modelChoice = z.object({ providerId: z.string().nullable(), modelId: z.string().min(1).max(200) });
export type ModelChoice = z.infer<typeof modelChoice>;

export const OFFLINE_MODEL: ModelChoice = { providerId: null, modelId: "offline" };
