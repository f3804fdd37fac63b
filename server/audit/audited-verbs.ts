import type { TargetType } from "./targets";

/** How the log finds what a verb changes. */
export interface AuditedVerb {
  target: TargetType;
  /** The field of the input with the id of what is changed. */
  id?: string;
  /** The field of the result with the id of what was made. */
  resultId?: string;
  /** It changes the workspace itself, or what a workspace has one of. */
  isWorkspace?: boolean;
  /** What of the input the compared columns do not show. */
  details?: (input: unknown) => Record<string, unknown>;
}

const made = (target: TargetType): AuditedVerb => ({ target, resultId: "id" });
const changed = (target: TargetType, id: string, ...fields: string[]): AuditedVerb => ({
  target,
  id,
  ...noting(fields),
});
const ofWorkspace = (target: TargetType, ...fields: string[]): AuditedVerb => ({
  target,
  isWorkspace: true,
  ...noting(fields),
});
/** The input names only something that belongs to what is changed. */
const noted = (target: TargetType, ...fields: string[]): AuditedVerb => ({ target, ...noting(fields) });
const saved = (target: TargetType, id: string, ...fields: string[]): AuditedVerb => ({
  ...changed(target, id, ...fields),
  resultId: "id",
});

function noting(fields: string[]): Pick<AuditedVerb, "details"> {
  return fields.length > 0 ? { details: (input) => pick(input, fields) } : {};
}

/** The verbs that the audit log records, by procedure or route as in docs/roles.md. */
export const auditedVerbs: Record<string, AuditedVerb> = {
  /** Recorded by `recordDepartures` in the workspaces that the person leaves. */
  "accounts.deleteAccount": noted("member"),
  "actions.create": made("action"),
  "actions.update": changed("action", "actionId"),
  "actions.duplicate": made("action"),
  "actions.delete": changed("action", "actionId"),
  "actions.reorder": changed("bot", "botId", "actionIds"),
  "actions.rerun": noted("action", "runId"),
  "apiKeys.create": made("apiKey"),
  "apiKeys.revoke": changed("apiKey", "keyId"),
  "bots.addTemplate": changed("bot", "botId", "templateId"),
  "bots.create": made("bot"),
  "bots.duplicate": made("bot"),
  "bots.update": changed("bot", "botId"),
  "bots.publish": changed("bot", "botId"),
  "bots.delete": changed("bot", "botId"),
  "channels.create": made("channel"),
  "channels.update": changed("channel", "channelId"),
  "channels.rotateToken": changed("channel", "channelId"),
  "channels.removeAvatar": changed("channel", "channelId"),
  "channels.delete": changed("channel", "channelId"),
  "POST /api/channels/[channelId]/avatar": changed("channel", "channelId"),
  "deliveries.setLogDays": ofWorkspace("workspace"),
  "eventReplays.start": changed("endpoint", "endpointId", "mode", "since"),
  "eventReplays.stop": noted("endpoint", "replayId"),
  "eventReplays.replayDelivery": noted("endpoint", "deliveryId"),
  "eventEndpoints.create": made("endpoint"),
  "eventEndpoints.update": changed("endpoint", "endpointId"),
  "eventEndpoints.setEnabled": changed("endpoint", "endpointId"),
  "eventEndpoints.rotateSecret": changed("endpoint", "endpointId", "keepPrevious"),
  "eventEndpoints.delete": changed("endpoint", "endpointId"),
  "guide.set": ofWorkspace("workspace"),
  "inbox.write": changed("conversation", "conversationId"),
  "inbox.handOff": changed("conversation", "conversationId", "reason"),
  "inbox.takeBack": changed("conversation", "conversationId"),
  "inbox.close": changed("conversation", "conversationId"),
  "inbox.reopen": changed("conversation", "conversationId"),
  "inbox.assign": changed("conversation", "conversationId"),
  "inbox.snooze": changed("conversation", "conversationId"),
  "inbox.unsnooze": changed("conversation", "conversationId"),
  "inbox.cancelReminder": changed("conversation", "conversationId"),
  "inbox.changeMany": ofWorkspace("workspace", "conversationIds", "change"),
  "inbox.setAssignment": ofWorkspace("workspace"),
  "inbox.clearContext": changed("conversation", "conversationId"),
  "inbox.addTag": changed("conversation", "conversationId"),
  "inbox.removeTag": changed("conversation", "conversationId"),
  "inbox.addNote": changed("conversation", "conversationId"),
  "inbox.deleteNote": noted("conversation", "noteId"),
  "inbox.setVariables": changed("conversation", "conversationId"),
  "inbox.switchBot": changed("conversation", "conversationId"),
  "inbox.sendAgain": noted("conversation", "messageId"),
  "knowledge.create": made("source"),
  "knowledge.update": changed("source", "sourceId"),
  "knowledge.delete": changed("source", "sourceId"),
  "knowledge.refresh": changed("source", "sourceId"),
  "knowledge.stopReading": changed("source", "sourceId"),
  "knowledge.updateChunk": changed("chunk", "chunkId"),
  "knowledge.deleteChunk": changed("chunk", "chunkId"),
  "knowledge.saveSynonyms": saved("synonyms", "synonymsId"),
  "knowledge.deleteSynonyms": changed("synonyms", "synonymsId"),
  "POST /api/knowledge/files": made("source"),
  "PUT /api/v1/knowledge/sources/{source_id}": changed("apiSource", "source_id"),
  "DELETE /api/v1/knowledge/sources/{source_id}": changed("apiSource", "source_id"),
  "knowledge.setEmbedding": ofWorkspace("workspace", "providerId", "model"),
  "knowledgeAnswers.changeGap": changed("question", "gapId"),
  "languages.set": changed("bot", "botId"),
  "languages.save": changed("bot", "botId", "language", "text"),
  "languages.draft": changed("bot", "botId", "language"),
  "models.transcription.set": ofWorkspace("workspace", "providerId", "model"),
  "models.providers.create": made("provider"),
  "models.providers.update": changed("provider", "providerId"),
  "models.providers.delete": changed("provider", "providerId"),
  "notifications.setWebhook": ofWorkspace("notificationWebhook"),
  "polls.save": saved("poll", "pollId"),
  "polls.delete": changed("poll", "pollId"),
  "raffles.save": saved("raffle", "raffleId", "prizes"),
  "raffles.delete": changed("raffle", "raffleId"),
  "savedReplies.create": made("savedReply"),
  "savedReplies.update": changed("savedReply", "replyId"),
  "savedReplies.delete": changed("savedReply", "replyId"),
  "scenario.edit": { target: "bot", id: "botId", details: scenarioEdit },
  "scenario.train": changed("bot", "botId"),
  "scenario.updateSettings": changed("bot", "botId"),
  "scenarioWebhooks.create": made("scenarioWebhook"),
  "scenarioWebhooks.update": changed("scenarioWebhook", "webhookId"),
  "scenarioWebhooks.delete": changed("scenarioWebhook", "webhookId"),
  "scenarioWebhooks.replay": noted("scenarioWebhook", "callId"),
  "secrets.create": made("secret"),
  "secrets.update": changed("secret", "secretId"),
  "secrets.delete": changed("secret", "secretId"),
  "tables.create": made("table"),
  "tables.update": changed("table", "tableId"),
  "tables.delete": changed("table", "tableId"),
  "tables.addColumn": changed("table", "tableId"),
  "tables.updateColumn": changed("table", "tableId"),
  "tables.removeColumn": changed("table", "tableId"),
  "tables.reorderColumns": changed("table", "tableId"),
  "tables.addRow": changed("table", "tableId", "values"),
  "tables.updateCells": changed("table", "tableId", "rowId", "values"),
  "tables.editRows": { target: "table", id: "tableId", details: rowEdits },
  "tables.deleteRows": changed("table", "tableId", "rowIds"),
  "tables.startImport": changed("table", "tableId", "name", "mode"),
  "tables.link": changed("table", "tableId"),
  "tables.refreshNow": changed("table", "tableId"),
  "tables.unlink": changed("table", "tableId"),
  "team.changeMember": changed("member", "userId"),
  "team.removeMember": changed("member", "userId"),
  "team.leave": ofWorkspace("workspace"),
  "team.transferOwnership": changed("member", "userId"),
  "team.createWorkspace": ofWorkspace("workspace"),
  "team.renameWorkspace": ofWorkspace("workspace"),
  "team.hideContacts": ofWorkspace("workspace"),
  "team.deleteWorkspace": ofWorkspace("workspace"),
  "team.keepWorkspace": ofWorkspace("workspace"),
  "team.invite": made("invitation"),
  "team.revoke": changed("invitation", "invitationId"),
  "team.accept": changed("member", "userId"),
};

