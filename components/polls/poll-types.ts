import type { inferRouterOutputs } from "@trpc/server";
import type { PollSettings } from "@/server/schemas/poll";
import type { AppRouter } from "@/server/trpc/root";

export type Poll = inferRouterOutputs<AppRouter>["polls"]["get"];
export type PollResults = inferRouterOutputs<AppRouter>["polls"]["results"];

/** What the form edits of a poll. */
export function settingsOf({ name, question, options, isChangeable, opensAt, closesAt, texts }: Poll): PollSettings {
  return { name, question, options, isChangeable, opensAt, closesAt, texts };
}

export function votesText(votes: number): string {
  return votes === 1 ? "1 vote" : `${votes.toLocaleString("en")} votes`;
}
