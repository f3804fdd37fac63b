import { z } from "zod";
import { idText } from "../input-types.ts";

/** Which model a bot speaks with: a provider of the workspace and its model id, or (null) the offline model. */
export const modelChoice = z.object({ providerId: idText.nullable(), modelId: z.string().min(1).max(200) });
export type ModelChoice = z.infer<typeof modelChoice>;

export const OFFLINE_MODEL: ModelChoice = { providerId: null, modelId: "offline" };
