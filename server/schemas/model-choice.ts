import { z } from "zod";
import { idText } from "../input-types.ts";

/** The model of a bot: a provider of the workspace and a model id; without a provider, the offline model. */
export const modelChoice = z.object({ providerId: idText.nullable(), modelId: z.string().min(1).max(200) });
export type ModelChoice = z.infer<typeof modelChoice>;

export const OFFLINE_MODEL: ModelChoice = { providerId: null, modelId: "offline" };

/** Whether two choices are the same model. */
export function isSameModel(a: ModelChoice, b: ModelChoice): boolean {
  return a.providerId === b.providerId && a.modelId === b.modelId;
}
