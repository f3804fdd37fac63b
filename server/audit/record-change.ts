import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { auditEntries } from "@/db/schema/audit";
import { apiKeys } from "@/db/schema/events";
import { newId } from "@/server/ids";
import { logFailure } from "@/server/log/log-failure";
import type { Author } from "./author";
import { storableText } from "@/server/text/storable-text";
import { auditedVerbs, type AuditedVerb } from "./audited-verbs";
import { describeChange, showValue } from "./describe-change";
import { readTarget, type TargetState } from "./targets";

const LONGEST_ID = 500;

/** A change of a recorded verb that is under way. */
export interface Change {
  author: Author;
  name: string;
  verb: AuditedVerb;
  input: unknown;
  before: TargetState | null;
}

/**
 * Reads what a verb is about to change. `endChange` records it after it was done.
 * @param name The procedure or route, as docs/roles.md names it.
 * @returns null for verbs that the log leaves out.
 */
export async function beginChange(author: Author, name: string, input: unknown): Promise<Change | null> {
  const verb = auditedVerbs[name];
  if (!verb) return null;
  const before = await stateOf(author.workspaceId, verb, knownId(author.workspaceId, verb, input));
  return { author, name, verb, input, before };
}

/** Records a change that was done. A failure is logged only, because the change cannot be taken back. */
export async function endChange(change: Change, result: unknown): Promise<void> {
  try {
    await write(change, result);
  } catch (error) {
    logFailure("audit", `${change.name} is not recorded`, error);
  }
}

/** Does a change and records it in the audit log. A change that fails is not recorded. */
export async function recordChange<Result>(
  author: Author,
  name: string,
  input: unknown,
  work: () => Promise<Result>,
): Promise<Result> {
  const change = await beginChange(author, name, input);
  const result = await work();
  if (change) await endChange(change, result);
  return result;
}

async function write({ author, name, verb, input, before }: Change, result: unknown): Promise<void> {
  const { workspaceId } = author;
  const id = knownId(workspaceId, verb, input) ?? idIn(result, verb.resultId) ?? null;
  const after = await stateOf(workspaceId, verb, id);
  const difference = describeChange(before?.fields ?? null, after?.fields ?? null);
  const details = verb.details?.(input);
  await db.insert(auditEntries).values({
    id: newId("auditEntry"),
    workspaceId,
    actorType: author.type,
    actorId: author.id,
    actorName: nameOf(author),
    address: author.address,
    requestId: author.requestId,
    verb: name,
    targetType: verb.target,
    targetId: id,
    targetName: after?.name ?? before?.name ?? null,
    before: difference.before,
    after: details ? { ...difference.after, ...shown(details) } : difference.after,
  });
}

function shown(details: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(details).map(([key, value]) => [key, showValue(key, value)]));
}

/** The name at this moment: people and keys may be renamed or deleted later. */
function nameOf({ type, id }: Author) {
  if (id === null) return "Parley";
  const table = type === "user" ? users : apiKeys;
  return sql<string>`coalesce((select ${table.name} from ${table} where ${table.id} = ${id}), '')`;
}

/** The id of what a verb is going to change; undefined for a verb that makes something. */
function knownId(workspaceId: string, verb: AuditedVerb, input: unknown): string | undefined {
  return verb.isWorkspace ? workspaceId : idIn(input, verb.id);
}

async function stateOf(
  workspaceId: string,
  verb: AuditedVerb,
  id: string | null | undefined,
): Promise<TargetState | null> {
  return id ? readTarget(workspaceId, verb.target, id) : null;
}

/** The id under a key of an object that no verb has checked yet. */
function idIn(value: unknown, key: string | undefined): string | undefined {
  if (key === undefined || typeof value !== "object" || value === null) return undefined;
  const id: unknown = Reflect.get(value, key);
  return typeof id === "string" && id.length <= LONGEST_ID ? storableText(id) : undefined;
}
