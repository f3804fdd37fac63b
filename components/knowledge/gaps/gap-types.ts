import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

export type Gap = inferRouterOutputs<AppRouter>["knowledgeAnswers"]["gaps"][number];
export type GapStatus = Gap["status"];

export const gapStatusTexts: Record<GapStatus, string> = {
  open: "Unanswered",
  answered: "Answered since",
  dismissed: "Dismissed",
};
