import type { inferRouterOutputs } from "@trpc/server";
import type { MemberLimits } from "@/server/service-context";
import type { AppRouter } from "@/server/trpc/root";

type Outputs = inferRouterOutputs<AppRouter>;
type TeamOutputs = Outputs["team"];
export type Member = TeamOutputs["members"][number];
export type Invitation = TeamOutputs["invitations"][number];
export type LimitChoices = Pick<Outputs["inbox"]["facets"], "bots" | "channels">;

/** "2 bots and 1 channel". */
export function describeLimits(limits: MemberLimits | null | undefined): string {
  if (!limits) return "All bots";
  const parts = [counted(limits.botIds.length, "bot"), counted(limits.channelIds.length, "channel")];
  return parts.filter((part) => part !== null).join(" and ");
}

function counted(count: number, what: string): string | null {
  return count === 0 ? null : `${count} ${count === 1 ? what : `${what}s`}`;
}

/** What each role may do, in a sentence. server/team/permissions.ts lists every permission. */
export const roleTexts = {
  owner: "Everything, also transferring and deleting the workspace.",
  admin:
    "Everything except transferring and deleting the workspace: members, secrets, API keys, webhooks, the audit log.",
  editor: "Builds bots, actions, knowledge, tables and channels, and answers customers.",
  operator: "Answers customers in the inbox. Sees bots, but changes nothing about them.",
  viewer: "Reads conversations, bots and data, but no secrets, API keys or the audit log. Changes nothing.",
} as const;

export const roleNames = {
  owner: "Owner",
  admin: "Admin",
  editor: "Editor",
  operator: "Operator",
  viewer: "Viewer",
} as const;
