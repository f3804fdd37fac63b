import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { invitations, memberships, users, workspaces } from "@/db/schema/accounts";
import { actions, bots, modelProviders } from "@/db/schema/bots";
import { channels, conversations } from "@/db/schema/conversations";
import { apiKeys, eventEndpoints } from "@/db/schema/events";
import { savedReplies } from "@/db/schema/inbox";
import { knowledgeChunks, knowledgeDocuments, knowledgeSources, knowledgeSynonyms } from "@/db/schema/knowledge";
import { knowledgeGaps } from "@/db/schema/knowledge-searches";
import { notificationWebhooks } from "@/db/schema/notifications";
import { polls } from "@/db/schema/polls";
import { raffles } from "@/db/schema/raffles";
import { scenarioWebhooks } from "@/db/schema/scenario";
import { workspaceSecrets } from "@/db/schema/secrets";
import { dataTables } from "@/db/schema/tables";

/** What the audit log compares of a thing: its name, and the columns that members change. */
interface Target {
  table: PgTable;
  id: PgColumn;
  workspaceId: PgColumn;
  name: PgColumn | SQL<string>;
  columns: Record<string, PgColumn>;
}

type ThingTable = PgTable & { id: PgColumn; workspaceId: PgColumn };

function thing<T extends ThingTable>(table: T, name: Target["name"], columns: Record<string, PgColumn>): Target {
  return { table, id: table.id, workspaceId: table.workspaceId, name, columns };
}

const { instruction, model, fallbackText, timeZone, standardFunctions, behaviour, scenario, publishedVersionId } = bots;

const sourceColumns = {
  name: knowledgeSources.name,
  settings: knowledgeSources.settings,
  schedule: knowledgeSources.schedule,
  isEnabled: knowledgeSources.isEnabled,
};

/** "Handbook › Returns, part 3": the source, the document of a source with several ones, and the place in it. */
const chunkName = sql<string>`(
  select concat_ws(' › ', s.name, nullif(d.title, s.name)) || ', part ' || (${knowledgeChunks.position} + 1)
  from ${knowledgeDocuments} d join ${knowledgeSources} s on s.id = d.source_id
  where d.id = ${knowledgeChunks.documentId})`;

const LONGEST_NAME = 200;

/** "couch, sofa, settee" */
const synonymsName = sql<string>`left((
  select string_agg(word, ', ' order by place)
  from jsonb_array_elements_text(${knowledgeSynonyms.words}) with ordinality as listed (word, place)), ${LONGEST_NAME})`;

