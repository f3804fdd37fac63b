import type { Role } from "@/server/roles";

/** What members may do, in words of people. */
export interface Permission {
  what: string;
  /** The lowest role that has it. */
  lowest: Role;
  /**
   * The procedures and routes with this lowest role that belong to it; `bots.*` stands for those of a router. What every
   * member may do is not listed.
   */
  covers: readonly string[];
}

interface PermissionSection {
  title: string;
  permissions: readonly Permission[];
}

/**
 * The permissions that the Team page and docs/roles.md show. A test compares them with the roles that the verbs check:
 * each procedure and route that is not open to every member belongs to exactly one permission.
 */
export const permissionSections: readonly PermissionSection[] = [
  {
    title: "Conversations",
    permissions: [
      { what: "Read conversations, customers and ratings", lowest: "viewer", covers: [] },
      {
        what: "Answer customers, take conversations over and give them back",
        lowest: "operator",
        covers: [
          "inbox.write",
          "inbox.sendAgain",
          "inbox.handOff",
          "inbox.takeBack",
          "inbox.switchBot",
          "inbox.clearContext",
          "inbox.markRead",
          "inbox.translate",
          "inbox.translateReply",
          "POST /api/inbox/files",
        ],
      },
      {
        what: "Assign, snooze, close and reopen conversations",
        lowest: "operator",
        covers: [
          "inbox.assign",
          "inbox.snooze",
          "inbox.unsnooze",
          "inbox.close",
          "inbox.reopen",
          "inbox.cancelReminder",
          "inbox.changeMany",
        ],
      },
      {
        what: "Write notes, tags and variables",
        lowest: "operator",
        covers: ["inbox.addNote", "inbox.deleteNote", "inbox.addTag", "inbox.removeTag", "inbox.setVariables"],
      },
      { what: "Edit saved replies", lowest: "editor", covers: ["savedReplies.*"] },
      { what: "Set how conversations are assigned", lowest: "admin", covers: ["inbox.setAssignment"] },
    ],
  },
  {
    title: "Bots",
    permissions: [
      { what: "See bots, their actions, scenarios and logs", lowest: "viewer", covers: [] },
      {
        what: "Create, edit, test, publish and delete bots",
        lowest: "editor",
        covers: ["bots.*", "guide.*", "POST /api/bots/[botId]/test-chat"],
      },
      { what: "Edit actions, try them and run them again", lowest: "editor", covers: ["actions.*"] },
      { what: "Edit scenarios and their webhooks", lowest: "editor", covers: ["scenario.*", "scenarioWebhooks.*"] },
      { what: "Edit translations", lowest: "editor", covers: ["languages.*"] },
      { what: "Edit polls and raffles", lowest: "editor", covers: ["polls.*", "raffles.*"] },
      {
        what: "Connect channels, and see their tokens and requests",
        lowest: "editor",
        covers: ["channels.*", "POST /api/channels/[channelId]/avatar"],
      },
    ],
  },
  {
    title: "Data",
    permissions: [
      { what: "See tables and the knowledge base, and download tables", lowest: "viewer", covers: [] },
      { what: "Edit and import tables", lowest: "editor", covers: ["tables.*", "POST /api/tables/imports"] },
      {
        what: "Edit the knowledge base and try questions",
        lowest: "editor",
        covers: ["knowledge.*", "knowledgeAnswers.*", "POST /api/knowledge/files"],
      },
    ],
  },
  {
    title: "Connections",
    permissions: [
      { what: "See endpoints, deliveries, models and providers, without their keys", lowest: "viewer", covers: [] },
      { what: "See the names of secrets", lowest: "editor", covers: ["secrets.list", "secrets.names"] },
      {
        what: "Send events again, and test endpoints",
        lowest: "editor",
        covers: ["eventReplays.*", "eventEndpoints.verify"],
      },
      {
        what: "Manage endpoints and the webhook of notifications",
        lowest: "admin",
        covers: ["eventEndpoints.*", "notifications.*"],
      },
      { what: "Manage API keys", lowest: "admin", covers: ["apiKeys.*"] },
      { what: "Manage secrets", lowest: "admin", covers: ["secrets.*"] },
      {
        what: "Manage providers, and choose models for the workspace",
        lowest: "admin",
        covers: ["models.*", "knowledge.setEmbedding"],
      },
    ],
  },
  {
    title: "Workspace",
    permissions: [
      { what: "See the members, choose own notifications, and leave", lowest: "viewer", covers: [] },
      {
        what: "Invite people, change roles and remove members",
        lowest: "admin",
        covers: ["team.invitations", "team.invite", "team.revoke", "team.changeMember", "team.removeMember"],
      },
      {
        what: "Rename the workspace, and hide customers’ contact data",
        lowest: "admin",
        covers: ["team.renameWorkspace", "team.hideContacts"],
      },
      { what: "Set how long logs are kept", lowest: "admin", covers: ["deliveries.setLogDays"] },
      { what: "Read and download the audit log", lowest: "admin", covers: ["audit.*", "GET /api/audit/export"] },
      { what: "Transfer the workspace to another member", lowest: "owner", covers: ["team.transferOwnership"] },
      { what: "Delete the workspace", lowest: "owner", covers: ["team.deleteWorkspace", "team.keepWorkspace"] },
    ],
  },
];