/** The other verbs that are mutations, with the reason why the log leaves them out. */
export const unauditedVerbs: Record<string, string> = {
  "actions.try": "runs a draft, and its run is stored",
  "actions.tryStep": "runs a draft, and its run is stored",
  "channels.sendTest": "sends a test, and its request is logged",
  "eventReplays.sendTest": "sends a test, and its delivery is logged",
  "eventEndpoints.verify": "only checks a signature",
  "inbox.translate": "only shows a translation",
  "inbox.translateReply": "only shows a translation",
  "inbox.markRead": "only notes what a member has seen",
  "inbox.view": "only tells others who is looking",
  "knowledgeAnswers.tryQuestion": "only tries a question",
  "models.providers.offered": "only asks a provider for its models",
  "models.providers.try": "only asks a provider",
  "models.providers.test": "only asks a provider",
  "notifications.markSeen": "only notes what a member has seen",
  "notifications.chooseMail": "concerns the member's own e-mails",
  "notifications.testMail": "sends the member a test",
  "notifications.testWebhook": "sends a test, and its sending is logged",
  "scenario.tryPhrase": "only tries a phrase",
  "scenarioWebhooks.verify": "only asks the webhook",
  "scenarioWebhooks.test": "sends a test, and its call is logged",
  "tables.previewLink": "only reads an address",
  "POST /api/bots/[botId]/test-chat": "only tries the draft",
  "POST /api/tables/imports": "stores a file that a later verb uses",
  "POST /api/inbox/files": "stores a file that a later verb uses",
};

function pick(input: unknown, fields: readonly string[]): Record<string, unknown> {
  if (typeof input !== "object" || input === null) return {};
  return Object.fromEntries(Object.entries(input).filter(([key]) => fields.includes(key)));
}

/** The names of the interactions that were put, and the ids of those that were removed. */
function scenarioEdit(input: unknown): Record<string, unknown> {
  const { put, remove } = pick(input, ["put", "remove"]);
  const names = Array.isArray(put) ? put.map((each: unknown) => pick(each, ["name"])["name"] ?? null) : [];
  return { changedInteractions: names, removedInteractions: remove ?? [] };
}

/** How many rows were changed, added and removed: the values may be thousands of cells. */
function rowEdits(input: unknown): Record<string, unknown> {
  const parts = pick(input, ["update", "add", "remove", "restore"]);
  return Object.fromEntries(Object.entries(parts).map(([part, rows]) => [part, Array.isArray(rows) ? rows.length : 0]));
}