/** Columns with sealed or hashed secrets are left out; the other values are masked by `describeChange`. */
export const targets = {
  bot: thing(bots, bots.name, {
    name: bots.name,
    instruction,
    model,
    fallbackText,
    timeZone,
    standardFunctions,
    behaviour,
    scenario,
    publishedVersionId,
  }),
  action: thing(actions, actions.functionName, {
    functionName: actions.functionName,
    definition: actions.definition,
    enabled: actions.enabled,
  }),
  channel: thing(channels, channels.name, {
    name: channels.name,
    enabled: channels.enabled,
    settings: channels.settings,
  }),
  conversation: thing(conversations, conversations.clientName, {
    status: conversations.status,
    handledBy: conversations.handledBy,
    assigneeId: conversations.assigneeId,
    botId: conversations.botId,
    tags: conversations.tags,
    snoozedUntil: conversations.snoozedUntil,
    variables: conversations.variables,
  }),
  source: thing(knowledgeSources, knowledgeSources.name, sourceColumns),
  /** A source that a customer's system put, by that system's id. */
  apiSource: { ...thing(knowledgeSources, knowledgeSources.name, sourceColumns), id: knowledgeSources.externalId },
  chunk: thing(knowledgeChunks, chunkName, { text: knowledgeChunks.text }),
  synonyms: thing(knowledgeSynonyms, synonymsName, { words: knowledgeSynonyms.words }),
  question: thing(knowledgeGaps, knowledgeGaps.question, {
    status: knowledgeGaps.status,
    sourceId: knowledgeGaps.sourceId,
  }),
  provider: thing(modelProviders, modelProviders.name, {
    name: modelProviders.name,
    baseUrl: modelProviders.baseUrl,
    models: modelProviders.models,
  }),
  endpoint: thing(eventEndpoints, eventEndpoints.name, {
    name: eventEndpoints.name,
    url: eventEndpoints.urlShown,
    events: eventEndpoints.events,
    botIds: eventEndpoints.botIds,
    channelIds: eventEndpoints.channelIds,
    tags: eventEndpoints.tags,
    headers: eventEndpoints.headers,
    concurrency: eventEndpoints.concurrency,
    ratePerSecond: eventEndpoints.ratePerSecond,
    enabled: eventEndpoints.enabled,
  }),
  apiKey: thing(apiKeys, apiKeys.name, { name: apiKeys.name, scopes: apiKeys.scopes, expiresAt: apiKeys.expiresAt }),
  savedReply: thing(savedReplies, savedReplies.name, {
    name: savedReplies.name,
    shortcut: savedReplies.shortcut,
    text: savedReplies.text,
  }),
  poll: thing(polls, polls.name, {
    name: polls.name,
    question: polls.question,
    options: polls.options,
    isChangeable: polls.isChangeable,
    opensAt: polls.opensAt,
    closesAt: polls.closesAt,
    texts: polls.texts,
  }),
  raffle: thing(raffles, raffles.name, {
    name: raffles.name,
    winChance: raffles.winChance,
    opensAt: raffles.opensAt,
    closesAt: raffles.closesAt,
    texts: raffles.texts,
  }),
  scenarioWebhook: thing(scenarioWebhooks, scenarioWebhooks.name, {
    name: scenarioWebhooks.name,
    url: scenarioWebhooks.url,
    config: scenarioWebhooks.config,
    headers: scenarioWebhooks.headers,
  }),
  secret: thing(workspaceSecrets, workspaceSecrets.name, {
    name: workspaceSecrets.name,
    note: workspaceSecrets.note,
    // Shows that the value changed; the value itself is masked.
    sealed: workspaceSecrets.sealed,
  }),
  table: thing(dataTables, dataTables.name, {
    name: dataTables.name,
    description: dataTables.description,
    columns: dataTables.columns,
    source: dataTables.source,
  }),
  workspace: {
    table: workspaces,
    id: workspaces.id,
    workspaceId: workspaces.id,
    name: workspaces.name,
    columns: {
      name: workspaces.name,
      assignment: workspaces.assignment,
      logDays: workspaces.logDays,
      guideHiddenAt: workspaces.guideHiddenAt,
      contactsHiddenFrom: workspaces.contactsHiddenFrom,
      deleteAt: workspaces.deleteAt,
    },
  },
  member: {
    table: memberships,
    id: memberships.userId,
    workspaceId: memberships.workspaceId,
    // A member's name is in another table.
    name: sql<string>`(select ${users.name} from ${users} where ${users.id} = ${memberships.userId})`,
    columns: { role: memberships.role, botIds: memberships.botIds, channelIds: memberships.channelIds },
  },
  invitation: thing(invitations, invitations.email, {
    email: invitations.email,
    role: invitations.role,
    botIds: invitations.botIds,
    channelIds: invitations.channelIds,
    expiresAt: invitations.expiresAt,
    revokedAt: invitations.revokedAt,
  }),
  notificationWebhook: {
    table: notificationWebhooks,
    id: notificationWebhooks.workspaceId,
    workspaceId: notificationWebhooks.workspaceId,
    name: notificationWebhooks.url,
    columns: { url: notificationWebhooks.url, secretSealed: notificationWebhooks.secretSealed },
  },
} satisfies Record<string, Target>;

export type TargetType = keyof typeof targets;

export interface TargetState {
  name: string | null;
  fields: Record<string, unknown>;
}

/** The state of a thing of a workspace; null if it does not exist. */
export async function readTarget(workspaceId: string, type: TargetType, id: string): Promise<TargetState | null> {
  const target: Target = targets[type];
  const [row] = await db
    .select({ name: target.name, fields: target.columns })
    .from(target.table)
    .where(and(eq(target.id, id), eq(target.workspaceId, workspaceId)));
  if (!row) return null;
  return { name: typeof row.name === "string" ? row.name : null, fields: row.fields };
}
