import { createHash } from "node:crypto";
import { and, eq, isNotNull, sql, type SQL } from "drizzle-orm";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { knowledgeVectors } from "@/db/schema/knowledge";
import { modelKey, type VectorModel } from "./vector-state";

/** With fewer vectors, comparing all of them is as fast as an index, and exact. */
const LEAST_INDEXED = 5000;
/** pgvector indexes vectors of up to this length, and up to twice this length with half the precision. */
const MOST_DIMENSIONS = 2000;
const PREFIX = "knowledge_vectors_near_";

/**
 * Whether this database has pgvector in a version whose index can be searched under further conditions (0.8). It is
 * installed when the database is migrated.
 */
export async function hasPgvector(): Promise<boolean> {
  const [row] = await db.execute<{ version: string }>(
    sql`select extversion as version from pg_extension where extname = 'vector'`,
  );
  const [major = 0, minor = 0] = row?.version.split(".").map(Number) ?? [];
  return major > 0 || minor >= 8;
}

/** Whether an index can be made for a model's vectors. */
function isIndexable({ dimensions }: Pick<VectorModel, "dimensions">): boolean {
  return dimensions <= 2 * MOST_DIMENSIONS;
}

/** The type of pgvector by which a model's vectors are compared, such as `vector(1536)`. */
export function vectorType({ dimensions }: Pick<VectorModel, "dimensions">): SQL {
  return sql.raw(
    `${dimensions > MOST_DIMENSIONS && isIndexable({ dimensions }) ? "halfvec" : "vector"}(${dimensions})`,
  );
}

/** The condition for a model's vectors, as its index has it: a query without the same constant cannot use the index. */
export function ofIndexedModel(model: VectorModel): SQL {
  return sql`md5(model) = ${sql.raw(`'${hashOf(model)}'`)} and cardinality(embedding) > 0`;
}

/** Makes the index of a model's vectors, if there are many and the database can. Does nothing if it exists. */
export async function indexVectors(workspaceId: string, model: VectorModel): Promise<void> {
  if (!isIndexable(model) || !(await hasPgvector())) return;
  const ofModel = and(eq(knowledgeVectors.workspaceId, workspaceId), eq(knowledgeVectors.model, modelKey(model)));
  if ((await db.$count(knowledgeVectors, ofModel)) < LEAST_INDEXED) return;
  const name = sql.identifier(nameOf(model));
  // An index whose making was interrupted remains, and is not used.
  const [known] = await db.execute<{ isValid: boolean }>(sql`
    select indisvalid as "isValid" from pg_index where indexrelid = to_regclass(${nameOf(model)})`);
  if (known?.isValid) return;
  if (known) await db.execute(sql`drop index concurrently ${name}`);
  const operators = sql.raw(model.dimensions > MOST_DIMENSIONS ? "halfvec_ip_ops" : "vector_ip_ops");
  await db.execute(sql`
    create index concurrently ${name} on ${knowledgeVectors}
    using hnsw ((embedding::${vectorType(model)}) ${operators}) where ${ofIndexedModel(model)}`);
}

/** Deletes the indexes of models that no workspace uses any more. */
export async function dropUnusedIndexes(): Promise<void> {
  const indexes = await db.execute<{ name: string }>(
    sql`select indexname as name from pg_indexes where indexname like ${`${PREFIX}%`}`,
  );
  if (indexes.length === 0) return;
  const settings = await db
    .select({ setting: workspaces.embeddingModel })
    .from(workspaces)
    .where(isNotNull(workspaces.embeddingModel));
  const used = new Set(settings.flatMap(({ setting }) => (setting ? [nameOf(setting)] : [])));
  for (const { name } of indexes.filter((index) => !used.has(index.name))) {
    await db.execute(sql`drop index concurrently if exists ${sql.identifier(name)}`);
  }
}

function nameOf(model: VectorModel): string {
  return `${PREFIX}${hashOf(model)}`;
}

function hashOf(model: VectorModel): string {
  return createHash("md5").update(modelKey(model)).digest("hex");
}
