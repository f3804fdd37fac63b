import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type TeamOutputs = inferRouterOutputs<AppRouter>["team"];
export type Member = TeamOutputs["members"][number];
export type Invitation = TeamOutputs["invitations"][number];

/** What each role may do, in a sentence. docs/roles.md lists every verb. */
export const roleTexts = {
  owner: "Everything, also transferring the workspace.",
  admin: "Everything except transferring the workspace: members, secrets, API keys, webhooks, the audit log.",
  editor: "Builds bots, actions, knowledge, tables and channels, and answers customers.",
  operator: "Answers customers in the inbox. Sees bots, but changes nothing about them.",
  viewer: "Reads everything except secrets, and changes nothing.",
} as const;

export const roleNames = {
  owner: "Owner",
  admin: "Admin",
  editor: "Editor",
  operator: "Operator",
  viewer: "Viewer",
} as const;
