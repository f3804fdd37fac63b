import { z } from "zod";
import { moment } from "../input-types.ts";

/** From when until when customers can take part; null for no limit. */
export const openingFields = {
  opensAt: moment.nullable(),
  closesAt: moment.nullable(),
};

interface Opening {
  opensAt: string | null;
  closesAt: string | null;
}

/** For `superRefine` of a schema with these fields. */
export function checkOpening({ opensAt, closesAt }: Opening, context: z.RefinementCtx): void {
  if (opensAt === null || closesAt === null || Date.parse(opensAt) < Date.parse(closesAt)) return;
  context.addIssue({ code: "custom", path: ["closesAt"], message: "The end must be after the start." });
}

export type OpeningState = "not_open_yet" | "open" | "closed";

/** Whether customers can take part at a time. */
export function openingState({ opensAt, closesAt }: Record<keyof Opening, Date | null>, now: Date): OpeningState {
  if (opensAt !== null && now < opensAt) return "not_open_yet";
  return closesAt !== null && now >= closesAt ? "closed" : "open";
}
